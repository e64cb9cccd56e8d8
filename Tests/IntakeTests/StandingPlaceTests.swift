import Contracts
import Foundation
import HTTPTypes
import Inclusion
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import ReferralIntake

// Where a referral is, in the words of the county that counts.
extension StandingProjectionTests {
    @Test("An agency reads what the county calls the locality, and who owns its queue there")
    func placeNames() async throws {
        try await AgencyDesk.run { desk in
            let id = try await LifeTests.post(desk)
            let announced = CaseEvent.countyAnnounced(
                .with {
                    $0.localities = [
                        .with { ($0.code, $0.name, $0.owner) = ("E07000238", "Wychavon", "The Wychavon team") }
                    ]
                })
            try await desk.hear(announced, of: UUID())
            try await desk.hear(.opened(.with { ($0.locality, $0.forum) = ("E07000238", .talc) }), of: id)
            let read = try await desk.send(.get, "/v1/referrals/\(id.text)")
            #expect(read["standing/locality/name"]?.words == "Wychavon")
            #expect(read["standing/with/words"]?.words == "The Wychavon team")
            #expect(read["standing/timeline"]?.all("words").contains("It went to the Wychavon team.") == true)
        }
    }
}
