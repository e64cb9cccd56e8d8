import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import ReferralIntake

// What the agencies of a case hear of how it is worked.
extension StandingProjectionTests {
    @Test("A case that is opened again is open for its agencies too, unless they have posted anew")
    func reopened() async throws {
        try await AgencyDesk.run { desk in
            let id = try await LifeTests.post(desk)
            try await open(desk, id)
            let words = try await desk.sealed(DecisionWords.with { $0.why = "It goes well." }, for: id)
            let ended = CaseEvent.closed(
                .with { ($0.outcome, $0.closedBy, $0.words) = ("stepped_down", "coordinator-1", words) })
            func openOnes() async throws -> [UUID] {
                try await desk.bench.admin.query("select referral_id from open_referral").decode(UUID.self)
            }
            try await desk.hear(ended, of: id)
            var read = try await desk.send(.get, "/v1/referrals/\(id.text)")
            #expect(read["state"]?.words == "closed" && read["decisions/0/outcome"]?.words == "stepped_down")
            #expect(read["decisions/0/why"]?.words == "It goes well.")
            #expect(try await openOnes() == [])
            try await desk.hear(.reopened(.init()), of: id)
            read = try await desk.send(.get, "/v1/referrals/\(id.text)")
            #expect(read["state"]?.words == "submitted" && read["standing/status"]?.words == "acknowledged")
            #expect(read["standing/timeline"]?.all("code").suffix(2) == ["closed", "reopened"])
            #expect(try await openOnes() == [id])

            try await desk.hear(ended, of: id)
            let anew = try await LifeTests.post(desk)
            try await desk.hear(.reopened(.init()), of: id)
            #expect(try await openOnes() == [anew])
            // What its agency called an error is not opened with the case.
            try await desk.hear(ended, of: id)
            try await open(desk, anew)
            try await desk.hear(ended, of: anew)
            try await desk.send(.post, "/v1/referrals/\(anew.text)/error", ["words": "The wrong child."], match: 1)
            try await desk.hear(.reopened(.init()), of: anew)
            #expect(try await openOnes() == [])
        }
    }

    @Test("A case passed on says whose it is now and whose it was; a reminder is for the agency that was asked")
    func worked() async throws {
        try await AgencyDesk.run { desk in
            let first = try await LifeTests.post(desk)
            try await open(desk, first)
            let police = AgencyDesk.police
            let second = try await LifeTests.post(desk, [("/source", #""6""#), ("/asks", nil)], as: police)
            try await join(desk, second, to: first)
            let chased = CaseChased.with {
                ($0.askedReferralID, $0.clock) = (
                    second.text, .with { ($0.kind, $0.with) = ("information", "referrer") }
                )
            }
            try await desk.hear(.chased(chased), of: first)
            let rerouted = CaseEvent.rerouted(.with { ($0.locality, $0.forum) = ("E07000082", .talc) })
            let clock = CaseClock.with {
                ($0.kind, $0.with, $0.dueAt) = ("triage", "coordinator", "2026-12-01T09:00:00Z")
            }
            try await desk.hear(rerouted.setting(clocks: [clock]), of: first)
            try await desk.hear(.planNoted(.with { $0.reviewOn = "2027-01-11" }), of: first)
            let school = try await desk.send(.get, "/v1/referrals/\(first.text)")
            let theirs = try await desk.send(.get, "/v1/referrals/\(second.text)", as: police)
            #expect(school["standing/timeline"]?.all("code").contains("reminded") == false)
            #expect(
                theirs["standing/timeline"]?.all("code") == [
                    "submitted", "joined", "reminded", "passed_on", "plan_begun",
                ])
            #expect(school["standing/locality/code"]?.words == "E07000082")
            #expect(school["standing/timeline/1/words"]?.words == "It went to the coordinator for Gloucester.")
            #expect(school["standing/timeline/4/words"]?.words == "It went to the coordinator for Stroud.")
            #expect(school["standing/next/by"]?.words == "2026-12-01T09:00:00Z")
            #expect(school["standing/review_on"]?.words == "2027-01-11")
            #expect(school["standing/with/who"]?.words == "coordinator")
        }
    }
}
