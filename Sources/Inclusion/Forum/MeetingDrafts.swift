/// When and where a meeting is to be, as posted: dates and times still text.
public struct MeetingDraft: Sendable, Equatable {
    /// ISO 8601 date, from today to a year ahead.
    public var meetsOn: String
    /// By the clock on the wall, such as `14:00`.
    public var at: String
    /// Where; `nil`: where the forum usually meets.
    public var place: String?

    /// From its parts.
    public init(meetsOn: String, at: String, place: String?) {
        self.meetsOn = meetsOn
        self.at = at
        self.place = place
    }

    /// The meeting it describes, of that forum.
    /// - Throws: ``RuleViolation`` with all that is wrong.
    public func slot(of forum: ForumCalendar, _ calendar: SchoolCalendar, today: CalendarDate) throws(RuleViolation)
        -> MeetingSlot
    {
        var check = FieldCheck()
        let day = check.date(meetsOn, "/meets_on")
        if let day, day < today { check.add("/meets_on", "in_the_past", "Today or later.") }
        if let day, day > today.adding(days: 366) { check.add("/meets_on", "too_late", "Within a year.") }
        let time = Self.minutes(at)
        if time == nil { check.add("/at", "not_allowed", "A time of day, such as 09:30 or 14:00.") }
        check.optional(place, "/place", limit: 200)
        guard check.problems.isEmpty, let day, let time else { throw RuleViolation(.invalid, check.problems) }
        return MeetingSlot(
            locality: forum.locality, forum: forum.forum,
            startsAt: LondonTime(date: day, hour: time / 60, minute: time % 60).instant,
            papersBy: forum.papersBy(on: day, calendar), place: place ?? forum.place)
    }

    /// Minutes since midnight of `HH:MM`.
    private static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}

/// Whether an agency came, as posted.
public struct AttendanceDraft: Sendable, Equatable {
    /// As in the tokens of its people; a member of the forum.
    public var organisation: String
    /// Code of an ``Attended``.
    public var attended: String

    /// From its parts.
    public init(organisation: String, attended: String) {
        self.organisation = organisation
        self.attended = attended
    }

    /// Everything that is wrong with the list, for a forum of those members; empty when nothing is.
    static func problems(_ drafts: [AttendanceDraft], members: [ForumMember]) -> [RuleProblem] {
        var check = FieldCheck()
        for (index, draft) in drafts.enumerated() {
            let pointer = "/attendance/\(index)"
            if !members.contains(where: { $0.organisation == draft.organisation }) {
                check.add("\(pointer)/organisation", "not_a_member", "An organisation that sits in this forum.")
            }
            if drafts.prefix(index).contains(where: { $0.organisation == draft.organisation }) {
                check.add("\(pointer)/organisation", "duplicate", "Each organisation once.")
            }
            check.code(draft.attended, "\(pointer)/attended", Attended.self)
        }
        return check.problems
    }
}
