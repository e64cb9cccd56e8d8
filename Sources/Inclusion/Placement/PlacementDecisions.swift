public import Contracts
public import FoundationEssentials

extension PlacementRequest {
    /// What happens when `command` meets `state` at `now`; `nil` state means that there is no such request yet.
    /// Requesting, shortlisting, ending offers and withdrawing again bring nothing, so reactions may see their event twice.
    public static func decide(
        _ state: PlacementRequest?, _ command: PlacementCommand, now: Date, clocks: Clocks = .standard
    ) throws(RuleViolation) -> [PlacementEvent] {
        if case .request(let id, let decided) = command { return try requesting(state, id, decided) }
        guard let request = state else {
            throw .notAllowedNow("no_such_request", "There is no such placement request.")
        }
        return switch command {
        case .request: []
        case .shortlist(let result): request.shortlisting(result)
        case .rankAgain(let result): try request.rankingAgain(result)
        case .ask(let asked): try request.asking(asked, answerBy: clocks.answerBy(from: now, asked.urgency))
        case .askQuestion(let answer, let draft, let id, let words):
            try request.askingQuestion(answer, draft, id, words, at: now)
        case .answerQuestion(let answer, let draft, let words): try request.answeringQuestion(answer, draft, words)
        case .accept(let answer): try request.accepting(answer, at: now)
        case .decline(let answer, let draft, let words): try request.declining(answer, draft, words, at: now)
        case .confirmDecline(let confirmation):
            try request.confirming(confirmation, answerBy: clocks.answerBy(from: now))
        case .withdrawOffer(let offerID, let person): try request.withdrawingOffer(offerID, by: person)
        case .endOffers(let gone): request.endingOffers(gone: gone, at: now)
        case .recordUnable(let draft, let person, let words): try request.recordingUnable(draft, by: person, words)
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
        requested.wishedProvisions = decided.wishedProvisions
        requested.knownProvisions = decided.knownProvisions
        requested.registration = decided.registration
        if decided.hasCensus { requested.census = decided.census }
        return [.requested(requested)]
    }

    private func shortlisting(_ result: MatchResult) -> [PlacementEvent] {
        guard state == .requested else { return [] }
        guard result.candidates.isEmpty, !result.fitsBeyondPlaces else { return [ranked(result)] }
        return [ranked(result), .unableToMatch(unable(failedRules: result.failedRules))]
    }

    private func rankingAgain(_ result: MatchResult) throws(RuleViolation) -> [PlacementEvent] {
        guard isSearching else { throw notNow(.rankAgain) }
        return [ranked(result)]
    }

    private func ranked(_ result: MatchResult) -> PlacementEvent {
        var shortlisted = PlacementShortlisted()
        shortlisted.requestID = id
        shortlisted.referralID = referralID
        shortlisted.ruleSet = result.ruleSet
        shortlisted.candidates = result.candidates
        shortlisted.excluded = result.excluded
        return .shortlisted(shortlisted)
    }

    /// Only once nobody is asked any more: whoever might still say yes is told first.
    private func recordingUnable(
        _ draft: UnableDraft, by person: String, _ words: Sealed
    ) throws(RuleViolation) -> [PlacementEvent] {
        guard isSearching else { throw notNow(.recordUnable) }
        guard openOffer == nil else {
            throw .notAllowedNow("offers_open", "A provider is still asked: withdraw the offer first.")
        }
        let problems = draft.problems()
        try RuleViolation.demandNone(problems)
        var unable = unable(failedRules: failedRulesNow(beside: 0))
        unable.failedRules[draft.code, default: 0] += 1
        unable.recordedBy = person
        unable.words = words
        return [.unableToMatch(unable)]
    }

    /// A place that was taken stays taken: the people concerned settle that. Where nothing fitted, nothing is left to
    /// withdraw. The event names one open offer; those beside it are withdrawn before.
    private func withdrawing(_ reason: PlacementWithdrawal) -> [PlacementEvent] {
        guard isSearching || state == .requested else { return [] }
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
        return openOffers.dropLast().map { self.withdrawn($0, .notNeeded) } + [.withdrawn(withdrawn)]
    }

    // MARK: Parts

    /// Provisions that failed each rule, those that said no or did not answer, and those without a place now.
    func failedRulesNow(beside full: Int) -> [String: Int32] {
        var failed = MatchResult(ruleSet: "", candidates: [], excluded: excluded).failedRules
        if full > 0 { failed[HardRule.capacity.code, default: 0] += Int32(clamping: full) }
        for (code, states) in [("declined", [.declined, .declineConfirmed]), ("expired", [.expired])]
            as [(String, [OfferState])]
        {
            let count = offers.count { states.contains($0.state) }
            if count > 0 { failed[code, default: 0] += Int32(clamping: count) }
        }
        return failed
    }

    func unable(failedRules: [String: Int32]) -> PlacementUnableToMatch {
        var unable = PlacementUnableToMatch()
        unable.requestID = id
        unable.referralID = referralID
        unable.caseID = caseID
        unable.locality = locality
        unable.failedRules = failedRules
        return unable
    }

    func withdrawn(_ offer: PlacementOffer, _ reason: OfferWithdrawal, by person: String = "") -> PlacementEvent {
        var withdrawn = PlacementOfferWithdrawn()
        withdrawn.offer = reference(to: offer)
        withdrawn.reason = reason.code
        withdrawn.withdrawnBy = person
        return .offerWithdrawn(withdrawn)
    }

    func reference(to offer: PlacementOffer) -> OfferRef {
        var reference = OfferRef()
        reference.requestID = id
        reference.referralID = referralID
        reference.caseID = caseID
        reference.locality = locality
        reference.offerID = offer.id
        reference.provisionID = offer.provisionID
        reference.providerID = offer.providerID
        return reference
    }

    func notNow(_ move: PlacementMove, _ offer: PlacementOffer? = nil) -> RuleViolation {
        .notAllowedNow("not_allowed_now", "\(move.words) is not possible now. \(offer?.state.words ?? state.words)")
    }
}
