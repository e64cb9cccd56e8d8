import Contracts

/// What can be asked of a meeting. `by` is the subject of the coordinator's token; empty when the calendar has changed.
public enum MeetingCommand: Sendable {
    /// The calendar wants it, or a coordinator does.
    case plan(PlanMeeting)
    /// Another time or place. `others`: the meetings of the same forum and locality.
    case move(to: MeetingSlot, others: [MeetingEntry], by: String)
    /// It does not take place. `listed`: ids of the cases on its agenda, which go to `next`.
    case cancel(why: String, listed: [String], next: MeetingEntry?, by: String)
    /// It begins. `listed`: the cases on its agenda.
    case open(listed: [CaseFile], by: String)
    /// Who is there, the whole list. `members`: who sits in the forum.
    case record([AttendanceDraft], members: [ForumMember], by: String)
    /// It is over. `unreached`: ids of the cases it did not decide, which go to `next`.
    case close(unreached: [String], next: MeetingEntry?, by: String)
}

/// A meeting that should be, with the id it is given.
public struct PlanMeeting: Sendable {
    /// UUID text.
    public var id: String
    /// Which forum, where and when.
    public var slot: MeetingSlot
    /// The meetings of the same forum and locality.
    public var others: [MeetingEntry]
    /// Subject of the coordinator's token; `nil` when the calendar plans.
    public var by: String?

    /// From its parts.
    public init(id: String, slot: MeetingSlot, others: [MeetingEntry], by: String?) {
        self.id = id
        self.slot = slot
        self.others = others
        self.by = by
    }
}
