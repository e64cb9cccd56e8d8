import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import RoutingData
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("The keeper of clocks", .timeLimit(.minutes(2)))
struct ClockKeeperTests {
    /// A keeper in that copy of the service, at that time.
    private func keeper(_ desk: QueueDesk, copy: Int = 0) -> ClockKeeper {
        ClockKeeper(
            store: desk.bench.stores[copy], now: { desk.now }, logger: RouterBench.logger,
            clocks: { try await desk.bench.store.transaction { try await desk.bench.desks[copy].clocks(in: $0.sql) } })
    }

    @Test("Two copies at once remind and note each deadline once, and are idle then")
    func twoCopies() async throws {
        try await QueueDesk.run { desk in
            var ids: [UUID] = []
            for _ in 0..<30 { ids.append(try await desk.open()) }
            #expect(try await keeper(desk).workOne() == nil, "nothing is due")
            #expect(try await desk.bench.number("select count(*) from event_log") == 30, "opened in one event")
            try desk.set("2026-11-27T12:00:00Z")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for copy in 0..<2 {
                    group.addTask {
                        let keeper = keeper(desk, copy: copy)
                        var idle = 0
                        while idle < 3 { idle = try await keeper.workOne() == nil ? idle + 1 : 0 }
                    }
                }
                try await group.waitForAll()
            }
            while try await keeper(desk).workOne() != nil {}
            for id in ids {
                #expect(try await desk.bench.story(of: id) == ["opened", "chased", "clock_breached"])
            }
            // The acknowledgement is late; triage runs out on Monday.
            let next = try await desk.bench.pool.query("select distinct next_at from case_clock").decode(Date.self)
            #expect(next.map(RFC3339.text) == ["2026-11-30T10:00:00Z"])
            let queues = try await desk.send(.get, "/v1/queues")
            #expect(queues["items/0/groups/overdue"]?.number == 30)
        }
    }

    @Test("What a copy leaves undone when it dies, the next one does")
    func crash() async throws {
        try await QueueDesk.run { desk in
            let id = try await desk.open()
            try desk.set("2026-11-24T12:00:00Z")
            struct Death: Error {}
            await #expect(throws: Death.self) {
                try await desk.bench.stores[1].transaction { transaction in
                    let loaded = try await transaction.load(CaseFile.self, id)
                    let events = try CaseFile.decide(loaded.state, .tick, now: desk.now)
                    _ = try await CaseRow.commit(events, to: id, loaded, at: desk.now, in: transaction)
                    let meanwhile = try await keeper(desk).workOne()
                    #expect(meanwhile == nil, "somebody is at it")
                    throw Death()
                }
            }
            #expect(try await desk.bench.story(of: id) == ["opened"])
            #expect(try await keeper(desk).workOne() == id)
            #expect(try await desk.bench.story(of: id) == ["opened", "clock_breached"])
            #expect(try await keeper(desk).workOne() == nil)
        }
    }

    @Test("A case that fails holds up no other")
    func failing() async throws {
        try await QueueDesk.run { desk in
            let broken = try await desk.open()
            try desk.set("2026-11-23T10:30:00Z")
            let whole = try await desk.open()
            try await desk.bench.pool.execute("update event_log set type = 'nonsense' where subject = \(broken)")
            try desk.set("2026-11-24T12:00:00Z")
            let trouble = await #expect(throws: WorkLoop.Trouble.self) { try await keeper(desk).workOne() }
            #expect(trouble?.id == broken)
            #expect(try await keeper(desk).workOne(passingOver: [broken]) == whole)
            #expect(try await keeper(desk).workOne(passingOver: [broken]) == nil)
            // The service itself goes on, and stops when it is told to.
            try desk.set("2026-11-27T12:00:00Z")
            let running = Task { try await keeper(desk).run() }
            try await eventually { try await desk.bench.story(of: whole).contains("chased") }
            running.cancel()
            try await running.value
        }
    }

    @Test("A case that is older than clocks is given them; one without any is not looked at again")
    func older() async throws {
        try await QueueDesk.run { desk in
            let (id, waiting) = (try await desk.open(), try await desk.open())
            try await desk.tell(.acknowledge(by: "bob"), to: waiting)
            var draft = ApPlacementDraft()
            (draft.purpose, draft.purposeWords, draft.objectives) = ("assessment", "w", ["o"])
            (draft.wantedStart, draft.weeks, draft.sessionsAWeek, draft.reason) = ("2026-12-01", 6, 4, "r")
            draft.record = RouterBench.record
            try await desk.tell(
                .decideApPlacement(DecideApPlacement(draft: draft, by: "c", brief: Sealed(), record: Sealed())),
                to: waiting)
            let old = try await desk.bench.pool.query(
                "select payload from event_log where subject = \(id)"
            ).decodeFirst([UInt8].self)
            var opened = try CaseOpened(serializedBytes: try #require(old))
            opened.clearClocks()
            try await desk.bench.pool.execute(
                "update event_log set payload = \(try CaseEvent.opened(opened).payload()) where subject = \(id)")
            try await desk.bench.pool.execute("truncate case_clock")
            try await desk.bench.pool.execute(
                "insert into case_clock select id, '', '', \(desk.now) from case_file where place <> 'closed'")
            while try await keeper(desk).workOne() != nil {}
            #expect(try await desk.bench.story(of: id) == ["opened", "clocks_recomputed"])
            #expect(try await desk.bench.pool.query("select case_id from case_clock").decode(UUID.self) == [id])
        }
    }

    @Test("When the calendars change, what is due when is worked out anew in every open case")
    func calendars() async throws {
        try await QueueDesk.run { desk in
            let (first, second) = (try await desk.open(), try await desk.open())
            let known = try RoutingDataKind.county.builtIn().text
            let text = known.replacing("version: 1", with: "version: 2").replacing(
                "holidays: []", with: "holidays: [2026-11-26]")
            let file = try RoutingDataKind.county.read(text)
            let activation = try await desk.bench.pool.withTransaction {
                try await RoutingDataStore().activate(file, by: "ada", at: desk.now, in: $0)
            }
            #expect(activation == .done(before: "gloucestershire/1"))
            let keeper = keeper(desk)
            while try await keeper.workOne() != nil {}
            for id in [first, second] {
                #expect(try await desk.bench.story(of: id) == ["opened", "clocks_recomputed"])
                #expect(try await desk.bench.file(id).clocks.last?.dueAt == "2026-12-01T10:00:00Z")
            }
        }
    }

    /// Waits until it is so, ten seconds at most.
    private func eventually(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while try await !condition() {
            try #require(ContinuousClock.now < deadline, "it did not come to be")
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
