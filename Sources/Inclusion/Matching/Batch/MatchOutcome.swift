/// Who got which place in a round.
public struct MatchOutcome: Sendable {
    /// What was matched.
    public let round: MatchRound
    /// How.
    public let method: MatchMethod
    /// Of each child of the round, its option.
    let chosen: [Int32]

    init(_ round: MatchRound, _ method: MatchMethod) {
        self.round = round
        self.method = method
        chosen =
            switch method {
            case .stable: StableMatching.solve(round.table, places: round.places)
            case .optimal: OptimalMatching.solve(round.table, places: round.places)
            }
    }

    /// Children with a place.
    public var placed: Int { chosen.count { $0 != PreferenceTable.none } }

    /// What the places given score, in all.
    public var totalScore: Int { chosen.reduce(0) { $0 + round.table.score(at: $1) } }

    /// The place of each child of the round, in its order; `nil` for none.
    public var places: [MatchOption?] { chosen.map(option) }

    /// The place of each child, by its id; those without one are not in it.
    public var placeByChild: [String: String] {
        Dictionary(
            zip(round.children, chosen).compactMap { child, chosen in
                provision(at: chosen).map { (child.id, $0.id) }
            }, uniquingKeysWith: { first, _ in first })
    }

    func option(_ option: Int32) -> MatchOption? {
        provision(at: option).map { MatchOption(provision: $0.id, score: round.table.score(at: option)) }
    }

    func provision(at option: Int32) -> OpenProvision? {
        round.table.provision(at: option).map { round.provisions[$0] }
    }

    /// Of each provision of the round, the children there, in the order of their turns.
    func childrenByProvision() -> [[Int]] {
        var children: [[Int]] = Array(repeating: [], count: round.provisions.count)
        for (child, option) in chosen.enumerated() {
            if let provision = round.table.provision(at: option) { children[provision].append(child) }
        }
        return children
    }
}
