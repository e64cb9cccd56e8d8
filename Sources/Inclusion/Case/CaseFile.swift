public import Contracts

/// The hub's work on one referral in one locality: the aggregate behind topic `cases`.
public struct CaseFile: Aggregate, Equatable {
    /// UUID text.
    public let id: String
    /// UUID text.
    public let referralID: String
    /// What people say on the telephone.
    public let reference: String
    /// UUID text.
    public let childID: String
    /// Who refers.
    public let agency: Agency
    /// The coded facts that travel in clear.
    public let facts: CodedFacts
    /// ONS district code, `out_of_area` or `unrouted`.
    public let locality: String
    /// Where the case is looked at.
    public let forum: Forum
    /// Why it went where it is.
    public let routing: RoutingRecord
    /// `nil` when the postcode is unknown.
    public let location: CoarseLocation?
    /// Kind of alternative provision the referrer asked for; empty when none.
    public let apKind: String
    /// The ReferralDetails, as sealed by the intake.
    public let details: Sealed
    /// RFC 3339, UTC.
    public let acknowledgeBy: String

    /// Where it is now.
    public private(set) var state: CaseState
    /// Subject of the coordinator's token.
    public private(set) var acknowledgedBy: String?
    /// Oldest first.
    public private(set) var decisions: [ApPlacementDecided] = []
    /// How each search for a place ended, oldest first.
    public private(set) var searches: [PlacementSearch] = []

    /// How one search for a place ended.
    public struct PlacementSearch: Sendable, Equatable {
        /// UUID text of the placement request.
        public let requestID: String
        /// `nil` when no place was found.
        public let provisionID: String?
    }

    init(_ opened: CaseOpened) {
        id = opened.caseID
        referralID = opened.referralID
        reference = opened.reference
        childID = opened.childID
        agency = opened.agency
        facts = opened.facts
        locality = opened.locality
        forum = opened.forum
        routing = opened.routing
        location = opened.hasLocation ? opened.location : nil
        apKind = opened.apKind
        details = opened.details
        acknowledgeBy = opened.acknowledgeBy
        state = .open
    }

    /// The state after `event`.
    public static func evolve(_ state: CaseFile?, _ event: CaseEvent) -> CaseFile? {
        if case .opened(let opened) = event { return CaseFile(opened) }
        guard var file = state else { return nil }
        switch event {
        case .opened, .informationAsked, .informationReceived, .listed, .decided, .closed, .referralJoined,
            .referralLeft, .amended,
            .sharingChanged:
            break
        case .acknowledged(let acknowledged):
            file.state = .acknowledged
            file.acknowledgedBy = acknowledged.acknowledgedBy
        case .apPlacementDecided(let decided):
            file.state = .awaitingPlacement
            file.decisions.append(decided)
        case .placed(let placed):
            file.state = .active
            file.searches.append(PlacementSearch(requestID: placed.requestID, provisionID: placed.provisionID))
        case .placementNotFound(let notFound):
            // The coordinator has it again, and may decide again.
            file.state = .acknowledged
            file.searches.append(PlacementSearch(requestID: notFound.requestID, provisionID: nil))
        }
        return file
    }
}

/// What a person can do with a case.
public enum CaseMove: String, Coded {
    case acknowledge
    case decideApPlacement = "decide_ap_placement"

    /// As people say it.
    public var words: String {
        switch self {
        case .acknowledge: "Acknowledge"
        case .decideApPlacement: "Decide on alternative provision"
        }
    }
}

extension CaseFile {
    /// What that party may do now. Whether the case is in the coordinator's locality is asked by `isIn`.
    public func allowedMoves(for party: Party) -> [CaseMove] {
        guard party == .coordinator else { return [] }
        return switch state {
        case .open: [.acknowledge]
        case .acknowledged: [.decideApPlacement]
        case .awaitingPlacement, .active: []
        }
    }

    /// Whether the case lies in one of these localities: a coordinator works only on those.
    public func isIn(_ localities: some Sequence<String>) -> Bool { localities.contains(locality) }

    /// How the last search for a place ended; `nil` before the first has.
    public var lastSearch: PlacementSearch? { searches.last }
}
