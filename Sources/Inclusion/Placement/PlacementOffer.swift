public import Contracts
public import FoundationEssentials

/// A place put to one provider.
public struct PlacementOffer: Sendable, Equatable {
    /// UUID text.
    public let id: String
    /// Id of the provision asked.
    public let provisionID: String
    /// Organisation asked.
    public let providerID: String
    /// 1 for the first asked.
    public let rank: Int
    /// RFC 3339, UTC.
    public let answerBy: String
    /// An `OfferUrgency`; empty: normal.
    public let urgency: String
    /// What is held for the child; `nil` in an older offer.
    public let place: BookedPlace?
    /// More children than places, on purpose.
    public let overCommitted: Bool
    /// Why, sealed.
    public let words: Sealed?
    /// Where it is now.
    public internal(set) var state: OfferState
    /// A `DeclineReason`, when it was declined.
    public internal(set) var declineCode: String?
    /// What the provider wanted to know first, in the order of asking.
    public internal(set) var questions: [OfferQuestion] = []

    init(_ offered: PlacementOffered) {
        id = offered.offerID
        provisionID = offered.provisionID
        providerID = offered.providerID
        rank = Int(offered.rank)
        answerBy = offered.answerBy
        urgency = offered.urgency
        place = offered.hasPlace ? offered.place : nil
        overCommitted = offered.overCommitted
        words = offered.hasWords ? offered.words : nil
        state = .open
    }

    mutating func note(_ answered: PlacementQuestionAnswered) {
        guard let index = questions.firstIndex(where: { $0.id == answered.questionID }) else { return }
        questions[index].answer = answered.words
    }

    /// Whether the time to answer is over; also where it cannot be read.
    public func isOverdue(at now: Date) -> Bool { RFC3339.instant(answerBy).map { $0 <= now } ?? true }
}

/// What a provider wants to know before it answers.
public struct OfferQuestion: Sendable, Equatable {
    /// UUID text.
    public let id: String
    /// An OfferWords, sealed.
    public let words: Sealed
    /// An OfferWords, sealed; `nil` until the coordinator has answered.
    public internal(set) var answer: Sealed?

    init(_ asked: PlacementQuestionAsked) {
        id = asked.questionID
        words = asked.words
    }
}
