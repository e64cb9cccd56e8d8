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
        state = .requested
    }

    /// The state after `event`.
    public static func evolve(_ state: PlacementRequest?, _ event: PlacementEvent) -> PlacementRequest? {
        if case .requested(let requested) = event { return PlacementRequest(requested) }
        guard var request = state else { return nil }
        switch event {
        case .requested: break
        case .shortlisted(let shortlisted):
            request.state = .shortlisted
            request.ruleSet = shortlisted.ruleSet
            request.candidates = shortlisted.candidates
            request.excluded = shortlisted.excluded
        case .offered(let offered):
            request.state = .offered
            request.offers.append(PlacementOffer(offered))
        case .accepted(let accepted):
            request.state = .accepted
            request.answer(accepted.offerID, .accepted)
        case .declined(let declined):
            request.state = .declined
            request.answer(declined.offerID, .declined, reason: declined.code)
        case .declineConfirmed(let confirmed):
            // Ranked, and nobody asked at this moment; the event after it says who is next.
            request.state = .shortlisted
            request.answer(confirmed.offerID, .declineConfirmed)
        case .unableToMatch(let unable):
            request.state = .unableToMatch
            request.unmet = unable.failedRules
        case .withdrawn(let withdrawn):
            request.state = .withdrawn
            request.answer(withdrawn.offerID, .withdrawn)
        default: break
        }
        return request
    }

    private mutating func answer(_ offerID: String, _ answer: OfferState, reason: String? = nil) {
        guard let index = offers.firstIndex(where: { $0.id == offerID }) else { return }
        offers[index].state = answer
        if let reason { offers[index].declineCode = reason }
    }
}

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
    /// Where it is now.
    public fileprivate(set) var state: OfferState
    /// A `DeclineReason`, when it was declined.
    public fileprivate(set) var declineCode: String?

    init(_ offered: PlacementOffered) {
        id = offered.offerID
        provisionID = offered.provisionID
        providerID = offered.providerID
        rank = Int(offered.rank)
        answerBy = offered.answerBy
        state = .open
    }
}

/// What a person can do with a placement request.
public enum PlacementMove: String, Coded {
    case confirmDecline = "confirm_decline"
    case accept
    case decline

    /// As people say it.
    public var words: String {
        switch self {
        case .confirmDecline: "Confirm the decline"
        case .accept: "Accept"
        case .decline: "Decline"
        }
    }
}

extension PlacementRequest {
    /// What that party may do now. A provider may act only when `organisation` is the one asked.
    public func allowedMoves(for party: Party, organisation: String? = nil) -> [PlacementMove] {
        switch (party, state) {
        case (.coordinator, .declined): [.confirmDecline]
        case (.provider, .offered) where openOffer?.providerID == organisation: [.accept, .decline]
        default: []
        }
    }

    /// The offer a provider has to answer now.
    public var openOffer: PlacementOffer? { offers.last { $0.state == .open } }

    /// The offer of that id.
    public func offer(_ id: String) -> PlacementOffer? { offers.first { $0.id == id } }
}
