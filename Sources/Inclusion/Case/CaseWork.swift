import Contracts
import FoundationEssentials

// What a coordinator does with a case between reading it and deciding.
extension CaseFile {
    func assigning(_ draft: AssignmentDraft, by person: String) throws(RuleViolation) -> [CaseEvent] {
        try demand(.assign)
        try RuleViolation.demandNone(draft.problems(for: self))
        var assigned = CaseAssigned()
        assigned.caseID = id
        assigned.referralID = referralID
        assigned.locality = locality
        assigned.assignedTo = draft.assignee
        assigned.assignedBy = person
        return [.assigned(assigned)]
    }

    func chasing(_ question: String, by person: String) throws(RuleViolation) -> [CaseEvent] {
        try demand(.chase)
        guard let asked = questions.first(where: { $0.id == question }) else {
            throw .notAllowedNow("no_such_question", "Nothing of that id was asked in this case.")
        }
        guard isOpen(asked) else {
            throw .notAllowedNow("not_waited_for", "No answer to that question is waited for.")
        }
        var chased = CaseChased()
        chased.caseID = id
        chased.referralID = referralID
        chased.locality = locality
        chased.clock = clock(of: asked)
        chased.chasedBy = person
        chased.askedReferralID = asked.askedReferralID
        return [.chased(chased)]
    }

    /// The clock of a question: the one that runs or, in a case whose events carry none, what the question says.
    private func clock(of question: CaseQuestion) -> CaseClock {
        if let running = clocks.first(where: { $0.kind == "information" && $0.about == question.id }) { return running }
        var clock = CaseClock()
        clock.kind = "information"
        clock.dueAt = question.answerBy
        clock.remindAt = question.chaseAt
        clock.about = question.id
        clock.with = BallHolder.referrer.code
        return clock
    }

    func changing(_ change: ChangeLevel) throws(RuleViolation) -> [CaseEvent] {
        try demand(.changeLevel)
        try RuleViolation.demandNone(change.draft.problems(for: self))
        var changed = LevelChanged()
        changed.caseID = id
        changed.referralID = referralID
        changed.locality = locality
        changed.fromLevel = facts.level
        changed.toLevel = Int32(clamping: change.draft.level)
        changed.changedBy = change.by
        changed.why = change.why
        return [.levelChanged(changed)]
    }

    func transferring(
        _ transfer: TransferCase, now: Date, clocks: Clocks
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.transfer)
        try RuleViolation.demandNone(transfer.draft.problems(for: self, among: transfer.localities))
        var rerouted = rerouted(to: transfer.draft.locality, forum, routing, because: "transferred")
        let names = [locality, transfer.draft.locality].map(transfer.localities.name(of:))
        rerouted.routing.explanation.append("A coordinator passed it on from \(names[0]) to \(names[1]).")
        if let location { rerouted.location = location }
        rerouted.reroutedBy = transfer.by
        rerouted.why = transfer.why
        if !isDecided { rerouted.acknowledgeBy = RFC3339.text(clocks.acknowledgeBy(from: now)) }
        return [.rerouted(rerouted)]
    }

    func closing(_ closure: CloseCase) throws(RuleViolation) -> [CaseEvent] {
        try demand(.close)
        try RuleViolation.demandNone(closure.draft.problems(for: self))
        var closed = CaseClosed()
        closed.caseID = id
        closed.referralID = referralID
        closed.locality = locality
        closed.outcome = closure.draft.outcome
        closed.closedBy = closure.by
        closed.words = closure.words
        return [.closed(closed)]
    }

    func reopening(_ reopening: ReopenCase) throws(RuleViolation) -> [CaseEvent] {
        try demand(.reopen)
        guard !reopening.anotherIsOpen else {
            throw .notAllowedNow(
                "another_case_open", "The child has another case that is open. Go on with that one.")
        }
        try RuleViolation.demandNone(reopening.draft.problems())
        var reopened = CaseReopened()
        reopened.caseID = id
        reopened.referralID = referralID
        reopened.locality = locality
        reopened.reopenedBy = reopening.by
        reopened.why = reopening.why
        reopened.was = outcome?.code ?? ""
        return [.reopened(reopened)]
    }
}
