import Contracts
import Foundation
import Inclusion
import Postgres
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("Meetings follow the calendar that counts", .timeLimit(.minutes(1)))
struct CalendarChangeTests {
    private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    /// The sample county: no school from 2 to 9 December any more, and meetings an hour later.
    private static func changed() throws -> County {
        let before = try ForumBench.county()
        let ends = before.calendar.ends
        let forums = before.forums.map {
            ForumCalendar(
                locality: $0.locality, forum: $0.forum, first: $0.first, everyWeeks: $0.everyWeeks, hour: 15, minute: 0,
                inTermOnly: true, place: $0.place, papersWorkingDaysBefore: 2, members: $0.members,
                disclosure: $0.disclosure)
        }
        let terms = [
            SchoolTerm(name: "first", first: try day("2026-09-03"), last: try day("2026-12-01")),
            SchoolTerm(name: "second", first: try day("2026-12-10"), last: ends),
        ]
        return County(
            name: "sample", version: 2, localities: before.localities, clusters: [], forums: forums,
            calendar: SchoolCalendar(ends: ends, terms: terms))
    }

    @Test(
        "A day that is none of school any more loses its meeting, and its cases go on; others are moved; a person's stay"
    )
    func followed() async throws {
        try await RouterBench.run { bench in
            let planning = MeetingPlanning(events: bench.store, now: { RouterBench.now })
            let county = try ForumBench.county()
            _ = try await planning.planMissing(in: county)
            #expect(try await planning.follow(county) == .init(), "nothing has changed")
            let before = try await bench.meetings()
            let (first, second, third) = (before[0], before[1], before[2])
            let id = try await bench.caseOf(child: UUID())
            try await bench.list(id)
            #expect(try await bench.file(id).listing?.meetsOn == "2026-12-03")
            let slot = third.entry.slot
            let elsewhere = MeetingSlot(
                locality: slot.locality, forum: slot.forum, startsAt: slot.startsAt, papersBy: slot.papersBy,
                place: "Room 2")
            try await bench.atDesk(third.id) { try await $0.move(third.id, $1, to: elsewhere) }

            #expect(try await planning.planMissing(in: try Self.changed()) == 0)
            let done = try await planning.follow(try Self.changed())
            #expect(done == .init(moved: 4, cancelled: 1, left: 0))
            let after = Dictionary(
                uniqueKeysWithValues: try await bench.meetings().map { ($0.id, $0.entry) })
            #expect(after[first.id]?.state == .cancelled)
            #expect(after[second.id].map { RFC3339.text($0.slot.startsAt) } == "2026-12-17T15:00:00Z")
            #expect(after[third.id]?.slot == elsewhere)
            let file = try await bench.file(id)
            #expect(file.listing?.meetingID == second.entry.id && file.listing?.meetsOn == "2026-12-17")
            #expect(try await planning.follow(try Self.changed()) == .init(), "once is enough")
        }
    }

    @Test("A day that a later calendar has again gets its meeting back, but not one that a person gave up")
    func plannedAgain() async throws {
        try await RouterBench.run { bench in
            let planning = MeetingPlanning(events: bench.store, now: { RouterBench.now })
            let (county, without) = (try ForumBench.county(), try Self.changed())
            _ = try await planning.planMissing(in: county)
            let before = try await bench.meetings()
            let (dropped, givenUp) = (before[0], before[1])
            try await bench.atDesk(givenUp.id) { try await $0.cancel(givenUp.id, $1, why: "Snow.") }
            #expect(try await planning.follow(without).cancelled == 1)
            let id = try await bench.caseOf(child: UUID())
            try await bench.list(id)
            let listing = try await bench.file(id).listing

            #expect(try await planning.planMissing(in: county) == 1)
            _ = try await planning.follow(county)
            let after = Dictionary(uniqueKeysWithValues: try await bench.meetings().map { ($0.id, $0.entry) })
            #expect(after[dropped.id] == dropped.entry && after[givenUp.id]?.state == .cancelled)
            #expect(
                try await bench.story(of: dropped.id) == ["meeting_planned", "meeting_cancelled", "meeting_planned"])
            #expect(
                try await bench.file(id).listing?.meetingID == listing?.meetingID, "what was arranged meanwhile stays")
            #expect(try await planning.planMissing(in: county) == 0, "once is enough")

            // It is like any other: it can be dropped once more, with a case that was listed for it.
            let another = try await bench.caseOf(child: UUID())
            try await bench.list(another, ListingDraft(forum: "talc", meetingID: dropped.entry.id))
            #expect(try await planning.follow(without).cancelled == 1)
            #expect(try await bench.file(another).listing?.meetingID == listing?.meetingID)
        }
    }

    @Test("A meeting whose cases would have nowhere to go is left for a person")
    func left() async throws {
        try await RouterBench.run { bench in
            let planning = MeetingPlanning(events: bench.store, now: { RouterBench.now })
            let county = try ForumBench.county()
            _ = try await planning.planMissing(in: county)
            let last = try #require(try await bench.meetings().last)
            let id = try await bench.caseOf(child: UUID())
            try await bench.list(id, ListingDraft(forum: "talc", meetingID: last.entry.id))
            let without = County(
                name: "sample", version: 2, localities: county.localities, clusters: [], forums: [],
                calendar: county.calendar)
            #expect(try await planning.follow(without) == .init(moved: 0, cancelled: 5, left: 1))
            #expect(try await bench.file(id).listing?.meetingID == last.entry.id)
        }
    }
}
