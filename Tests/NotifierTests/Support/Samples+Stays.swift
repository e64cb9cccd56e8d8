import Contracts
import SwiftProtobuf

@testable import Notifier

extension Samples {
    /// What happens between the agreement about a placement and its end.
    static func stays(marked mark: String) -> [PlacementEvent] {
        let placement = PlacementRef.with {
            ($0.placementID, $0.requestID, $0.provisionID) = (mark, mark, mark)
            ($0.locality, $0.providerID) = ("E07000081", "provider-1")
        }
        return [
            .agreed(.with { ($0.placement, $0.childID, $0.agreedBy, $0.purpose) = (placement, mark, mark, mark) }),
            .started(.with { ($0.placement, $0.recordedBy) = (placement, mark) }),
            .notStarted(.with { ($0.placement, $0.reason, $0.recordedBy) = (placement, mark, mark) }),
            .attendanceRecorded(.with { ($0.placement, $0.recordedBy) = (placement, mark) }),
            .reviewed(.with { ($0.placement, $0.recommendation, $0.recordedBy) = (placement, mark, mark) }),
            .extended(.with { ($0.placement, $0.until, $0.extendedBy) = (placement, mark, mark) }),
            .reintegrationPlanned(.with { ($0.placement, $0.destination, $0.plannedBy) = (placement, mark, mark) }),
            .ended(.with { ($0.placement, $0.endedAs, $0.recordedBy) = (placement, mark, mark) }),
        ]
    }

    /// What the directory says; nobody is written to.
    static func directory(marked mark: String) -> [PlacementEvent] {
        [
            .provisionListed(.with { ($0.provisionID, $0.source, $0.changedBy) = (mark, mark, mark) }),
            .provisionUnlisted(.with { ($0.provisionID, $0.source, $0.changedBy) = (mark, mark, mark) }),
            .provisionAssured(.with { ($0.provisionID, $0.assurer, $0.recordedBy) = (mark, mark, mark) }),
        ]
    }
}
