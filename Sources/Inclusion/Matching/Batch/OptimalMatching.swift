/// The best places for all together.
///
/// 1. As many children have a place as can, and nobody goes without for the sake of somebody whose turn is later
///    (``PlaceableChildren``). Cost has no say in whether a child has a place.
/// 2. As to which place: the least total cost, where a child's cost is what its score lacks of the most; that is, the greatest
///    total score.
///
/// A minimum-cost flow by successive shortest paths (Edmonds and Karp, 1972). Its network has a node for each provision and
/// one for all that is free, none for the children: from one provision to another leads the cheapest move of a child who is
/// there. It begins with everybody where it would be at the ``AskingPrices``; then each node that has too many sends one on,
/// along the cheapest chain of moves, to a node that has too few, until there is neither.
struct OptimalMatching {
    let table: PreferenceTable
    /// Of each child, the option it has.
    private(set) var chosen: [Int32]
    /// Of each child, whether it has a place.
    private(set) var isPlaced: [Bool]
    /// Of each provision, how many places it has, and how many of them are given.
    private(set) var places: [Int]
    private var given: [Int]
    /// Of each node, by how many children it has too many, or too few.
    private var surplus: [Int]
    private var residents: Residents
    private var moves: [MovesOut]
    private var cheapest: CheapestMoves
    /// Of each node, such that no arc from u to v costs less than potential[v] - potential[u]: prices, turned round.
    var potential: [Int]
    var search: PathSearch

    /// The node for all places that are free.
    var free: Int { table.provisionCount }
    /// The node where a child waits who is to be added.
    var waiting: Int { table.provisionCount + 1 }

    /// Finds the best places for all.
    init(_ table: PreferenceTable, places: [Int32]) {
        self.table = table
        self.places = places.map { max(0, Int($0)) }
        let nodes = table.provisionCount + 2
        isPlaced = PlaceableChildren.find(table, places: places)
        let price = AskingPrices.find(table, places: places, isPlaced: isPlaced)
        potential = price.map { -$0 } + [0, 0]
        chosen = Array(repeating: PreferenceTable.none, count: table.childCount)
        residents = Residents(children: table.childCount, provisions: nodes)
        given = []
        surplus = Array(repeating: 0, count: nodes)
        moves = Array(repeating: MovesOut(), count: nodes)
        cheapest = CheapestMoves(nodes: nodes)
        search = PathSearch(nodes: nodes)
        begin(at: price)
        for node in 0...free {
            while surplus[node] > 0 { sendOneOn(from: node) }
        }
    }

    /// Of each child, the option it gets.
    static func solve(_ table: PreferenceTable, places: [Int32]) -> [Int32] {
        OptimalMatching(table, places: places).chosen
    }

    /// Everybody where it would be at these prices. Places that have a price are all given, so to speak: what is wrong with
    /// that is the surplus.
    private mutating func begin(at price: [Int]) {
        for child in 0..<table.childCount where isPlaced[child] {
            let best = table.options(of: child).max { worth($0, price) < worth($1, price) }
            guard let best else { continue }
            chosen[child] = Int32(best)
            residents.add(child, to: Int(table.provision[best]))
        }
        for provision in 0..<table.provisionCount {
            let there = residents.of[provision].count
            given.append(price[provision] > 0 ? places[provision] : min(there, places[provision]))
            surplus[provision] = there - given[provision]
            surplus[free] -= surplus[provision]
        }
    }

    private func worth(_ option: Int, _ price: [Int]) -> Int {
        Int(table.score[option]) - price[Int(table.provision[option])]
    }

    private mutating func sendOneOn(from source: Int) {
        search.begin(at: source)
        while let node = search.next() {
            if surplus[node] < 0 {
                surplus[source] -= 1
                surplus[node] += 1
                lowerPotentials(by: search.distance[node])
                moveAlongPath(to: node)
                return
            }
            relax(from: node)
        }
        // There is a way for everybody who can have a place.
        surplus[source] = 0
    }

    /// Makes the arcs of shortest ways up to that distance cost nothing beyond the potentials.
    mutating func lowerPotentials(by distance: Int) {
        for node in search.settled where search.distance[node] < distance {
            potential[node] += search.distance[node] - distance
        }
    }

    /// Looks along every arc out of a node that was settled.
    mutating func relax(from node: Int) {
        let base = search.distance[node] + potential[node]
        if node == free {
            for provision in 0..<table.provisionCount where given[provision] > 0 {
                search.reach(provision, at: base - potential[provision], from: node, by: Arc(noOneTo: provision))
            }
            return
        }
        for arc in movesOut(of: node) {
            let target = Int(arc.target)
            search.reach(target, at: base + arc.cost - potential[target], from: node, by: arc)
        }
        if given[node] < places[node] {
            search.reach(free, at: base - potential[free], from: node, by: Arc(noOneTo: free))
        }
    }

    /// The cheapest move from a provision to each other.
    mutating func movesOut(of node: Int) -> [Arc] {
        guard moves[node].areOld else { return moves[node].list }
        cheapest.begin()
        for resident in residents.of[node] {
            let here = Int(table.score[Int(chosen[Int(resident)])])
            for option in table.options(of: Int(resident)) {
                cheapest.offer(
                    Arc(
                        cost: here - Int(table.score[option]), target: table.provision[option], child: resident,
                        option: Int32(option)))
            }
        }
        cheapest.collect(into: &moves[node].list, except: node)
        moves[node].areOld = false
        return moves[node].list
    }

    /// Moves each child of the path that was found.
    mutating func moveAlongPath(to end: Int) {
        for (from, arc) in search.path(to: end) {
            let target = Int(arc.target)
            guard arc.child != Arc.nobody else {
                if target == free { given[from] += 1 } else { given[target] -= 1 }
                continue
            }
            let child = Int(arc.child)
            if from != waiting { residents.remove(child, from: from) }
            residents.add(child, to: target)
            chosen[child] = arc.option
            isPlaced[child] = true
            moves[from].areOld = true
            moves[target].areOld = true
        }
    }

    /// Adds a place, which is given when somebody comes for it.
    mutating func openPlace(at provision: Int, given isGiven: Bool) {
        places[provision] += 1
        if isGiven { given[provision] += 1 }
    }
}

extension Arc {
    /// Nobody moves: a place that was given is free, or the other way round.
    fileprivate init(noOneTo target: Int) {
        self.init(cost: 0, target: Int32(target), child: Arc.nobody, option: PreferenceTable.none)
    }
}

/// The cheapest move from a provision to each other.
private struct MovesOut {
    var list: [Arc] = []
    /// Somebody has come or gone since.
    var areOld = true
}

/// Of many moves, the cheapest to each provision.
private struct CheapestMoves {
    private var best: [Arc]
    private var seen: [Int32]
    private var round: Int32 = 0
    private var targets: [Int32] = []

    init(nodes: Int) {
        best = Array(repeating: Arc(noOneTo: 0), count: nodes)
        seen = Array(repeating: 0, count: nodes)
    }

    mutating func begin() {
        round += 1
        targets.removeAll(keepingCapacity: true)
    }

    mutating func offer(_ arc: Arc) {
        let target = Int(arc.target)
        if seen[target] != round {
            seen[target] = round
            targets.append(arc.target)
            best[target] = arc
        } else if (arc.cost, arc.child) < (best[target].cost, best[target].child) {
            best[target] = arc
        }
    }

    func collect(into list: inout [Arc], except node: Int) {
        list.removeAll(keepingCapacity: true)
        for target in targets where Int(target) != node { list.append(best[Int(target)]) }
    }
}
