/// What other places would change: two outcomes of the same children.
public struct MatchComparison: Sendable, Equatable {
    /// A child who would be elsewhere.
    public struct Change: Sendable, Equatable {
        /// The child.
        public var child: String
        /// Where it is; `nil` for nowhere.
        public var before: MatchOption?
        /// Where it would be.
        public var after: MatchOption?
    }

    /// In the order of the children's turns.
    public var changes: [Change]
    /// How many more children would have a place; negative for fewer.
    public var morePlaced: Int
    /// By how much the total score would be greater; negative for less.
    public var scoreGained: Int

    /// Compares what is with what would be.
    public init(_ before: MatchOutcome, _ after: MatchOutcome) {
        let places = Dictionary(
            zip(after.round.children.map(\.id), after.places), uniquingKeysWith: { first, _ in first })
        changes = zip(before.round.children, before.places).compactMap { child, place in
            let then = places[child.id] ?? nil
            return then == place ? nil : Change(child: child.id, before: place, after: then)
        }
        morePlaced = after.placed - before.placed
        scoreGained = after.totalScore - before.totalScore
    }
}
