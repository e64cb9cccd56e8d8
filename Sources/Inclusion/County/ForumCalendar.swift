public import Contracts
public import FoundationEssentials

/// A forum of a locality: when it meets, where, who sits in it, and what each of them sees of a case.
public struct ForumCalendar: Sendable, Equatable {
    /// Code of the locality.
    public let locality: String
    /// Which forum.
    public let forum: Forum
    /// The first meeting; every later one is on the same day of the week.
    public let first: CalendarDate
    /// From one meeting to the next.
    public let everyWeeks: Int
    /// When a meeting begins, by the clock on the wall.
    public let hour: Int
    /// Minutes past the hour.
    public let minute: Int
    /// Whether a meeting that would not be on a school day is left out.
    public let inTermOnly: Bool
    /// Where, for people.
    public let place: String
    /// How many working days before the meeting its papers are ready.
    public let papersWorkingDaysBefore: Int
    /// Who sits in it.
    public let members: [ForumMember]
    /// What each agency sees of a case.
    public let disclosure: DisclosurePolicy

    /// From its parts.
    public init(
        locality: String, forum: Forum, first: CalendarDate, everyWeeks: Int, hour: Int, minute: Int, inTermOnly: Bool,
        place: String, papersWorkingDaysBefore: Int, members: [ForumMember], disclosure: DisclosurePolicy
    ) {
        self.locality = locality
        self.forum = forum
        self.first = first
        self.everyWeeks = everyWeeks
        self.hour = hour
        self.minute = minute
        self.inTermOnly = inTermOnly
        self.place = place
        self.papersWorkingDaysBefore = papersWorkingDaysBefore
        self.members = members
        self.disclosure = disclosure
    }

    /// The days it meets on, from `range`'s first to its last.
    public func meetings(in range: ClosedRange<CalendarDate>, _ calendar: SchoolCalendar) -> [CalendarDate] {
        let last = min(range.upperBound, calendar.ends)
        guard first <= last, everyWeeks > 0 else { return [] }
        let (step, schoolDays) = (everyWeeks * 7, calendar.schoolDays)
        let skipped = max(0, (first.days(until: range.lowerBound) + step - 1) / step)
        return stride(from: first.dayNumber + skipped * step, through: last.dayNumber, by: step)
            .map { CalendarDate(dayNumber: $0) }
            .filter { !inTermOnly || schoolDays.isSchoolDay($0) }
    }

    /// When the meeting of that day begins.
    public func startsAt(on day: CalendarDate) -> Date { LondonTime(date: day, hour: hour, minute: minute).instant }

    /// By when the papers of that day's meeting are ready: the end of work, so many working days before.
    public func papersBy(on day: CalendarDate, _ calendar: SchoolCalendar) -> Date {
        let date = calendar.workingDays.date(papersWorkingDaysBefore, workingDaysBefore: day)
        return LondonTime(date: date, hour: WorkingDays.closes).instant
    }
}

/// An organisation that sits in a forum.
public struct ForumMember: Sendable, Hashable {
    /// As in the tokens of its people.
    public let organisation: String
    /// What decides what it sees.
    public let kind: AgencyKind

    /// From its parts.
    public init(organisation: String, kind: AgencyKind) {
        self.organisation = organisation
        self.kind = kind
    }
}

/// A part of what a case says of a child.
public enum CaseSection: String, Coded {
    case child, concerns, tried, risks, views, family, health

    /// As people say it.
    public var words: String {
        switch self {
        case .child: "who the child is"
        case .concerns: "what the concerns are"
        case .tried: "what has been tried"
        case .risks: "risks"
        case .views: "the child's and the family's views"
        case .family: "family and contacts"
        case .health: "health and needs"
        }
    }
}

/// Which parts of a case each kind of agency sees in a forum. What is not said is not seen.
public struct DisclosurePolicy: Sendable, Equatable {
    /// By kind of agency.
    public let sections: [AgencyKind: Set<CaseSection>]

    /// From its parts.
    public init(_ sections: [AgencyKind: Set<CaseSection>]) { self.sections = sections }

    /// What an agency of that kind sees.
    public func sections(for kind: AgencyKind) -> Set<CaseSection> { sections[kind] ?? [] }
}
