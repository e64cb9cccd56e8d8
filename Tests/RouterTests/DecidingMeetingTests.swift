import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("A meeting decides", .timeLimit(.minutes(1)))
struct DecidingMeetingTests {
    private static let gloucester = Identity.someone(.coordinator, localities: ["E07000081"])

    /// An acknowledged case in Gloucester.
    private func newCase(_ desk: CaseDesk) async throws -> UUID {
        let referral = UUID()
        try await desk.bench.apply(
            try await desk.bench.submitted(referral, about: UUID(), home: "GL1 2EH"), of: referral)
        let id = try await desk.bench.caseID(of: referral)
        #expect(try await desk.move(id, "acknowledgement", as: Self.gloucester).status == 200)
        return id
    }

    @Test("While it sits, and only what is on its agenda")
    func sitting() async throws {
        try await CaseDesk.run { desk in
            try await desk.bench.know(["GL12EH": "E07000081"])
            let slot: JSON = ["locality": "E07000081", "forum": "talc", "meets_on": "2026-11-23", "at": "16:00"]
            let planned = try await desk.send(.post, "/v1/meetings", slot, as: Self.gloucester)
            let meeting = try #require(planned["id"]?.words, "\(planned.body)")
            let (first, early) = (try await newCase(desk), try await newCase(desk))
            for id in [first, early] {
                let listed = try await desk.move(
                    id, "listings", ["forum": "talc", "meeting_id": .string(meeting)], as: Self.gloucester)
                #expect(listed.status == 200, "\(listed.body)")
            }
            let deciding = CaseMoves.support.with(["meeting_id": .string(meeting)])
            let tooSoon = try await desk.move(first, "decisions", deciding, as: Self.gloucester)
            #expect(tooSoon.status == 422 && tooSoon.errors == ["/meeting_id not_sitting"])
            // Decided by the coordinator before: it does not come onto the agenda.
            #expect(try await desk.move(early, "decisions", CaseMoves.support, as: Self.gloucester).status == 200)
            let opened = try await desk.send(
                .post, "/v1/meetings/\(meeting)/opening", as: Self.gloucester, match: planned.version)
            #expect(opened.status == 200, "\(opened.body)")
            let late = try await desk.move(early, "decisions", deciding, as: Self.gloucester)
            #expect(late.status == 422 && late.errors == ["/meeting_id not_on_agenda"], "\(late.body)")
            #expect(try await desk.move(first, "decisions", deciding, as: Self.gloucester).status == 200)
            let read = try await desk.send(.get, "/v1/cases/\(first.text)", as: Self.gloucester)
            #expect(read["decisions/0/meeting_id"]?.words == meeting)

            let closed = try await desk.send(
                .post, "/v1/meetings/\(meeting)/closure", as: Self.gloucester, match: opened.version)
            #expect(closed.status == 200, "\(closed.body)")
            let over = try await desk.move(first, "decisions", deciding, as: Self.gloucester)
            #expect(over.errors == ["/meeting_id not_sitting"], "\(over.body)")
        }
    }
}
