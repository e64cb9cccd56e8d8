import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import RoutingData
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("Queues and meetings by a county's own clocks", .timeLimit(.minutes(1)))
struct CountyClockTests {
    /// The built-in county, with offices closed on Tuesday 24 November and Monday 14 December 2026 too.
    private static func county() throws -> String {
        try BuiltIn.county().text.replacing("version: 1\n", with: "version: 2\n")
            .replacing("holidays: []", with: "holidays: [2026-11-24, 2026-12-14]")
    }

    private static let gloucester = Identity.someone(.coordinator, localities: ["E07000081"])

    @Test("A day on which its offices are closed moves what is due in a queue, and a meeting's papers")
    func closed() async throws {
        try await CaseDesk.run { desk in
            let bench = desk.bench
            try await bench.activateCounty(try Self.county())
            try await bench.know(["GL12EH": "E07000081"])
            let (child, referral) = (UUID(), UUID())
            try await bench.apply(try await bench.submitted(referral, about: child, home: "GL1 2EH"), of: referral)
            let id = try await bench.caseID(of: referral)
            let queue = try await desk.send(.get, "/v1/cases", as: Self.gloucester)
            // Monday 10:00, and one working day: not Tuesday.
            #expect(queue["items/0/due_at"]?.words == "2026-11-25T10:00:00Z", "\(queue.body)")

            let county = try await bench.pool.withConnection { try await bench.desks[0].county(in: $0) }
            _ = try await MeetingPlanning(events: bench.store, now: { RouterBench.now }).planMissing(in: county)
            #expect(try await desk.move(id, "acknowledgement", as: Self.gloucester).status == 200)
            let listed = try await desk.move(
                id, "listings", ["forum": "talc", "meets_on": "2026-12-15"], as: Self.gloucester)
            #expect(listed.status == 200, "\(listed.body)")
            let read = try await desk.send(.get, "/v1/cases/\(id.text)", as: Self.gloucester)
            guard case .array(let clocks)? = read["clocks"] else { return #expect(Bool(false), "no clocks") }
            let papers = clocks.first { $0.at("kind")?.words == "papers" }
            // Two working days before Tuesday 15 December: not the Monday, so Friday and Thursday.
            #expect(papers?.at("due_at")?.words == "2026-12-10T17:00:00Z")
            let meeting = try #require(read["listing/meeting_id"]?.words)
            let shown = try await desk.send(.get, "/v1/meetings/\(meeting)", as: Self.gloucester)
            #expect(shown["papers_by"]?.words == "2026-12-10T17:00:00Z")
        }
    }
}
