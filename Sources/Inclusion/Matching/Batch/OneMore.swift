/// What one more place would bring, as numbers.
struct PlaceGain: Equatable {
    /// The child who would have a place and has none now.
    var newcomer: Int?
    /// By how much the total score would be greater; the newcomer's score counts.
    var score = 0
    /// Children who would be elsewhere than now, the newcomer among them.
    var moved = 0
}

/// A matching that places can be added to.
protocol GrowingMatching {
    /// Of each provision, what one more place there would bring: exactly what matching everybody anew with it would.
    mutating func ifOneMore() -> [PlaceGain]

    /// Adds a place, and moves everybody whom that helps.
    mutating func addPlace(at provision: Int)
}

extension VacancyChains: GrowingMatching {
    mutating func ifOneMore() -> [PlaceGain] {
        (0..<table.provisionCount).map { provision in
            let moves = move(for: provision)
            takeBack()
            var gain = PlaceGain()
            gain.newcomer = moves.first { $0.from == PreferenceTable.none }?.child
            gain.score = moves.reduce(0) { $0 + table.score(at: $1.to) - table.score(at: $1.from) }
            gain.moved = Set(moves.map(\.child)).count
            return gain
        }
    }

    mutating func addPlace(at provision: Int) {
        _ = move(for: provision)
        settle()
    }
}

extension OptimalMatching: GrowingMatching {
    mutating func ifOneMore() -> [PlaceGain] {
        let newcomers = self.newcomers()
        var gains = Array(repeating: PlaceGain(), count: table.provisionCount)
        searchFromFree(to: nil)
        for provision in gains.indices where newcomers[provision] == nil && search.hasReached(provision) {
            let gain = potential[free] - potential[provision] - search.distance[provision]
            if gain > 0 { gains[provision] = PlaceGain(score: gain, moved: movers(to: provision)) }
        }
        for child in Set(newcomers.compactMap { $0 }) {
            searchFrom(child, to: nil)
            for provision in gains.indices where newcomers[provision] == child {
                let gain = potential[waiting] - potential[provision] - search.distance[provision]
                gains[provision] = PlaceGain(newcomer: child, score: gain, moved: movers(to: provision))
            }
        }
        return gains
    }

    mutating func addPlace(at provision: Int) {
        if let child = newcomers()[provision] {
            searchFrom(child, to: provision)
            lowerPotentials(by: search.distance[provision])
            moveAlongPath(to: provision)
            return openPlace(at: provision, given: true)
        }
        searchFromFree(to: provision)
        let price = potential[free] - potential[provision]
        let distance = search.hasReached(provision) ? search.distance[provision] : .max
        lowerPotentials(by: max(0, min(price, distance)))
        if distance < price { moveAlongPath(to: provision) }
        openPlace(at: provision, given: distance < price)
    }

    /// Of each provision, the first child in turn who would get a place if there were one more: moves of others lead there
    /// from one of its options.
    private mutating func newcomers() -> [Int?] {
        var first: [Int?] = Array(repeating: nil, count: table.provisionCount)
        for child in 0..<table.childCount where !isPlaced[child] {
            var reached: [Int] = []
            func reach(_ provision: Int32) {
                guard first[Int(provision)] == nil else { return }
                first[Int(provision)] = child
                reached.append(Int(provision))
            }
            for option in table.options(of: child) { reach(table.provision[option]) }
            while let provision = reached.popLast() {
                for arc in movesOut(of: provision) { reach(arc.target) }
            }
        }
        return first
    }

    private func movers(to provision: Int) -> Int { search.path(to: provision).count { $0.arc.child != Arc.nobody } }

    /// Finds the cheapest ways from a place that is freed, to one provision or to all.
    private mutating func searchFromFree(to end: Int?) {
        search.begin(at: free)
        searchOn(to: end)
    }

    /// Finds the cheapest ways from a child without a place.
    private mutating func searchFrom(_ child: Int, to end: Int?) {
        let options = table.options(of: child)
        potential[waiting] =
            options.map { Int(table.score[$0]) + potential[Int(table.provision[$0])] }.max() ?? 0
        search.begin(at: waiting)
        _ = search.next()
        for option in options {
            let provision = Int(table.provision[option])
            let cost = -Int(table.score[option])
            search.reach(
                provision, at: cost + potential[waiting] - potential[provision], from: waiting,
                by: Arc(cost: cost, target: Int32(provision), child: Int32(child), option: Int32(option)))
        }
        searchOn(to: end)
    }

    private mutating func searchOn(to end: Int?) {
        while let node = search.next(), node != end { relax(from: node) }
    }
}
