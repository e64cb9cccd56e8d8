public import Contracts
public import FoundationEssentials

/// What can be asked of a placement request.
public enum PlacementCommand: Sendable {
    /// A coordinator decided for alternative provision.
    case request(id: UUID, ApPlacementDecided)
    /// Take the shortlist. Where nothing could fit even beyond its places, that is said at once.
    case shortlist(MatchResult)
    /// Take a new shortlist: what is free has changed.
    case rankAgain(MatchResult)
    /// The coordinator asks one or several providers; a place is held with each, in the same transaction.
    case ask(ProvidersAsked)
    /// The provider wants to know something first. `words`: an OfferWords, sealed with the child's key.
    case askQuestion(OfferAnswer, OfferWordsDraft, id: UUID, words: Sealed)
    /// The coordinator answers that.
    case answerQuestion(QuestionAnswer, OfferWordsDraft, words: Sealed)
    /// The provider says yes.
    case accept(OfferAnswer)
    /// The provider says no. `words`: the draft's words as a DeclineWords, sealed with the child's key.
    case decline(OfferAnswer, DeclineDraft, words: Sealed)
    /// The coordinator has read the decline.
    case confirmDecline(DeclineConfirmation)
    /// The coordinator asks one provider no more.
    case withdrawOffer(offerID: String, by: String)
    /// What time, or the directory, ends: offers that nobody answered, and those to provisions that are gone.
    case endOffers(gone: Set<String>)
    /// The coordinator records that nothing fits. `words`: an OfferWords, sealed with the child's key.
    case recordUnable(UnableDraft, by: String, words: Sealed)
    /// Nobody looks for a place any more.
    case withdraw(PlacementWithdrawal)
}

/// One or several providers that are asked.
public struct ProvidersAsked: Sendable, Equatable {
    /// Each with what is held there.
    public var offers: [AskedProvision]
    /// How soon they are to answer.
    public var urgency: OfferUrgency
    /// Subject of the coordinator's token.
    public var by: String

    /// From its parts.
    public init(_ offers: [AskedProvision], urgency: OfferUrgency = .normal, by: String) {
        self.offers = offers
        self.urgency = urgency
        self.by = by
    }
}

/// A provision that is asked, and what is held there for the child.
public struct AskedProvision: Sendable, Equatable {
    /// Id of the offer.
    public var offerID: UUID
    /// UUID text.
    public var provisionID: String
    /// The organisation.
    public var providerID: String
    /// What is held.
    public var place: BookedPlace
    /// Why there are more children than places, as an OfferWords, sealed; `nil` where there is room.
    public var overCommit: Sealed?

    /// From its parts.
    public init(
        offerID: UUID, provisionID: String, providerID: String, place: BookedPlace, overCommit: Sealed? = nil
    ) {
        self.offerID = offerID
        self.provisionID = provisionID
        self.providerID = providerID
        self.place = place
        self.overCommit = overCommit
    }
}

/// Which question a coordinator answers.
public struct QuestionAnswer: Sendable, Equatable {
    /// UUID text.
    public var questionID: String
    /// Subject of the coordinator's token.
    public var by: String

    /// From its parts.
    public init(questionID: String, by: String) {
        self.questionID = questionID
        self.by = by
    }
}

/// A question, an answer, or a reason in words; sealed before they are kept.
public struct OfferWordsDraft: Sendable, Equatable {
    /// In words.
    public var words: String

    /// From its parts.
    public init(words: String) { self.words = words }

    /// Everything that is wrong with it, from there on; empty when nothing is.
    public func problems(at pointer: String = "") -> [RuleProblem] {
        var check = FieldCheck()
        check.text(words, "\(pointer)/words", limit: 2000, multiline: true)
        return check.problems
    }

    /// The words as a message, to be sealed.
    public var message: OfferWords {
        var message = OfferWords()
        message.words = words
        return message
    }
}

/// Why nothing fits, as posted.
public struct UnableDraft: Sendable, Equatable {
    /// An `UnableReason`.
    public var code: String
    /// In words.
    public var words: OfferWordsDraft

    /// From its parts.
    public init(code: String, words: String) {
        self.code = code
        self.words = OfferWordsDraft(words: words)
    }

    /// Everything that is wrong with it; empty when nothing is.
    public func problems() -> [RuleProblem] {
        var check = FieldCheck()
        check.code(code, "/code", UnableReason.self)
        return check.problems + words.problems()
    }
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

/// A coordinator's confirmation of a decline, and who is asked next.
public struct DeclineConfirmation: Sendable, Equatable {
    /// The offer that was declined.
    public var offerID: String
    /// Subject of the coordinator's token.
    public var by: String
    /// What the hub does about the next.
    public var next: Next

    /// What the hub does about the next.
    public enum Next: Sendable, Equatable {
        /// Nothing: the coordinator chooses.
        case chosenLater
        /// Ask it; a place is held there.
        case ask(AskedProvision)
        /// Nobody on the shortlist who was not asked yet has a place now.
        case nobodyLeft
    }

    /// From its parts.
    public init(offerID: String, by: String, next: Next) {
        self.offerID = offerID
        self.by = by
        self.next = next
    }
}
