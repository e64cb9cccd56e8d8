/// Places by deferred acceptance (Gale and Shapley, 1962): every child asks for its best place; a provision holds those who
/// have their turn first, and sends the others on to their next.
///
/// The result is the one stable matching that is best for every child at once: no child and provision would both rather
/// have each other than what they have, and in no other matching without such a pair does any child have a better place.
enum StableMatching {
    /// Of each child, the option it gets.
    static func solve(_ table: PreferenceTable, places: [Int32]) -> [Int32] {
        var held = HeldPlaces(table, places: places)
        // Where each child asks next. Whoever goes first asks first: then hardly anybody is sent on later.
        var next = table.first
        for first in 0..<table.childCount {
            var child = first
            while next[child] < table.first[child + 1] {
                let option = Int(next[child])
                next[child] += 1
                let asked = HeldPlaces.Holder(turn: table.turn[option], child: Int32(child))
                guard let sentOn = held.ask(asked, at: Int(table.provision[option])) else { break }
                child = Int(sentOn.child)
            }
        }
        var chosen = Array(repeating: PreferenceTable.none, count: table.childCount)
        // A child that is held asked nowhere after that.
        held.forEachHolder { chosen[Int($0.child)] = next[Int($0.child)] - 1 }
        return chosen
    }
}

/// Who holds the places of each provision, in one flat list: a heap each, with the holder whose turn is last at its top.
private struct HeldPlaces {
    struct Holder {
        var turn: Int32
        var child: Int32
    }

    /// Where each provision's heap begins, and at the end where the last one's may end.
    private let start: [Int]
    private var count: [Int]
    private var heap: [Holder]

    init(_ table: PreferenceTable, places: [Int32]) {
        var asking = Array(repeating: 0, count: table.provisionCount)
        for provision in table.provision { asking[Int(provision)] += 1 }
        var start = [0]
        start.reserveCapacity(table.provisionCount + 1)
        for provision in 0..<table.provisionCount {
            start.append(start[provision] + min(asking[provision], Int(places[provision])))
        }
        self.start = start
        count = Array(repeating: 0, count: table.provisionCount)
        heap = Array(repeating: Holder(turn: 0, child: 0), count: start[table.provisionCount])
    }

    /// Who has to go on: nobody while there is a place, otherwise whose turn is last, of the holders and the one who asks.
    mutating func ask(_ asking: Holder, at provision: Int) -> Holder? {
        let top = start[provision]
        let room = start[provision + 1] - top
        if count[provision] < room {
            rise(asking, from: count[provision], top)
            count[provision] += 1
            return nil
        }
        guard room > 0, asking.turn < heap[top].turn else { return asking }
        let last = heap[top]
        sink(asking, top, room)
        return last
    }

    private mutating func rise(_ holder: Holder, from slot: Int, _ top: Int) {
        var slot = slot
        while slot > 0, heap[top + (slot - 1) / 2].turn < holder.turn {
            heap[top + slot] = heap[top + (slot - 1) / 2]
            slot = (slot - 1) / 2
        }
        heap[top + slot] = holder
    }

    private mutating func sink(_ holder: Holder, _ top: Int, _ count: Int) {
        var slot = 0
        while case var below = 2 * slot + 1, below < count {
            if below + 1 < count, heap[top + below + 1].turn > heap[top + below].turn { below += 1 }
            guard heap[top + below].turn > holder.turn else { break }
            heap[top + slot] = heap[top + below]
            slot = below
        }
        heap[top + slot] = holder
    }

    func forEachHolder(_ body: (Holder) -> Void) {
        for provision in count.indices {
            for slot in 0..<count[provision] { body(heap[start[provision] + slot]) }
        }
    }
}
