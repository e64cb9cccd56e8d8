public import Contracts
public import FoundationEssentials

extension PlacementRequest {
    /// What happens when `command` meets `state` at `now`; `nil` state means that there is no such request yet.
    /// Requesting, shortlisting and withdrawing again bring nothing, so reactions may see their event twice.
    public static func decide(
        _ state: PlacementRequest?, _ command: PlacementCommand, now: Date, clocks: Clocks = .standard
    ) throws(RuleViolation) -> [PlacementEvent] {
        if case .request(let id, let decided) = command { return try requesting(state, id, decided) }
        guard let request = state else {
            throw .notAllowedNow("no_such_request", "There is no such placement request.")
        }
        return switch command {
        case .request: []
        case .shortlist(let result, let offerID):
            request.shortlisting(result, offerID, answerBy: clocks.answerBy(from: now))
        case .accept(let answer, let placeTaken): try request.accepting(answer, placeTaken)
        case .decline(let answer, let draft, let words): try request.declining(answer, draft, words)
        case .confirmDecline(let confirmation):
            try request.confirming(confirmation, answerBy: clocks.answerBy(from: now))
        case .withdraw(let reason): request.withdrawing(reason)
        }
    }

    private static func requesting(
        _ state: PlacementRequest?, _ id: UUID, _ decided: ApPlacementDecided
    ) throws(RuleViolation) -> [PlacementEvent] {
        if let request = state {
            guard request.caseID == decided.caseID else {
                throw .notAllowedNow("another_case", "This placement request belongs to another case.")
            }
            return []
        }
        var requested = PlacementRequested()
        requested.requestID = id.text
        requested.referralID = decided.referralID
        requested.caseID = decided.caseID
        requested.reference = decided.reference
        requested.childID = decided.childID
        requested.locality = decided.locality
        requested.facts = decided.facts
        if decided.hasLocation { requested.location = decided.location }
        requested.purpose = decided.purpose
        requested.wantedStart = decided.wantedStart
        requested.weeks = decided.weeks
        requested.sessionsAWeek = decided.sessionsAWeek
        requested.apKind = decided.apKind
        requested.agency = decided.agency
        requested.brief = decided.brief
        requested.excludedProvisions = decided.excludedProvisions
        return [.requested(requested)]
    }

    private func shortlisting(_ result: MatchResult, _ offerID: UUID, answerBy: Date) -> [PlacementEvent] {
        guard state == .requested else { return [] }
        var shortlisted = PlacementShortlisted()
        shortlisted.requestID = id
        shortlisted.referralID = referralID
        shortlisted.ruleSet = result.ruleSet
        shortlisted.candidates = result.candidates
        shortlisted.excluded = result.excluded
        let next =
            result.candidates.first.map { offering($0, offerID, answerBy: answerBy) }
            ?? unable(failedRules: result.failedRules)
        return [.shortlisted(shortlisted), next]
    }

    private func accepting(_ answer: OfferAnswer, _ placeTaken: Bool) throws(RuleViolation) -> [PlacementEvent] {
        let offer = try offer(for: answer, .accept)
        guard placeTaken else {
            throw .notAllowedNow(
                "no_place_left", "The last place has been given meanwhile. Decline with code capacity, or free a place."
            )
        }
        var accepted = PlacementAccepted()
        accepted.requestID = id
        accepted.referralID = referralID
        accepted.offerID = offer.id
        accepted.provisionID = offer.provisionID
        accepted.providerID = offer.providerID
        accepted.acceptedBy = answer.by
        accepted.caseID = caseID
        accepted.locality = locality
        return [.accepted(accepted)]
    }

    private func declining(
        _ answer: OfferAnswer, _ draft: DeclineDraft, _ words: Sealed
    ) throws(RuleViolation) -> [PlacementEvent] {
        let offer = try offer(for: answer, .decline)
        let problems = draft.problems()
        guard problems.isEmpty else { throw RuleViolation(.invalid, problems) }
        var declined = PlacementDeclined()
        declined.requestID = id
        declined.referralID = referralID
        declined.offerID = offer.id
        declined.provisionID = offer.provisionID
        declined.providerID = offer.providerID
        declined.declinedBy = answer.by
        declined.code = draft.code
        declined.words = words
        declined.locality = locality
        return [.declined(declined)]
    }

