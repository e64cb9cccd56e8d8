import Contracts
import FoundationEssentials

/// The coordinator's side of the offers.
extension PlacementRequest {
    func asking(_ asked: ProvidersAsked, answerBy: Date) throws(RuleViolation) -> [PlacementEvent] {
        guard isSearching else { throw notNow(.ask) }
        let problems = problems(asking: asked.offers.map(\.provisionID))
        guard problems.isEmpty else { throw RuleViolation(.notAllowedNow, problems) }
        return asked.offers.enumerated().map { place, offer in
            offering(offer, rank: offers.count + place + 1, asked.urgency, by: asked.by, answerBy: answerBy)
        }
    }

    /// Why these provisions cannot be asked together and now, whatever they are; empty when they can.
    public func problems(asking provisions: [String]) -> [RuleProblem] {
        if !isSearching { return notNow(.ask).problems }
        return provisions.enumerated().compactMap { place, provision in
            let pointer = "/provisions/\(place)"
            if provisions.prefix(place).contains(provision) {
                return RuleProblem(pointer: pointer, code: "duplicate", words: "Each provision once.")
            }
            guard openOffers.contains(where: { $0.provisionID == provision }) else { return nil }
            return RuleProblem(pointer: pointer, code: "asked_already", words: "It is asked and has not answered yet.")
        }
    }

    /// Whom the hub would ask next: those on the shortlist who were not asked yet, best first. Nobody while somebody else
    /// is asked.
    public var nextToAsk: [Candidate] {
        guard openOffer == nil else { return [] }
        return candidates.filter { candidate in !offers.contains { $0.provisionID == candidate.provisionID } }
    }

    func confirming(
        _ confirmation: DeclineConfirmation, answerBy: Date
    ) throws(RuleViolation) -> [PlacementEvent] {
        guard isSearching, let offer = offer(confirmation.offerID), offer.state == .declined else {
            throw notNow(.confirmDecline)
        }
        var confirmed = PlacementDeclineConfirmed()
        confirmed.requestID = id
        confirmed.referralID = referralID
        confirmed.offerID = confirmation.offerID
        confirmed.confirmedBy = confirmation.by
        confirmed.locality = locality
        switch confirmation.next {
        case .chosenLater: return [.declineConfirmed(confirmed)]
        case .ask(let next):
            let offered = offering(next, rank: offers.count + 1, .normal, by: "", answerBy: answerBy)
            return [.declineConfirmed(confirmed), offered]
        case .nobodyLeft:
            // Somebody else may still say yes, or has said no and was not heard yet.
            let others = offers.filter { $0.id != offer.id && [.open, .declined].contains($0.state) }
            guard others.isEmpty else { return [.declineConfirmed(confirmed)] }
            let failed = failedRulesNow(beside: nextToAsk.count)
            return [.declineConfirmed(confirmed), .unableToMatch(unable(failedRules: failed))]
        }
    }

    func withdrawingOffer(_ offerID: String, by person: String) throws(RuleViolation) -> [PlacementEvent] {
        guard let offer = offer(offerID) else {
            throw RuleViolation(
                .invalid,
                [RuleProblem(pointer: "/offer_id", code: "not_found", words: "This request has no such offer.")])
        }
        guard isSearching, offer.state == .open else { throw notNow(.withdrawOffer, offer) }
        return [withdrawn(offer, .notNeeded, by: person)]
    }

    func endingOffers(gone: Set<String>, at now: Date) -> [PlacementEvent] {
        openOffers.compactMap { offer in
            if gone.contains(offer.provisionID) { return withdrawn(offer, .provisionGone) }
            guard offer.isOverdue(at: now) else { return nil }
            var expired = PlacementOfferExpired()
            expired.offer = reference(to: offer)
            return .offerExpired(expired)
        }
    }

    func answeringQuestion(
        _ answer: QuestionAnswer, _ draft: OfferWordsDraft, _ words: Sealed
    ) throws(RuleViolation) -> [PlacementEvent] {
        let asked = offers.first { $0.questions.contains { $0.id == answer.questionID } }
        guard let asked, let question = asked.questions.first(where: { $0.id == answer.questionID }) else {
            throw RuleViolation(
                .invalid,
                [RuleProblem(pointer: "/question_id", code: "not_found", words: "This request has no such question.")])
        }
        guard isSearching, asked.state == .open else { throw notNow(.answerQuestion, asked) }
        guard question.answer == nil else {
            throw .notAllowedNow("answered_already", "This question has been answered.")
        }
        let problems = draft.problems()
        try RuleViolation.demandNone(problems)
        var answered = PlacementQuestionAnswered()
        answered.offer = reference(to: asked)
        answered.questionID = question.id
        answered.answeredBy = answer.by
        answered.words = words
        return [.questionAnswered(answered)]
    }

    private func offering(
        _ asked: AskedProvision, rank: Int, _ urgency: OfferUrgency, by person: String, answerBy: Date
    ) -> PlacementEvent {
        var offered = PlacementOffered()
        offered.requestID = id
        offered.referralID = referralID
        offered.offerID = asked.offerID.text
        offered.provisionID = asked.provisionID
        offered.providerID = asked.providerID
        offered.rank = Int32(clamping: rank)
        offered.answerBy = RFC3339.text(answerBy)
        offered.locality = locality
        offered.urgency = urgency.code
        offered.askedBy = person
        offered.caseID = caseID
        offered.place = asked.place
        if let words = asked.overCommit {
            offered.overCommitted = true
            offered.words = words
        }
        return .offered(offered)
    }
}
