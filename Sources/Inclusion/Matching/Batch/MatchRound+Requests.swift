import Contracts

/// A request for a place in a round: what is looked for, and when the child has its turn.
public struct WaitingRequest: Sendable, Equatable {
    /// Whatever tells it from the others; never a name.
    public var id: String
    /// What is looked for.
    public var request: MatchRequest
    /// When it was asked for, if that is known.
    public var requestedOn: CalendarDate?
    /// Ids of provisions where a brother or sister is.
    public var siblingsAt: Set<String>

    /// From its parts.
    public init(
        id: String, request: MatchRequest, requestedOn: CalendarDate? = nil, siblingsAt: Set<String> = []
    ) {
        self.id = id
        self.request = request
        self.requestedOn = requestedOn
        self.siblingsAt = siblingsAt
    }
}

extension WaitingChild {
    /// Scores every provision that satisfies the hard rules. One that is full is an option too: the round says who has its
    /// places, and what one more would bring.
    public init(_ waiting: WaitingRequest, among provisions: [Provision], rules: MatchRules = .standard) {
        let result = ProvisionMatcher.match(waiting.request, among: provisions, rules: rules, evenIfFull: true)
        self.init(
            id: waiting.id, priority: MatchPriority(waiting.request.facts, requestedOn: waiting.requestedOn),
            options: result.candidates.map { MatchOption(provision: $0.provisionID, score: Int($0.score)) },
            siblingsAt: waiting.siblingsAt, excluded: result.excluded)
    }
}

extension OpenProvision {
    /// The provision's free places.
    public init(_ provision: Provision) {
        self.init(id: provision.id, name: provision.name, places: provision.free)
    }
}

extension MatchRound {
    /// From requests and the directory, in any order.
    /// - Throws: `invalid` when ids are missing or repeated.
    public init(
        requests: [WaitingRequest], provisions: [Provision], rules: MatchRules = .standard
    ) throws(RuleViolation) {
        try self.init(
            children: requests.map { WaitingChild($0, among: provisions, rules: rules) },
            provisions: provisions.map { OpenProvision($0) })
    }
}
