import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// A county of one locality with two forums, and meetings of it. `CaseFileTests.now` is Monday 23 November 2026, 09:30.
enum ForumSamples {
    static let locality = "E07000081"

    /// The school year 2026/27 as Gloucestershire publishes it, with one training day.
    static let calendar = SchoolCalendar(
        ends: CalendarDate(dayNumber: 21_022),  // 23 July 2027
        terms: [
            ("2026-09-03", "2026-10-23"), ("2026-11-02", "2026-12-18"), ("2027-01-04", "2027-02-12"),
            ("2027-02-22", "2027-03-25"), ("2027-04-12", "2027-05-28"), ("2027-06-07", "2027-07-23"),
        ].compactMap { first, last in
            guard let first = CalendarDate(first), let last = CalendarDate(last) else { return nil }
            return SchoolTerm(name: "term", first: first, last: last)
        },
        closures: Set([CalendarDate("2026-12-03")].compactMap(\.self)))

    static let members = [
        ForumMember(organisation: "authority", kind: .localAuthority),
        ForumMember(organisation: "agency-police", kind: .police),
        ForumMember(organisation: "agency-health", kind: .health),
    ]

    static func forum(
        _ forum: Forum, first: CalendarDate, inTermOnly: Bool = true, everyWeeks: Int = 2
    ) -> ForumCalendar {
        ForumCalendar(
            locality: locality, forum: forum, first: first, everyWeeks: everyWeeks, hour: 14, minute: 0,
            inTermOnly: inTermOnly, place: "Room 1", papersWorkingDaysBefore: 2, members: members,
            disclosure: DisclosurePolicy([:]))
    }

    static func county(_ forums: ForumCalendar...) -> County {
        County(
            name: "sample", version: 1, localities: Locality.gloucestershire, clusters: [], forums: forums,
            calendar: calendar)
    }

    /// A meeting of the TALC, at 14:00, its papers due two working days before.
    static func slot(_ day: CalendarDate) -> MeetingSlot {
        let calendar = forum(.talc, first: day)
        return MeetingSlot(
            locality: locality, forum: .talc, startsAt: calendar.startsAt(on: day),
            papersBy: calendar.papersBy(on: day, Self.calendar), place: "Room 1")
    }

    static func entry(_ id: UInt64, _ day: String, _ state: MeetingState = .planned) -> MeetingEntry {
        MeetingEntry(
            id: Samples.id(id).text, state: state, slot: slot(CalendarDate(day) ?? CalendarDate(dayNumber: 0)))
    }

    /// Thursday 3 and 17 December 2026.
    static let next = entry(200, "2026-12-03")
    static let later = entry(201, "2026-12-17")
}
