/// What becomes of the stable matching when a place is added: exactly what matching everybody anew would give, at the cost of
/// those who move.
///
/// The place goes to whoever has the first turn among those who would rather be there; what that child leaves goes on in the
/// same way, until nobody wants it or a child without a place takes it (Blum, Roth and Rothblum, 1997). The matching is
/// stable then. It is the children's best again when no ring is left of children who would each rather have the next one's
/// place and have the first turn there (a rotation of Irving and Leather, 1986, turned round): rings are moved round.
struct VacancyChains {
    let table: PreferenceTable
    private let applicants: Applicants
    /// Of each child, the option it has.
    private(set) var chosen: [Int32]
    /// Of each provision, the first application of a child who would rather be there, or the end of its applications.
    private var wanting: [Int32]
    /// Moves since the last time they were settled or taken back.
    private var moves: [ChildMove] = []
    private var passed: [(provision: Int, wanting: Int32)] = []
    /// Provisions whose first wanting child has moved: a ring can begin there.
    private var touched: [Int] = []
    private var walked: [Int32]
    private var walk: Int32 = 0

    /// - Parameter chosen: the children's best stable matching of the table.
    init(_ table: PreferenceTable, chosen: [Int32]) {
        self.table = table
        self.chosen = chosen
        applicants = Applicants(table)
        wanting = Array(applicants.first.dropLast())
        walked = Array(repeating: 0, count: table.provisionCount)
        for provision in 0..<table.provisionCount { pass(provision) }
        passed = []
    }

    /// Adds a place, and moves whoever gets a better one by that; it can be taken back until it is settled.
    /// - Returns: every move since the last were settled, in order; a child can move twice.
    mutating func move(for provision: Int) -> [ChildMove] {
        var vacant: Int? = provision
        while let place = vacant, let slot = firstWanting(place) {
            let left = chosen[Int(applicants.child[slot])]
            move(Int(applicants.child[slot]), to: applicants.option[slot])
            vacant = table.provision(at: left)
        }
        while let place = touched.popLast() {
            for slot in ring(through: place) { move(Int(applicants.child[slot]), to: applicants.option[slot]) }
        }
        return moves
    }

    /// Lets the moves stand.
    mutating func settle() {
        moves.removeAll(keepingCapacity: true)
        passed.removeAll(keepingCapacity: true)
    }

    /// Takes every move back that was not settled.
    mutating func takeBack() {
        for move in moves.reversed() { chosen[move.child] = move.from }
        for (provision, slot) in passed.reversed() { wanting[provision] = slot }
        settle()
    }

    /// The application of the child who goes first among those who would rather be there; `nil` when nobody would.
    private func firstWanting(_ provision: Int) -> Int? {
        wanting[provision] < applicants.first[provision + 1] ? Int(wanting[provision]) : nil
    }

    /// Passes over applications of children who have as good a place. Children's places only get better, so nobody who was
    /// passed over has to be looked at again.
    private mutating func pass(_ provision: Int) {
        let before = wanting[provision]
        while let slot = firstWanting(provision),
            !PreferenceTable.isBetter(applicants.option[slot], than: chosen[Int(applicants.child[slot])])
        {
            wanting[provision] += 1
        }
        if wanting[provision] != before { passed.append((provision, before)) }
    }

    private mutating func move(_ child: Int, to option: Int32) {
        let left = chosen[child]
        moves.append(ChildMove(child: child, from: left, to: option))
        chosen[child] = option
        let options = table.options(of: child)
        for better in options.lowerBound..<(left == PreferenceTable.none ? options.upperBound : Int(left)) {
            let provision = Int(table.provision[better])
            guard let slot = firstWanting(provision), applicants.child[slot] == Int32(child) else { continue }
            pass(provision)
            touched.append(provision)
        }
    }

    /// The applications of a ring that leads from the provision back to it: each child is the first to want the one, and
    /// leaves the next. Empty when there is none.
    private mutating func ring(through provision: Int) -> [Int] {
        walk += 1
        var slots: [Int] = []
        var place = provision
        while let slot = firstWanting(place), walked[place] != walk {
            walked[place] = walk
            slots.append(slot)
            guard let left = table.provision(at: chosen[Int(applicants.child[slot])]) else { return [] }
            if left == provision { return slots }
            place = left
        }
        return []
    }
}

/// A child's change from one option to another; `PreferenceTable.none` stands for no place.
struct ChildMove: Equatable {
    let child: Int
    let from: Int32
    let to: Int32
}
