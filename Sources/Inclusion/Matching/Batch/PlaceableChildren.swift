/// Who can have a place, when everybody in turn gets one that can, be it that others have to take another of their options
/// for it.
///
/// The sets of children who can have places at once are a matroid (Edmonds and Fulkerson, 1965). So taking them in turn leaves
/// as many with a place as any other way would, and nobody without one for the sake of somebody who comes later.
struct PlaceableChildren {
    private let table: PreferenceTable
    private let places: [Int32]
    private var residents: Residents
    /// From here no chain of moves leads to a free place, now or later.
    private var isClosed: [Bool]
    private var seen: [Int32]
    private var cameFrom: [(provision: Int32, child: Int32)]

    /// Of each child, whether it can have a place.
    static func find(_ table: PreferenceTable, places: [Int32]) -> [Bool] {
        var state = PlaceableChildren(table, places)
        return (0..<table.childCount).map { state.place($0) }
    }

    private init(_ table: PreferenceTable, _ places: [Int32]) {
        self.table = table
        self.places = places
        residents = Residents(children: table.childCount, provisions: table.provisionCount)
        isClosed = places.map { $0 <= 0 }
        seen = Array(repeating: -1, count: table.provisionCount)
        cameFrom = Array(repeating: (-1, -1), count: table.provisionCount)
    }

    private func hasRoom(_ provision: Int) -> Bool { residents.of[provision].count < Int(places[provision]) }

    private mutating func place(_ child: Int) -> Bool {
        for option in table.options(of: child) where hasRoom(Int(table.provision[option])) {
            residents.add(child, to: Int(table.provision[option]))
            return true
        }
        var queue: [Int] = []
        if let room = visit(child, from: -1, round: child, &queue) { return take(child, room) }
        var visited = 0
        while visited < queue.count {
            let provision = queue[visited]
            visited += 1
            for resident in residents.of[provision] {
                if let room = visit(Int(resident), from: provision, round: child, &queue) { return take(child, room) }
            }
        }
        for provision in queue { isClosed[provision] = true }
        return false
    }

    /// Notes the options of a child that were not seen in this round; one with a free place ends it.
    private mutating func visit(_ child: Int, from: Int, round: Int, _ queue: inout [Int]) -> Int? {
        for option in table.options(of: child) {
            let provision = Int(table.provision[option])
            guard !isClosed[provision], seen[provision] != Int32(round) else { continue }
            seen[provision] = Int32(round)
            cameFrom[provision] = (Int32(from), Int32(child))
            if hasRoom(provision) { return provision }
            queue.append(provision)
        }
        return nil
    }

    /// Moves everybody along the chain that ends at a free place.
    private mutating func take(_ child: Int, _ room: Int) -> Bool {
        var provision = room
        while true {
            let (from, mover) = cameFrom[provision]
            if from < 0 {
                residents.add(Int(mover), to: provision)
                return true
            }
            residents.remove(Int(mover), from: Int(from))
            residents.add(Int(mover), to: provision)
            provision = Int(from)
        }
    }
}
