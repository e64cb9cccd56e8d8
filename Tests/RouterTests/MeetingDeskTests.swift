import Contracts
import Foundation
import Inclusion
import Postgres
import ServiceKit
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("The forums' meetings", .timeLimit(.minutes(1)))
struct MeetingDeskTests {
    @Test("Two planners at once plan each meeting once, and find nothing to do afterwards")
    func planners() async throws {
        try await RouterBench.run { bench in
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for copy in [0, 1, 0, 1] { group.addTask { try await bench.planMeetings(copy: copy) } }
                return try await group.reduce(0, +)
            }
            // 3, 17 and 31 December; 14 and 28 January; 11 February.
            #expect(counts == 6)
            let meetings = try await bench.meetings()
            #expect(meetings.map(\.entry.slot.day.description).first == "2026-12-03" && meetings.count == 6)
            #expect(try await bench.number("select count(*) from event_log") == 6)
            #expect(try await bench.planMeetings() == 0)
            let first = try #require(meetings.first)
            try await bench.atDesk(first.id) { try await $0.cancel(first.id, $1, why: "Snow.") }
            #expect(try await bench.planMeetings() == 0, "what was cancelled is not planned again")
        }
    }

    @Test(
        "A case is listed for the next meeting; when that is cancelled it goes on by itself, and when one is moved it hears"
    )
    func cancelled() async throws {
        try await RouterBench.run { bench in
            try await bench.planMeetings()
            let (first, second) = (try await bench.meetings()[0], try await bench.meetings()[1])
            let id = try await bench.caseOf(child: UUID())
            try await bench.list(id)
            #expect(try await bench.file(id).listing?.meetingID == first.entry.id)
            try await bench.atDesk(first.id) { try await $0.cancel(first.id, $1, why: "Snow.") }
            let moved = try await bench.file(id)
            #expect(moved.listing?.meetingID == second.entry.id && moved.listing?.meetsOn == "2026-12-17")
            #expect(try await bench.number("select count(*) from case_file where meeting_id = \(second.id)") == 1)
            await #expect(throws: Problem.self) {
                try await bench.list(id, ListingDraft(forum: "talc", meetingID: first.entry.id))
            }
            let slot = second.entry.slot
            let later = MeetingSlot(
                locality: slot.locality, forum: slot.forum, startsAt: slot.startsAt.addingTimeInterval(86_400),
                papersBy: slot.papersBy, place: "Room 2")
            try await bench.atDesk(second.id) { try await $0.move(second.id, $1, to: later) }
            #expect(try await bench.file(id).listing?.meetsOn == "2026-12-18")
            #expect(try await bench.story(of: id) == ["opened", "acknowledged", "listed", "listed", "listed"])
            #expect(try await bench.planMeetings() == 0, "what was moved is not planned again")
        }
    }

    @Test("Closing a meeting takes what it did not decide to the next one, in one transaction or not at all")
    func closed() async throws {
        try await RouterBench.run { bench in
            try await bench.planMeetings()
            let (first, second) = (try await bench.meetings()[0], try await bench.meetings()[1])
            var cases: [UUID] = []
            for _ in 0..<4 {
                let id = try await bench.caseOf(child: UUID())
                try await bench.list(id)
                cases.append(id)
            }
            let thatDay = first.entry.slot.startsAt
            let opened = try await bench.atDesk(first.id, at: thatDay) { try await $0.open(first.id, $1) }
            #expect(Set(opened.meeting.agenda) == Set(cases.map(\.text)))
            await #expect(throws: Problem.self, "its agenda stands") {
                try await bench.list(cases[0], ListingDraft(forum: "talc", meetingID: first.entry.id))
            }
            var draft = OutcomeDraft(outcome: "supported", why: "w", next: "n")
            draft.record = RouterBench.record
            try await bench.tell(
                .decide(DecideCase(draft: draft, by: "c", words: Sealed(), record: Sealed())), to: cases[0])
            let closed = try await bench.atDesk(first.id, at: thatDay) { try await $0.close(first.id, $1) }
            #expect(closed.meeting.nextMeetingID == second.entry.id)
            #expect(closed.meeting.carriedOver == opened.meeting.agenda.filter { $0 != cases[0].text })
            for id in cases.dropFirst() {
                #expect(try await bench.file(id).listing?.meetingID == second.entry.id)
            }
            #expect(try await bench.file(cases[0]).listing?.meetingID == first.entry.id)
        }
    }

    @Test("A meeting with cases and no other to go to stays as it is")
    func nowhere() async throws {
        try await RouterBench.run { bench in
            try await bench.planMeetings()
            let meetings = try await bench.meetings()
            let last = try #require(meetings.last)
            let id = try await bench.caseOf(child: UUID())
            try await bench.list(id, ListingDraft(forum: "talc", meetingID: last.entry.id))
            do {
                try await bench.atDesk(last.id) { try await $0.cancel(last.id, $1, why: "Snow.") }
                Issue.record("cancelled although its case has nowhere to go")
            } catch let problem as Problem {
                #expect(problem.errors.map(\.code) == ["no_next_meeting"])
            }
            #expect(try await bench.meetings().map(\.version) == meetings.map(\.version))
            #expect(try await bench.file(id).listing?.meetingID == last.entry.id)
        }
    }

    @Test("A case listed in the very moment its meeting is cancelled is on an agenda that takes place")
    func atOnce() async throws {
        try await RouterBench.run { bench in
            try await bench.planMeetings()
            for _ in 0..<3 {
                let id = try await bench.caseOf(child: UUID())
                let first = try #require(try await bench.meetings().first { $0.entry.state == .planned })
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await bench.list(id, copy: 1) }
                    group.addTask {
                        try await bench.atDesk(first.id) { try await $0.cancel(first.id, $1, why: "Snow.") }
                    }
                    try await group.waitForAll()
                }
                let meeting = try #require(try await bench.file(id).listing?.meetingID)
                #expect(try await bench.meetings().first { $0.entry.id == meeting }?.entry.state == .planned)
            }
        }
    }

    @Test("Another locality's meeting is not there, and the calendar filled anew is the one that was lived through")
    func elsewhere() async throws {
        try await RouterBench.run { bench in
            try await bench.planMeetings()
            let first = try await bench.meetings()[0]
            let stranger = ForumBench.identity(.coordinator, in: ["E07000078"])
            await #expect(throws: Problem.self) {
                try await bench.store.transaction { transaction in
                    let desk = MeetingDesk(transaction: transaction, now: RouterBench.now, clocks: .standard, by: "c")
                    _ = try await desk.load(first.id, for: stranger)
                }
            }
            try await bench.atDesk(first.id) { try await $0.cancel(first.id, $1, why: "Snow.") }
            let lived = try await bench.pool.query("select to_jsonb(meeting)::text from meeting order by id")
                .decode(String.self)
            try await bench.pool.execute("truncate meeting")
            try await bench.refill(MeetingCalendar())
            let filled = try await bench.pool.query("select to_jsonb(meeting)::text from meeting order by id")
                .decode(String.self)
            #expect(filled == lived && lived.count == 6)
        }
    }
}

extension RouterBench {
    /// Writes a view's rows again, event by event, as filling it anew does.
    func refill<View: LogView>(_ view: View) async throws {
        try await store.transaction { transaction in
            let log = try await transaction.sql.query(
                "select subject, key, type, payload, version, occurred_at from event_log order by subject, version"
            ).decode(UUID.self, UUID.self, String.self, [UInt8].self, Int64.self, Date.self)
            var (before, last) = (Loaded<View.Subject>.none, UUID?.none)
            for (subject, key, type, payload, version, time) in log {
                if subject != last { (before, last) = (.none, subject) }
                let event = try View.Subject.Event(type: type, payload: payload)
                _ = try await transaction.sql.pipeline(
                    view.rows([event], to: subject, key: key, before, at: time))
                before = before.after(event, version: version, at: time)
            }
        }
    }
}
