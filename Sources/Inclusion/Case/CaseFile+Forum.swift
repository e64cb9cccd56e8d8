import Contracts
import FoundationEssentials

// What a forum, its actions and the child's plan do to a case.
extension CaseFile {
    func listing(_ list: ListCase, now: Date) throws(RuleViolation) -> [CaseEvent] {
        try demand(.list)
        return [listed(for: try list.draft.meeting(among: list.meetings, now: now), by: list.by)]
    }

    /// To another meeting, or again to the same one at another time. Nobody new sees the child by that, so it needs no
    /// more than that the case still waits for the forum.
    func carrying(_ carry: CarryOver) -> [CaseEvent] {
        guard outcome == nil, stage == .listed, listing?.meetingID == carry.from else { return [] }
        return [listed(for: carry.to, from: carry.to.id == carry.from ? "" : carry.from, by: carry.by)]
    }

    private func listed(for meeting: MeetingEntry, from: String = "", by person: String) -> CaseEvent {
        var listed = CaseListed()
        listed.caseID = id
        listed.referralID = referralID
        listed.locality = locality
        listed.forum = meeting.slot.forum
        listed.meetsOn = meeting.slot.day.description
        listed.meetsAt = RFC3339.text(meeting.slot.startsAt)
        listed.meetingID = meeting.id
        listed.carriedFromMeetingID = from
        listed.listedBy = person
        return .listed(listed)
    }

    func agreeing(_ agree: AgreeAction, now: Date) throws(RuleViolation) -> [CaseEvent] {
        guard outcome == nil else {
            throw .notAllowedNow("not_allowed_now", "An action cannot be agreed in a case that is closed.")
        }
        var problems = agree.draft.problems(today: LondonTime.day(of: now))
        if agree.draft.meetingID != nil, agree.meeting?.slot.locality != locality {
            problems.append(
                RuleProblem(pointer: "/meeting_id", code: "not_allowed", words: "A meeting of this locality."))
        }
        try RuleViolation.demandNone(problems)
        var agreed = ActionAgreed()
        agreed.caseID = id
        agreed.referralID = referralID
        agreed.locality = locality
        agreed.actionID = agree.actionID.text
        agreed.meetingID = agree.draft.meetingID ?? ""
        agreed.organisation = agree.draft.organisation
        agreed.owner = agree.draft.owner
        agreed.dueOn = agree.draft.dueOn
        agreed.what = agree.what
        agreed.agreedBy = agree.by
        return [.actionAgreed(agreed)]
    }

    /// Also once the case is closed: what was promised is done all the same.
    func completing(_ action: String, _ words: Sealed?, by person: String) throws(RuleViolation) -> [CaseEvent] {
        guard let open = actions.first(where: { $0.id == action }) else {
            throw .notAllowedNow("no_such_action", "Nothing of that id was agreed in this case.")
        }
        guard open.done == nil else { throw .notAllowedNow("already_done", "This action is done already.") }
        var done = ActionDone()
        done.caseID = id
        done.referralID = referralID
        done.locality = locality
        done.actionID = action
        done.doneBy = person
        if let words { done.words = words }
        return [.actionDone(done)]
    }

    func noting(plan: String, nextOn day: CalendarDate?) -> [CaseEvent] {
        guard outcome == nil else { return [] }
        var noted = PlanNoted()
        noted.caseID = id
        noted.referralID = referralID
        noted.locality = locality
        noted.planID = plan
        noted.reviewOn = day?.description ?? ""
        return self.plan == CasePlan(id: plan, reviewOn: day?.description) ? [] : [.planNoted(noted)]
    }
}

/// A wish to have a forum look at a case, with what there is to choose from.
public struct ListCase: Sendable {
    /// As posted.
    public var draft: ListingDraft
    /// The meetings of that forum in the case's locality, from today on, and the one the draft names.
    public var meetings: [MeetingEntry]
    /// Subject of the coordinator's token.
    public var by: String

    /// From its parts.
    public init(draft: ListingDraft, meetings: [MeetingEntry], by: String) {
        self.draft = draft
        self.meetings = meetings
        self.by = by
    }
}

/// A case that a meeting did not reach, or whose meeting has moved.
public struct CarryOver: Sendable {
    /// Id of the meeting it is listed for; with any other nothing happens.
    public var from: String
    /// Where it is looked at now.
    public var to: MeetingEntry
    /// Subject of the coordinator's token.
    public var by: String

    /// From its parts.
    public init(from: String, to: MeetingEntry, by: String) {
        self.from = from
        self.to = to
        self.by = by
    }
}
