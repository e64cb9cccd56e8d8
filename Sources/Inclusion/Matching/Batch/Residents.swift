/// Which children are at each provision.
struct Residents {
    private(set) var of: [[Int32]]
    private var slot: [Int32]

    init(children: Int, provisions: Int) {
        of = Array(repeating: [], count: provisions)
        slot = Array(repeating: 0, count: children)
    }

    mutating func add(_ child: Int, to provision: Int) {
        slot[child] = Int32(of[provision].count)
        of[provision].append(Int32(child))
    }

    mutating func remove(_ child: Int, from provision: Int) {
        let last = of[provision].removeLast()
        guard last != Int32(child) else { return }
        of[provision][Int(slot[child])] = last
        slot[Int(last)] = slot[child]
    }
}
