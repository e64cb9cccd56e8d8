/// What one more place at a provision would change: exactly what matching everybody anew with it would.
public struct OneMorePlace: Sendable, Equatable {
    /// Where.
    public var provision: OpenProvision
    /// The class of the child who would have a place and has none now; `nil` when there is no such child.
    public var newlyPlaced: PriorityClass?
    /// By how much the total score would be greater; the score of the child newly placed counts.
    public var scoreGained: Int
    /// How many children would be elsewhere than now, the one newly placed among them.
    public var moved: Int

    /// How many more children would have a place: one, or none.
    public var morePlaced: Int { newlyPlaced == nil ? 0 : 1 }
}

extension MatchOutcome {
    /// What one more place at each provision would change, in the order of ids.
    public func ifOneMore() -> [OneMorePlace] {
        var matching = growing()
        return zip(round.provisions, matching.ifOneMore()).map(oneMore)
    }

    /// Where so many more places would help the most children, one after the other: each given those before it. Ends early
    /// when no further place would help anybody.
    ///
    /// A place helps more when a child gets one who had none; then, when that child's turn is earlier; then by the total score.
    /// For the optimal method no other choice of as many places would place more children: what can be placed by added places is
    /// a matroid's rank, and for that the greedy choice is the best.
    public func gaps(_ count: Int) -> [OneMorePlace] {
        var matching = growing()
        var gaps: [OneMorePlace] = []
        while gaps.count < count {
            let gains = matching.ifOneMore()
            // Of equals the first, by id.
            guard let best = gains.indices.min(by: { helps(gains[$0], before: gains[$1]) }),
                gains[best].newcomer != nil || gains[best].score > 0
            else { break }
            matching.addPlace(at: best)
            gaps.append(oneMore(round.provisions[best], gains[best]))
        }
        return gaps
    }

    private func growing() -> any GrowingMatching {
        switch method {
        case .stable: VacancyChains(round.table, chosen: chosen)
        case .optimal: OptimalMatching(round.table, places: round.places)
        }
    }

    private func helps(_ gain: PlaceGain, before other: PlaceGain) -> Bool {
        let turns = (gain.newcomer ?? .max, other.newcomer ?? .max)
        return turns.0 == turns.1 ? gain.score > other.score : turns.0 < turns.1
    }

    private func oneMore(_ provision: OpenProvision, _ gain: PlaceGain) -> OneMorePlace {
        OneMorePlace(
            provision: provision,
            newlyPlaced: gain.newcomer.map { round.children[$0].priority.priorityClass }, scoreGained: gain.score,
            moved: gain.moved)
    }
}
