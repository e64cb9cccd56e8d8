import Contracts
public import FoundationEssentials

/// A wish to have a forum look at a case, as posted: codes and dates still text. With neither a meeting nor a day it is the
/// next one whose papers are not due yet.
public struct ListingDraft: Sendable, Equatable {
    /// Code of a `Forum`.
    public var forum: String
    /// UUID text of a meeting.
    public var meetingID: String?
    /// ISO 8601 date: the day of a meeting.
    public var meetsOn: String?

    /// From its parts.
    public init(forum: String, meetingID: String? = nil, meetsOn: String? = nil) {
        self.forum = forum
        self.meetingID = meetingID
        self.meetsOn = meetsOn
    }

    /// The meeting that is meant.
    /// - Parameter meetings: those of that forum in the case's locality, from today on and the one that is named.
    /// - Throws: ``RuleViolation`` with all that is wrong with the wish; `meeting_closed` when that meeting takes no more.
    public func meeting(among meetings: [MeetingEntry], now: Date) throws(RuleViolation) -> MeetingEntry {
        var check = FieldCheck()
        let forum = Forum(code: forum)
        if forum == nil {
            let codes = Forum.known.map(\.code).joined(separator: ", ")
            check.add("/forum", self.forum.isEmpty ? "required" : "not_allowed", "One of: \(codes).")
        } else if forum == .inclusionAdvice {
            check.add("/forum", "no_meetings", "The Inclusion Service has no meetings: give its advice as a decision.")
        }
        let day = meetsOn.flatMap { check.date($0, "/meets_on") }
        if let day, day < LondonTime.day(of: now) { check.add("/meets_on", "in_the_past", "Today or later.") }
        try RuleViolation.demandNone(check.problems)
        guard let found = find(day, among: meetings, now) else { throw noMeeting(meetings, now) }
        guard found.state == .planned else {
            throw .notAllowedNow("meeting_closed", "That meeting takes no more cases. \(found.state.words)")
        }
        return found
    }

    private func find(_ day: CalendarDate?, among meetings: [MeetingEntry], _ now: Date) -> MeetingEntry? {
        if let meetingID { return meetings.first { $0.id == meetingID && (day == nil || $0.slot.day == day) } }
        guard let day else { return meetings.filter { $0.slot.papersBy > now }.next(after: now) }
        let onThatDay = meetings.filter { $0.slot.day == day }
        // One that was cancelled may have another in its place.
        return onThatDay.first { $0.state == .planned } ?? onThatDay.first
    }

    private func noMeeting(_ meetings: [MeetingEntry], _ now: Date) -> RuleViolation {
        let days = meetings.filter { $0.state == .planned && $0.slot.startsAt > now }.map(\.slot.day).sorted().prefix(3)
        let words =
            days.isEmpty
            ? "No meeting of this forum is planned in this locality."
            : "This forum meets here next on \(days.map { PlainDate.day($0) }.joined(separator: ", "))."
        let pointer = meetingID != nil ? "/meeting_id" : meetsOn != nil ? "/meets_on" : "/forum"
        return RuleViolation(.invalid, [RuleProblem(pointer: pointer, code: "no_meeting", words: words)])
    }
}
