import Contracts

// What a coordinator, or a forum, decides; and that the record of it can only grow.
extension CaseFile {
    func deciding(
        _ decision: DecideApPlacement, today: CalendarDate
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.decideApPlacement)
        let draft = decision.draft
        try RuleViolation.demandNone(draft.problems(for: self, today: today, meeting: decision.meeting))
        var decided = ApPlacementDecided()
        decided.caseID = id
        decided.referralID = referralID
        decided.reference = reference
        decided.childID = childID
        decided.locality = locality
        decided.decidedBy = decision.by
        decided.facts = facts
        if let location { decided.location = location }
        decided.purpose = draft.purpose
        decided.wantedStart = draft.wantedStart
        decided.weeks = Int32(clamping: draft.weeks)
        decided.sessionsAWeek = Int32(clamping: draft.sessionsAWeek)
        decided.apKind = draft.apKind ?? ""
        decided.agency = askingAgency
        decided.brief = decision.brief
        decided.excludedProvisions = draft.excludedProvisions
        decided.wishedProvisions = draft.wishedProvisions
        decided.knownProvisions = draft.knownProvisions
        decided.registration = draft.registration
        if let census = decision.census { decided.census = census }
        decided.record = decision.record
        decided.meetingID = draft.meetingID ?? ""
        decided.exclusionNear = draft.exclusionNear
        return [.apPlacementDecided(decided)]
    }

    func deciding(_ decision: DecideCase) throws(RuleViolation) -> [CaseEvent] {
        try demand(.decide)
        let draft = decision.draft
        try RuleViolation.demandNone(draft.problems(for: self, meeting: decision.meeting))
        let closes = CaseOutcome(rawValue: draft.outcome)?.closes ?? true
        guard closes || stage != .awaitingPlacement else {
            throw .notAllowedNow(
                "place_looked_for", "A place is being looked for: only a decision that closes the case is possible now."
            )
        }
        guard !closes || !hasPlace else {
            throw .notAllowedNow(
                "place_goes_on",
                "The child has a place: until that is over only a decision that keeps the case open is possible.")
        }
        var decided = CaseDecided()
        decided.caseID = id
        decided.referralID = referralID
        decided.locality = locality
        decided.outcome = draft.outcome
        decided.reason = draft.reason ?? ""
        decided.decidedBy = decision.by
        decided.words = decision.words
        decided.record = decision.record
        decided.meetingID = draft.meetingID ?? ""
        decided.passedTo = draft.passedTo ?? draft.frontDoorReference ?? ""
        decided.closes = closes
        return [.decided(decided)]
    }

    /// Whether there is a decision of that number, from 1.
    public func hasDecision(_ number: Int) -> Bool { number >= 1 && number <= decisions.count }

    func correcting(_ correction: CorrectDecision) throws(RuleViolation) -> [CaseEvent] {
        try demand(.correctDecision)
        guard hasDecision(correction.decision) else {
            throw .notAllowedNow("no_such_decision", "There is no decision of that number in this case.")
        }
        try RuleViolation.demandNone(correction.draft.problems())
        var corrected = DecisionCorrected()
        corrected.caseID = id
        corrected.referralID = referralID
        corrected.locality = locality
        corrected.decision = Int32(clamping: correction.decision)
        corrected.correctedBy = correction.by
        corrected.record = correction.record
        corrected.why = correction.why
        return [.decisionCorrected(corrected)]
    }
}
