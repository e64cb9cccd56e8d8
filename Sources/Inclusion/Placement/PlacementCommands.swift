public import Contracts
public import FoundationEssentials

/// What can be asked of a placement request.
public enum PlacementCommand: Sendable {
    /// A coordinator decided for alternative provision.
    case request(id: UUID, ApPlacementDecided)
    /// Take the shortlist, and ask the first (with `offerID`), or say that nothing fits.
    case shortlist(MatchResult, offerID: UUID)
    /// The provider says yes. `placeTaken`: whether a place could be taken, in the same transaction.
    case accept(OfferAnswer, placeTaken: Bool)
    /// The provider says no. `words`: the draft's words as a DeclineWords, sealed with the child's key.
    case decline(OfferAnswer, DeclineDraft, words: Sealed)
    /// The coordinator has read the decline.
    case confirmDecline(DeclineConfirmation)
    /// Nobody looks for a place any more.
    case withdraw(PlacementWithdrawal)
}

/// Who answers which offer.
public struct OfferAnswer: Sendable, Equatable {
    /// UUID text of the offer.
    public var offerID: String
    /// Organisation of the person who answers.
    public var providerID: String
    /// Subject of that person's token.
    public var by: String

    /// From its parts.
    public init(offerID: String, providerID: String, by: String) {
        self.offerID = offerID
        self.providerID = providerID
        self.by = by
    }
}

/// Why a provider declines, as posted: never a code without words, never words without a code.
public struct DeclineDraft: Sendable, Equatable {
    /// A `DeclineReason`.
    public var code: String
    /// In words; sealed before they are kept.
    public var words: String

    /// From its parts.
    public init(code: String, words: String) {
        self.code = code
        self.words = words
    }

    /// Everything that is wrong with it; empty when nothing is.
    public func problems() -> [RuleProblem] {
        var check = FieldCheck()
        check.code(code, "/code", DeclineReason.self)
        check.text(words, "/words", limit: 2000, multiline: true)
        return check.problems
    }

    /// The words as a message, to be sealed.
    public var message: DeclineWords {
        var message = DeclineWords()
        message.words = words
        return message
    }
}

/// A coordinator's confirmation of a decline, and what is needed to ask the next.
public struct DeclineConfirmation: Sendable, Equatable {
    /// The offer that was declined.
    public var offerID: String
    /// Subject of the coordinator's token.
    public var by: String
    /// Id for the next offer, if there is one.
    public var nextOfferID: UUID
    /// Ids of provisions that have a place free now; others on the shortlist are passed over. `nil`: all have.
    public var withPlaces: Set<String>?

    /// From its parts.
    public init(offerID: String, by: String, nextOfferID: UUID, withPlaces: Set<String>? = nil) {
        self.offerID = offerID
        self.by = by
        self.nextOfferID = nextOfferID
        self.withPlaces = withPlaces
    }
}
