public import Contracts

/// Children who wait and places that are free, to be matched all at once.
///
/// Nothing depends on the order in which they are given: children are kept in the order of their turns, provisions in that of
/// their ids. Matching changes nothing here or anywhere; ``with(places:)`` asks what other places would bring.
public struct MatchRound: Sendable {
    /// In the order of their turns.
    public let children: [WaitingChild]
    /// In the order of their ids.
    public let provisions: [OpenProvision]
    let table: PreferenceTable

    /// From children and provisions in any order.
    /// - Throws: `invalid` with every problem of ``problems(children:provisions:)``.
    public init(children: [WaitingChild], provisions: [OpenProvision]) throws(RuleViolation) {
        let problems = Self.problems(children: children, provisions: provisions)
        try RuleViolation.demandNone(problems)
        self.children = children.sorted { ($0.priority, $0.id) < ($1.priority, $1.id) }
        self.provisions = provisions.sorted { $0.id < $1.id }
        table = Self.table(self.children, self.provisions)
    }

    private init(children: [WaitingChild], provisions: [OpenProvision], table: PreferenceTable) {
        self.children = children
        self.provisions = provisions
        self.table = table
    }

    /// The same round with other numbers of places, by the provisions' ids; those that are not named stay as they are.
    public func with(places: [String: Int]) -> MatchRound {
        MatchRound(
            children: children,
            provisions: provisions.map { provision in
                var provision = provision
                provision.places = max(0, places[provision.id] ?? provision.places)
                return provision
            }, table: table)
    }

    /// Gives the places.
    public func match(_ method: MatchMethod) -> MatchOutcome { MatchOutcome(self, method) }

    var places: [Int32] { provisions.map { Int32(clamping: $0.places) } }

    private static func table(_ children: [WaitingChild], _ provisions: [OpenProvision]) -> PreferenceTable {
        let positions = Dictionary(
            provisions.enumerated().map { ($0.element.id, Int32($0.offset)) }, uniquingKeysWith: { first, _ in first })
        var table = PreferenceTable(provisionCount: provisions.count)
        table.reserve(children: children.count, options: children.reduce(0) { $0 + $1.options.count })
        // Those who are level by class and days: from begin to end.
        var (begin, end) = (0, 0)
        for (place, child) in children.enumerated() {
            if place == end {
                begin = place
                while end < children.count, children[end].priority.isLevel(with: child.priority) { end += 1 }
            }
            // Of those first all who have a sibling there, then all others: twice as many turns as children.
            let options = child.options.compactMap { option in
                positions[option.provision].map { position in
                    let hasSibling = child.siblingsAt.contains(option.provision)
                    return (
                        provision: position, score: Int32(clamping: option.score),
                        turn: Int32(begin + place + (hasSibling ? 0 : end - begin))
                    )
                }
            }
            table.append(options.sorted { ($1.score, $0.provision) < ($0.score, $1.provision) })
        }
        return table
    }
}

/// A child who waits for a place.
public struct WaitingChild: Sendable, Equatable {
    /// Whatever tells it from the others; never a name.
    public var id: String
    /// When it has its turn.
    public var priority: MatchPriority
    /// Where it could go. Better is what scores more.
    public var options: [MatchOption]
    /// Ids of provisions where a brother or sister is.
    public var siblingsAt: Set<String>
    /// Where it could not go, with every hard rule that fails.
    public var excluded: [Exclusion]

    /// From its parts.
    public init(
        id: String, priority: MatchPriority, options: [MatchOption], siblingsAt: Set<String> = [],
        excluded: [Exclusion] = []
    ) {
        self.id = id
        self.priority = priority
        self.options = options
        self.siblingsAt = siblingsAt
        self.excluded = excluded
    }
}

/// A provision that a child could go to.
public struct MatchOption: Sendable, Hashable {
    /// Its id.
    public var provision: String
    /// How well it suits: the more, the better.
    public var score: Int

    /// From its parts.
    public init(provision: String, score: Int) {
        self.provision = provision
        self.score = score
    }
}

/// A provision with the places it has to give.
public struct OpenProvision: Sendable, Hashable {
    /// Whatever tells it from the others.
    public var id: String
    /// Its name; the id, when it has none.
    public var name: String
    /// Free places.
    public var places: Int

    /// From its parts.
    public init(id: String, name: String? = nil, places: Int) {
        self.id = id
        self.name = name ?? id
        self.places = places
    }
}

/// How places are given.
public enum MatchMethod: String, Coded {
    /// No child and provision would both rather have each other: ``StableMatching``.
    case stable
    /// The most children, then the greatest total score: ``OptimalMatching``.
    case optimal

    /// As people say it.
    public var words: String {
        switch self {
        case .stable: "stable: nobody is passed over for a child whose turn is later"
        case .optimal: "optimal: the most children, then the best total"
        }
    }
}
