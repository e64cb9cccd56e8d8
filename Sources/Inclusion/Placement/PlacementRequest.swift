public import Contracts

/// From the wish for alternative provision to a provider's yes: the aggregate behind topic `placements`.
public struct PlacementRequest: Aggregate, Equatable {
    /// UUID text.
    public let id: String
    /// UUID text.
    public let referralID: String
    /// UUID text.
    public let caseID: String
    /// What people say on the telephone.
    public let reference: String
    /// UUID text.
    public let childID: String
    /// ONS district code, `out_of_area` or `unrouted`.
    public let locality: String
    /// The coded facts that travel in clear.
    public let facts: CodedFacts
    /// `nil` when the postcode is unknown.
    public let location: CoarseLocation?
    /// A `PlacementPurpose`.
    public let purpose: String
    /// ISO 8601 date.
    public let wantedStart: String
    /// How long, in weeks.
    public let weeks: Int
    /// Sessions (half days) a week.
    public let sessionsAWeek: Int
    /// Empty: any kind.
    public let apKind: String
    /// Who refers.
    public let agency: Agency
    /// A PlacementBrief, sealed.
    public let brief: Sealed
    /// Ids of provisions that must not be asked.
    public let excludedProvisions: [String]
    /// Ids of provisions the child wishes for.
    public let wishedProvisions: [String]
    /// Ids of provisions that know the child.
    public let knownProvisions: [String]
    /// A `Registration`; empty in an older request.
    public let registration: String
    /// A CensusChild, sealed; `nil` in an older request.
    public let census: Sealed?

    /// Where it is now.
    public private(set) var state: PlacementState
    /// Name and version of the rules behind the shortlist.
    public private(set) var ruleSet: String?
    /// Best first.
    public private(set) var candidates: [Candidate] = []
    /// Those that may not be asked, each with the rules it fails.
    public private(set) var excluded: [Exclusion] = []
    /// In the order they were made.
    public private(set) var offers: [PlacementOffer] = []
    /// How many provisions failed each rule, once nobody is left to ask.
    public private(set) var unmet: [String: Int32]?

    init(_ requested: PlacementRequested) {
        id = requested.requestID
        referralID = requested.referralID
        caseID = requested.caseID
        reference = requested.reference
        childID = requested.childID
        locality = requested.locality
        facts = requested.facts
        location = requested.hasLocation ? requested.location : nil
        purpose = requested.purpose
        wantedStart = requested.wantedStart
        weeks = Int(requested.weeks)
        sessionsAWeek = Int(requested.sessionsAWeek)
        apKind = requested.apKind
        agency = requested.agency
        brief = requested.brief
        excludedProvisions = requested.excludedProvisions
        wishedProvisions = requested.wishedProvisions
        knownProvisions = requested.knownProvisions
        registration = requested.registration
        census = requested.hasCensus ? requested.census : nil
        state = .requested
    }

    /// The state after `event`.
    public static func evolve(_ state: PlacementRequest?, _ event: PlacementEvent) -> PlacementRequest? {
        if case .requested(let requested) = event { return PlacementRequest(requested) }
        guard var request = state else { return nil }
        switch event {
        case .requested: break
        case .shortlisted(let shortlisted):
            if request.state == .requested { request.state = .shortlisted }
            request.ruleSet = shortlisted.ruleSet
            request.candidates = shortlisted.candidates
            request.excluded = shortlisted.excluded
        case .accepted(let accepted):
            request.state = .accepted
            request.change(accepted.offerID) { $0.state = .accepted }
        case .unableToMatch(let unable):
            request.state = .unableToMatch
            request.unmet = unable.failedRules
        case .withdrawn(let withdrawn):
            request.state = .withdrawn
            request.change(withdrawn.offerID) { $0.state = .withdrawn }
        default: request.evolveOffers(event)
        }
        return request
    }

    private mutating func evolveOffers(_ event: PlacementEvent) {
        switch event {
        case .offered(let offered): offers.append(PlacementOffer(offered))
        case .declined(let declined):
            change(declined.offerID) { ($0.state, $0.declineCode) = (.declined, declined.code) }
        case .declineConfirmed(let confirmed): change(confirmed.offerID) { $0.state = .declineConfirmed }
        case .offerExpired(let expired): change(expired.offer.offerID) { $0.state = .expired }
        case .offerWithdrawn(let withdrawn): change(withdrawn.offer.offerID) { $0.state = .withdrawn }
        case .questionAsked(let asked): change(asked.offer.offerID) { $0.questions.append(OfferQuestion(asked)) }
        case .questionAnswered(let answered): change(answered.offer.offerID) { $0.note(answered) }
        default: return
        }
        guard isSearching else { return }
        // Whoever is still asked comes first, then what the coordinator has to read.
        state =
            if openOffer != nil {
                .offered
            } else if offers.contains(where: { $0.state == .declined }) {
                .declined
            } else {
                .shortlisted
            }
    }

    private mutating func change(_ offerID: String, _ change: (inout PlacementOffer) -> Void) {
        guard let index = offers.firstIndex(where: { $0.id == offerID }) else { return }
        change(&offers[index])
    }

    /// Whether a place is looked for, and somebody may be asked.
    public var isSearching: Bool { [.shortlisted, .offered, .declined].contains(state) }
}

/// What a person can do with a placement request.
public enum PlacementMove: String, Coded {
    case ask
    case rankAgain = "rank_again"
    case answerQuestion = "answer_question"
    case withdrawOffer = "withdraw_offer"
    case confirmDecline = "confirm_decline"
    case recordUnable = "record_unable_to_match"
    case agree
    case accept
    case decline
    case askQuestion = "ask_question"

    /// As people say it.
    public var words: String {
        switch self {
        case .ask: "Ask a provider"
        case .rankAgain: "Rank again"
        case .answerQuestion: "Answer a question"
        case .withdrawOffer: "Withdraw an offer"
        case .confirmDecline: "Confirm the decline"
        case .recordUnable: "Record that nothing fits"
        case .agree: "Agree the placement"
        case .accept: "Accept"
        case .decline: "Decline"
        case .askQuestion: "Ask a question"
        }
    }
}

extension PlacementRequest {
    /// What that party may do now. A provider may act only when `organisation` is one that is asked.
    public func allowedMoves(for party: Party, organisation: String? = nil) -> [PlacementMove] {
        switch party {
        case .coordinator: coordinatorMoves
        case .provider:
            openOffers.contains { $0.providerID == organisation } ? [.accept, .decline, .askQuestion] : []
        default: []
        }
    }

    /// What was agreed is a ``Placement`` of its own, and has moves of its own.
    private var coordinatorMoves: [PlacementMove] {
        guard isSearching else { return acceptedOffer == nil ? [] : [.agree] }
        let hasQuestions = openOffers.contains { $0.questions.contains { $0.answer == nil } }
        let isDeclined = offers.contains { $0.state == .declined }
        return [.ask, .rankAgain] + (hasQuestions ? [.answerQuestion] : [])
            + (openOffer == nil ? [.recordUnable] : [.withdrawOffer]) + (isDeclined ? [.confirmDecline] : [])
    }

    /// Offers that providers have to answer.
    public var openOffers: [PlacementOffer] { isSearching ? offers.filter { $0.state == .open } : [] }

    /// The offer made last of those a provider has to answer now.
    public var openOffer: PlacementOffer? { offers.last { $0.state == .open } }

    /// The offer of that id.
    public func offer(_ id: String) -> PlacementOffer? { offers.first { $0.id == id } }
}
