import Contracts
import FoundationEssentials

/// The provider's side of the offers.
extension PlacementRequest {
    /// The first yes ends the search: whoever else was asked is told.
    func accepting(_ answer: OfferAnswer, at now: Date) throws(RuleViolation) -> [PlacementEvent] {
        let offer = try offer(for: answer, .accept, at: now)
        var accepted = PlacementAccepted()
        accepted.requestID = id
        accepted.referralID = referralID
        accepted.offerID = offer.id
        accepted.provisionID = offer.provisionID
        accepted.providerID = offer.providerID
        accepted.acceptedBy = answer.by
        accepted.caseID = caseID
        accepted.locality = locality
        let others = openOffers.filter { $0.id != offer.id }
        return [.accepted(accepted)] + others.map { withdrawn($0, .placedElsewhere) }
    }

    func declining(
        _ answer: OfferAnswer, _ draft: DeclineDraft, _ words: Sealed, at now: Date
    ) throws(RuleViolation) -> [PlacementEvent] {
        let offer = try offer(for: answer, .decline, at: now)
        let problems = draft.problems()
        try RuleViolation.demandNone(problems)
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

    /// The time to answer goes on: a question is not an answer.
    func askingQuestion(
        _ answer: OfferAnswer, _ draft: OfferWordsDraft, _ id: UUID, _ words: Sealed, at now: Date
    ) throws(RuleViolation) -> [PlacementEvent] {
        let offer = try offer(for: answer, .askQuestion, at: now)
        let problems = draft.problems()
        try RuleViolation.demandNone(problems)
        guard offer.questions.count < Self.mostQuestions else {
            throw .notAllowedNow("too_many_questions", "At most \(Self.mostQuestions) questions. Telephone instead.")
        }
        var asked = PlacementQuestionAsked()
        asked.offer = reference(to: offer)
        asked.questionID = id.text
        asked.askedBy = answer.by
        asked.words = words
        return [.questionAsked(asked)]
    }

    private static var mostQuestions: Int { 10 }

    /// The offer that is answered: only the provider asked may, only while it is open, and only in time.
    private func offer(
        for answer: OfferAnswer, _ move: PlacementMove, at now: Date
    ) throws(RuleViolation) -> PlacementOffer {
        guard let offer = offer(answer.offerID), offer.providerID == answer.providerID else {
            throw .forbidden("not_asked", "Only the provider that was asked may answer.")
        }
        guard isSearching, offer.state == .open else { throw notNow(move, offer) }
        guard !offer.isOverdue(at: now) else {
            throw .notAllowedNow("offer_expired", "The time to answer is over. \(OfferState.expired.words)")
        }
        return offer
    }
}
