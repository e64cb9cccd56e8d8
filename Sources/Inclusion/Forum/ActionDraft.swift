public import Contracts
public import FoundationEssentials

/// What somebody is to do about a child, as posted: dates still text.
public struct ActionDraft: Sendable, Equatable {
    /// In words; sealed before they are kept.
    public var what: String
    /// The organisation that does it.
    public var organisation: String
    /// Who of it, by role or name.
    public var owner: String
    /// ISO 8601 date, today or later.
    public var dueOn: String
    /// The meeting it was agreed in; UUID text.
    public var meetingID: String?

    /// From its parts.
    public init(what: String, organisation: String, owner: String, dueOn: String, meetingID: String? = nil) {
        self.what = what
        self.organisation = organisation
        self.owner = owner
        self.dueOn = dueOn
        self.meetingID = meetingID
    }

    /// Everything that is wrong with it; empty when nothing is.
    func problems(today: CalendarDate) -> [RuleProblem] {
        var check = FieldCheck()
        check.text(what, "/what", limit: 2000, multiline: true)
        check.text(organisation, "/organisation", limit: 100)
        check.text(owner, "/owner", limit: 200)
        if let day = check.date(dueOn, "/due_on") {
            if day < today { check.add("/due_on", "in_the_past", "Today or later.") }
            if day > today.adding(days: 366) { check.add("/due_on", "too_late", "Within a year.") }
        }
        return check.problems
    }

    /// The words as a message, to be sealed.
    public var message: Words {
        var message = Words()
        message.words = what
        return message
    }
}

/// An action with its id, its words sealed.
public struct AgreeAction: Sendable {
    /// Id the action is given.
    public var actionID: UUID
    /// As posted.
    public var draft: ActionDraft
    /// The meeting it names; `nil` when it names none, or one that does not exist here.
    public var meeting: MeetingEntry?
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.message`, sealed with the child's key.
    public var what: Sealed

    /// From its parts.
    public init(actionID: UUID, draft: ActionDraft, meeting: MeetingEntry?, by: String, what: Sealed) {
        self.actionID = actionID
        self.draft = draft
        self.meeting = meeting
        self.by = by
        self.what = what
    }
}
