import Contracts

// What a case takes in from elsewhere: from the agencies, by way of the intake, and from the matcher. What an agency did
// has happened, so nothing of it is refused but what belongs to another case.
extension CaseFile {
    // MARK: From the matcher

    func noting(_ accepted: PlacementAccepted) throws(RuleViolation) -> [CaseEvent] {
        if try isKnown(accepted.requestID, of: accepted.caseID) { return [] }
        // A case that was closed at the same moment keeps its outcome, and shows that a place was taken.
        var placed = CasePlaced()
        placed.caseID = id
        placed.referralID = referralID
        placed.locality = locality
        placed.requestID = accepted.requestID
        placed.provisionID = accepted.provisionID
        return [.placed(placed)]
    }

    func noting(_ unable: PlacementUnableToMatch) throws(RuleViolation) -> [CaseEvent] {
        try notingNoPlace(unable.requestID, of: unable.caseID)
    }

    func noting(_ withdrawn: PlacementWithdrawn) throws(RuleViolation) -> [CaseEvent] {
        // Given up when the case was closed, and heard of only after it was opened again: nothing waits for it.
        if !reopenings.isEmpty, withdrawn.caseID == id, withdrawn.reason == PlacementWithdrawal.caseClosed.code {
            return []
        }
        return try notingNoPlace(withdrawn.requestID, of: withdrawn.caseID)
    }

    private func notingNoPlace(_ requestID: String, of caseID: String) throws(RuleViolation) -> [CaseEvent] {
        if try isKnown(requestID, of: caseID) || outcome != nil || !isPlaceLookedFor { return [] }
        var notFound = CasePlacementNotFound()
        notFound.caseID = id
        notFound.referralID = referralID
        notFound.locality = locality
        notFound.requestID = requestID
        return [.placementNotFound(notFound)]
    }

    /// Whether the end of that search has been noted before. Throws when it cannot be noted at all.
    private func isKnown(_ requestID: String, of caseID: String) throws(RuleViolation) -> Bool {
        guard caseID == id else {
            throw .notAllowedNow("another_case", "That placement request belongs to another case.")
        }
        if searches.contains(where: { $0.requestID == requestID }) { return true }
        guard isPlaceLookedFor || searchesGivenUp > 0 else {
            throw .notAllowedNow("no_search", "No place is being looked for in this case.")
        }
        return false
    }

    // MARK: From the agencies

    func joining(_ new: ReferralSubmitted) throws(RuleViolation) -> [CaseEvent] {
        if referral(new.referralID) != nil { return [] }
        guard new.childID == childID else {
            throw .notAllowedNow("another_child", "That referral is about another child.")
        }
        guard outcome == nil else {
            throw .notAllowedNow("not_allowed_now", "No referral can join now. \(state.words)")
        }
        var event = ReferralJoined()
        event.caseID = id
        event.referralID = referralID
        event.locality = locality
        event.joinedReferralID = new.referralID
        event.joinedReference = new.reference
        event.joinedAgency = new.agency
        event.joinedDetails = new.details
        event.joinedFacts = new.facts
        event.joinedApKind = new.apKind
        return [.referralJoined(event)]
    }

    func noting(_ answered: ReferralAnswered) throws(RuleViolation) -> [CaseEvent] {
        guard let question = questions.first(where: { $0.id == answered.questionID }) else {
            throw .notAllowedNow("no_such_question", "Nothing of that id was asked in this case.")
        }
        guard question.askedReferralID == answered.referralID else {
            throw .notAllowedNow("another_referral", "That was asked of another referral's agency.")
        }
        if answer(to: question) != nil { return [] }
        var received = InformationReceived()
        received.caseID = id
        received.referralID = referralID
        received.locality = locality
        received.questionID = answered.questionID
        received.answer = answered.answer
        received.answeredBy = answered.answeredBy
        return [.informationReceived(received)]
    }

    func noting(_ amended: ReferralAmended) throws(RuleViolation) -> [CaseEvent] {
        guard let mine = try present(amended.referralID) else { return [] }
        var event = amendment(of: mine)
        event.facts = amended.facts
        event.apKind = amended.apKind
        if amended.hasDetails { event.details = amended.details }
        event.changed = amended.changed
        event.headteacherAuthorised = mine.headteacherAuthorised || amended.apKind == ApKind.aps.code
        var after = mine
        after.amend(event)
        return after == mine ? [] : [.amended(event)]
    }

    func noting(_ authorised: HeadteacherAuthorised) throws(RuleViolation) -> [CaseEvent] {
        guard let mine = try present(authorised.referralID), !mine.headteacherAuthorised else { return [] }
        var event = amendment(of: mine)
        event.changed = ["/asks/headteacher_authorisation"]
        event.headteacherAuthorised = true
        return [.amended(event)]
    }

    func noting(_ changed: LawfulBasisChanged) throws(RuleViolation) -> [CaseEvent] {
        guard let mine = try present(changed.referralID) else { return [] }
        let others = withoutBasis.filter { $0 != mine.id }
        return sharing(withoutBasis: changed.sharingAllowed ? others : others + [mine.id])
    }

    func noting(left referral: String, as reason: CaseOutcome) throws(RuleViolation) -> [CaseEvent] {
        guard let mine = try present(referral) else { return [] }
        guard referrals.contains(where: { $0.left == nil && $0.id != mine.id }) else {
            var closed = CaseClosed()
            closed.caseID = id
            closed.referralID = referralID
            closed.locality = locality
            closed.outcome = reason.code
            return [.closed(closed)]
        }
        var left = ReferralLeft()
        left.caseID = id
        left.referralID = referralID
        left.locality = locality
        left.leftReferralID = mine.id
        left.reason = reason.code
        // What providers are told comes from the words of the referral the case rested on: they may not go on with them.
        left.searchEnds = isPlaceLookedFor && mine.id == lead.id
        return [.referralLeft(left)] + sharing(withoutBasis: withoutBasis.filter { $0 != mine.id })
    }

    // MARK: Parts

    /// That referral, if it is still part of a case that goes on; `nil` when nothing can follow from it any more.
    private func present(_ id: String) throws(RuleViolation) -> CaseReferral? {
        guard let mine = referral(id) else {
            throw .notAllowedNow("another_referral", "That referral is not part of this case.")
        }
        return outcome == nil && mine.left == nil ? mine : nil
    }

    private func amendment(of mine: CaseReferral) -> CaseAmended {
        var amended = CaseAmended()
        amended.caseID = id
        amended.referralID = referralID
        amended.locality = locality
        amended.facts = mine.facts
        amended.apKind = mine.apKind
        amended.amendedReferralID = mine.id
        return amended
    }

    private func sharing(withoutBasis: [String]) -> [CaseEvent] {
        guard Set(withoutBasis) != Set(self.withoutBasis) else { return [] }
        var changed = SharingChanged()
        changed.caseID = id
        changed.referralID = referralID
        changed.locality = locality
        changed.allowed = withoutBasis.isEmpty
        changed.withoutBasis = withoutBasis.sorted()
        return [.sharingChanged(changed)]
    }
}
