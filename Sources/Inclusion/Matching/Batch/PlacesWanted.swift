/// Where more places would help the most of the children who wait, in numbers behind which nobody can be found.
///
/// A place is a place, and may be shown; how many children it would help is a number of children, and falls under
/// ``SmallNumbers``. While fewer children wait than may be shown, nothing is.
public struct PlacesWanted: Sendable, Equatable {
    /// Children who wait; `nil` where there are too few to say.
    public let waiting: Int?
    /// Of them, those for whom there is no place as places are now; `nil` where that may not be shown.
    public let unplaced: Int?
    /// More children who would have a place with all of these; `nil` where that may not be shown.
    public let morePlaced: Int?
    /// Where, the most places first; of equals by id.
    public let places: [MorePlaces]

    /// So many more places at one provision.
    public struct MorePlaces: Sendable, Equatable {
        /// Where; its places are those it has to give now.
        public let provision: OpenProvision
        /// How many more.
        public let places: Int
    }

    /// Asks a round where so many more places would help the most.
    public init(_ round: MatchRound, more count: Int) {
        guard round.children.count >= SmallNumbers.least else {
            (waiting, unplaced, morePlaced, places) = (round.children.isEmpty ? 0 : nil, nil, nil, [])
            return
        }
        let outcome = round.match(.optimal)
        let gaps = outcome.gaps(count)
        waiting = round.children.count
        unplaced = Self.shown(round.children.count - outcome.placed, of: round.children.count)
        morePlaced = Self.shown(gaps.reduce(0) { $0 + $1.morePlaced }, of: round.children.count)
        places = Dictionary(grouping: gaps, by: \.provision).map { MorePlaces(provision: $0, places: $1.count) }
            .sorted { ($1.places, $0.provision.id) < ($0.places, $1.provision.id) }
    }

    /// A number of children and the rest of them: neither may be small.
    private static func shown(_ number: Int, of all: Int) -> Int? {
        guard case .cells(let cells) = SmallNumbers.shown([number, all - number]) else { return nil }
        return cells[0]
    }
}
