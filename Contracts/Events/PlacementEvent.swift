public import SwiftProtobuf

/// What `placement-matcher` says on topic `placements`.
public enum PlacementEvent: TopicEvent {
    case requested(PlacementRequested)
    case shortlisted(PlacementShortlisted)
    case offered(PlacementOffered)
    case accepted(PlacementAccepted)
    case declined(PlacementDeclined)
    case declineConfirmed(PlacementDeclineConfirmed)
    case unableToMatch(PlacementUnableToMatch)
    case withdrawn(PlacementWithdrawn)
    case questionAsked(PlacementQuestionAsked)
    case questionAnswered(PlacementQuestionAnswered)
    case offerExpired(PlacementOfferExpired)
    case offerWithdrawn(PlacementOfferWithdrawn)
    case agreed(PlacementAgreed)
    case started(PlacementStarted)
    case notStarted(PlacementNotStarted)
    case attendanceRecorded(PlacementAttendanceRecorded)
    case reviewed(PlacementReviewed)
    case extended(PlacementExtended)
    case reintegrationPlanned(ReintegrationPlanned)
    case ended(PlacementEnded)
    case provisionListed(ProvisionListed)
    case provisionUnlisted(ProvisionUnlisted)
    case provisionAssured(ProvisionAssured)
    case capacitySet(CapacitySet)

    public enum Kind: String, CaseIterable, Sendable {
        case requested = "referralhub.placements.requested.v1"
        case shortlisted = "referralhub.placements.shortlisted.v1"
        case offered = "referralhub.placements.offered.v1"
        case accepted = "referralhub.placements.accepted.v1"
        case declined = "referralhub.placements.declined.v1"
        case declineConfirmed = "referralhub.placements.decline_confirmed.v1"
        case unableToMatch = "referralhub.placements.unable_to_match.v1"
        case withdrawn = "referralhub.placements.withdrawn.v1"
        case questionAsked = "referralhub.placements.question_asked.v1"
        case questionAnswered = "referralhub.placements.question_answered.v1"
        case offerExpired = "referralhub.placements.offer_expired.v1"
        case offerWithdrawn = "referralhub.placements.offer_withdrawn.v1"
        case agreed = "referralhub.placements.agreed.v1"
        case started = "referralhub.placements.started.v1"
        case notStarted = "referralhub.placements.not_started.v1"
        case attendanceRecorded = "referralhub.placements.attendance_recorded.v1"
        case reviewed = "referralhub.placements.reviewed.v1"
        case extended = "referralhub.placements.extended.v1"
        case reintegrationPlanned = "referralhub.placements.reintegration_planned.v1"
        case ended = "referralhub.placements.ended.v1"
        case provisionListed = "referralhub.placements.provision_listed.v1"
        case provisionUnlisted = "referralhub.placements.provision_unlisted.v1"
        case provisionAssured = "referralhub.placements.provision_assured.v1"
        case capacitySet = "referralhub.placements.capacity_set.v1"
    }

    public static let topic = Topic.placements

    public var body: (kind: Kind, message: any Message) {
        switch self {
        case .requested(let message): (.requested, message)
        case .shortlisted(let message): (.shortlisted, message)
        case .offered(let message): (.offered, message)
        case .accepted(let message): (.accepted, message)
        case .declined(let message): (.declined, message)
        case .declineConfirmed(let message): (.declineConfirmed, message)
        case .unableToMatch(let message): (.unableToMatch, message)
        case .withdrawn(let message): (.withdrawn, message)
        case .questionAsked(let message): (.questionAsked, message)
        case .questionAnswered(let message): (.questionAnswered, message)
        case .offerExpired(let message): (.offerExpired, message)
        case .offerWithdrawn(let message): (.offerWithdrawn, message)
        case .agreed(let message): (.agreed, message)
        case .started(let message): (.started, message)
        case .notStarted(let message): (.notStarted, message)
        case .attendanceRecorded(let message): (.attendanceRecorded, message)
        case .reviewed(let message): (.reviewed, message)
        case .extended(let message): (.extended, message)
        case .reintegrationPlanned(let message): (.reintegrationPlanned, message)
        case .ended(let message): (.ended, message)
        case .provisionListed(let message): (.provisionListed, message)
        case .provisionUnlisted(let message): (.provisionUnlisted, message)
        case .provisionAssured(let message): (.provisionAssured, message)
        case .capacitySet(let message): (.capacitySet, message)
        }
    }

    public init(kind: Kind, bytes: [UInt8]) throws {
        switch kind {
        case .requested: self = .requested(try PlacementRequested(serializedBytes: bytes))
        case .shortlisted: self = .shortlisted(try PlacementShortlisted(serializedBytes: bytes))
        case .offered: self = .offered(try PlacementOffered(serializedBytes: bytes))
        case .accepted: self = .accepted(try PlacementAccepted(serializedBytes: bytes))
        case .declined: self = .declined(try PlacementDeclined(serializedBytes: bytes))
        case .declineConfirmed: self = .declineConfirmed(try PlacementDeclineConfirmed(serializedBytes: bytes))
        case .unableToMatch: self = .unableToMatch(try PlacementUnableToMatch(serializedBytes: bytes))
        case .withdrawn: self = .withdrawn(try PlacementWithdrawn(serializedBytes: bytes))
        case .questionAsked: self = .questionAsked(try PlacementQuestionAsked(serializedBytes: bytes))
        case .questionAnswered: self = .questionAnswered(try PlacementQuestionAnswered(serializedBytes: bytes))
        case .offerExpired: self = .offerExpired(try PlacementOfferExpired(serializedBytes: bytes))
        case .offerWithdrawn: self = .offerWithdrawn(try PlacementOfferWithdrawn(serializedBytes: bytes))
        case .agreed: self = .agreed(try PlacementAgreed(serializedBytes: bytes))
        case .started: self = .started(try PlacementStarted(serializedBytes: bytes))
        case .notStarted: self = .notStarted(try PlacementNotStarted(serializedBytes: bytes))
        case .attendanceRecorded: self = .attendanceRecorded(try PlacementAttendanceRecorded(serializedBytes: bytes))
        case .reviewed: self = .reviewed(try PlacementReviewed(serializedBytes: bytes))
        case .extended: self = .extended(try PlacementExtended(serializedBytes: bytes))
        case .reintegrationPlanned: self = .reintegrationPlanned(try ReintegrationPlanned(serializedBytes: bytes))
        case .ended: self = .ended(try PlacementEnded(serializedBytes: bytes))
        case .provisionListed: self = .provisionListed(try ProvisionListed(serializedBytes: bytes))
        case .provisionUnlisted: self = .provisionUnlisted(try ProvisionUnlisted(serializedBytes: bytes))
        case .provisionAssured: self = .provisionAssured(try ProvisionAssured(serializedBytes: bytes))
        case .capacitySet: self = .capacitySet(try CapacitySet(serializedBytes: bytes))
        }
    }
}