    private func confirming(
        _ confirmation: DeclineConfirmation, answerBy: Date
    ) throws(RuleViolation) -> [PlacementEvent] {
        guard state == .declined, offer(confirmation.offerID)?.state == .declined else {
            throw notNow(.confirmDecline)
        }
        var confirmed = PlacementDeclineConfirmed()
        confirmed.requestID = id
        confirmed.referralID = referralID
        confirmed.offerID = confirmation.offerID
        confirmed.confirmedBy = confirmation.by
        confirmed.locality = locality

        let left = candidates.filter { candidate in !offers.contains { $0.provisionID == candidate.provisionID } }
        let free = left.filter { confirmation.withPlaces?.contains($0.provisionID) ?? true }
        if let next = free.first {
            return [.declineConfirmed(confirmed), offering(next, confirmation.nextOfferID, answerBy: answerBy)]
        }
        // Nobody left: the causes are the rules failed at the start, places gone since, and the declines.
        var failed = MatchResult(ruleSet: "", candidates: [], excluded: excluded).failedRules
        if !left.isEmpty { failed[HardRule.capacity.code, default: 0] += Int32(clamping: left.count) }
        failed["declined", default: 0] += Int32(clamping: offers.count)
        return [.declineConfirmed(confirmed), unable(failedRules: failed)]
    }

    /// A place that was taken stays taken: the people concerned settle that. Where nothing fitted, nothing is left to
    /// withdraw.
    private func withdrawing(_ reason: PlacementWithdrawal) -> [PlacementEvent] {
        switch state {
        case .accepted, .unableToMatch, .withdrawn: return []
        case .requested, .shortlisted, .offered, .declined: break
        }
        var withdrawn = PlacementWithdrawn()
        withdrawn.requestID = id
        withdrawn.referralID = referralID
        withdrawn.caseID = caseID
        withdrawn.locality = locality
        withdrawn.reason = reason.code
        if let openOffer {
            withdrawn.offerID = openOffer.id
            withdrawn.providerID = openOffer.providerID
            withdrawn.provisionID = openOffer.provisionID
        }
        return [.withdrawn(withdrawn)]
    }

    // MARK: Parts

    private func offering(_ candidate: Candidate, _ offerID: UUID, answerBy: Date) -> PlacementEvent {
        var offered = PlacementOffered()
        offered.requestID = id
        offered.referralID = referralID
        offered.offerID = offerID.text
        offered.provisionID = candidate.provisionID
        offered.providerID = candidate.providerID
        offered.rank = Int32(clamping: offers.count + 1)
        offered.answerBy = RFC3339.text(answerBy)
        offered.locality = locality
        return .offered(offered)
    }

    private func unable(failedRules: [String: Int32]) -> PlacementEvent {
        var unable = PlacementUnableToMatch()
        unable.requestID = id
        unable.referralID = referralID
        unable.caseID = caseID
        unable.locality = locality
        unable.failedRules = failedRules
        return .unableToMatch(unable)
    }

    /// The offer that is answered: only the provider asked may, and only while it is open.
    private func offer(for answer: OfferAnswer, _ move: PlacementMove) throws(RuleViolation) -> PlacementOffer {
        guard let offer = offer(answer.offerID), offer.providerID == answer.providerID else {
            throw .forbidden("not_asked", "Only the provider that was asked may answer.")
        }
        guard state == .offered, offer.state == .open else { throw notNow(move, offer) }
        return offer
    }

    private func notNow(_ move: PlacementMove, _ offer: PlacementOffer? = nil) -> RuleViolation {
        .notAllowedNow("not_allowed_now", "\(move.words) is not possible now. \(offer?.state.words ?? state.words)")
    }
}
