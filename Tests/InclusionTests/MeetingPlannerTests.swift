import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// The meetings of a school year, counted.
@Suite("The calendar of a forum", .timeLimit(.minutes(1))) struct MeetingPlannerTests {
    /// Every meeting that was ever planned, when the planner ran each day of a year.
    private func planned(_ county: County) throws -> Set<MeetingSlot> {
        let (first, last) = (try day("2026-09-01"), try day("2027-07-23"))
        return (first.dayNumber...last.dayNumber).reduce(into: []) { slots, number in
            slots.formUnion(MeetingPlanner.meetings(of: county, today: CalendarDate(dayNumber: number)))
        }
    }

    @Test("Every second Thursday of the school year: not at half-term, on a bank holiday or a training day")
    func thursdays() throws {
        let county = ForumSamples.county(ForumSamples.forum(.talc, first: try day("2026-09-10")))
        let days = try planned(county).map(\.day).sorted().map(\.description)
        // 3 December is a training day; 31 December, 8 April and 3 June lie outside the terms.
        #expect(
            days == [
                "2026-09-10", "2026-09-24", "2026-10-08", "2026-10-22", "2026-11-05", "2026-11-19", "2026-12-17",
                "2027-01-14", "2027-01-28", "2027-02-11", "2027-02-25", "2027-03-11", "2027-03-25", "2027-04-22",
                "2027-05-06", "2027-05-20", "2027-06-17", "2027-07-01", "2027-07-15",
            ])
    }

    @Test("A bank holiday within a term is left out; a forum that meets all year is not held back by terms")
    func mondays() throws {
        let first = try day("2026-09-07")
        let inTerm = try planned(ForumSamples.county(ForumSamples.forum(.interventionCircle, first: first)))
        let days = Set(inTerm.map(\.day.description))
        // Every second Monday from 7 September: 3 May is early May bank holiday.
        #expect(!days.contains("2027-05-03") && days.contains("2027-04-19"))
        #expect(days.count == 19)
        let always = try planned(
            ForumSamples.county(ForumSamples.forum(.post16, first: first, inTermOnly: false)))
        #expect(always.count == 23)
    }

    @Test("Papers are due at 17:00 two working days before, across bank holidays and the clock's change")
    func papers() throws {
        let county = ForumSamples.county(
            ForumSamples.forum(.talc, first: try day("2027-05-04"), everyWeeks: 1))
        let slots = MeetingPlanner.meetings(of: county, today: try day("2027-05-03"))
        let first = try #require(slots.first)
        // Tuesday 4 May, after the bank holiday: Friday is one working day before, Thursday two.
        #expect(RFC3339.text(first.startsAt) == "2027-05-04T13:00:00Z")
        #expect(RFC3339.text(first.papersBy) == "2027-04-29T16:00:00Z")
        #expect(slots.allSatisfy { $0.papersBy < $0.startsAt })
    }

    @Test("Twelve weeks ahead from tomorrow, and nothing beyond what the calendar knows")
    func horizon() throws {
        let county = ForumSamples.county(ForumSamples.forum(.talc, first: try day("2026-09-10"), inTermOnly: false))
        let slots = MeetingPlanner.meetings(of: county, today: try day("2026-09-10"))
        #expect(slots.map(\.day.description).first == "2026-09-24")
        #expect(slots.count == 6)
        #expect(MeetingPlanner.meetings(of: county, today: try day("2027-07-20")) == [])
    }
}
