/// A move of one child from where it is to another provision.
struct Arc {
    /// In place of a child: nobody moves, a place changes between given and free.
    static let nobody: Int32 = -1

    /// What the move takes from the total score.
    var cost: Int
    var target: Int32
    var child: Int32
    /// The option it is to the child.
    var option: Int32
}

/// A search for shortest ways (Dijkstra, 1959), with what it keeps from one search to the next.
struct PathSearch {
    /// Of each node that was reached, with potentials taken in.
    private(set) var distance: [Int]
    /// Nodes whose distance is final, the nearest first.
    private(set) var settled: [Int] = []
    private var from: [Int32]
    private var by: [Arc]
    private var reached: [Int32]
    private var round: Int32 = 0
    private var heap: [(distance: Int, node: Int32)] = []

    init(nodes: Int) {
        distance = Array(repeating: 0, count: nodes)
        from = Array(repeating: -1, count: nodes)
        by = Array(repeating: Arc(cost: 0, target: 0, child: Arc.nobody, option: 0), count: nodes)
        reached = Array(repeating: 0, count: nodes)
    }

    /// Begins anew at a node.
    mutating func begin(at node: Int) {
        round += 1
        settled.removeAll(keepingCapacity: true)
        heap.removeAll(keepingCapacity: true)
        reach(node, at: 0, from: -1, by: Arc(cost: 0, target: Int32(node), child: Arc.nobody, option: 0))
    }

    /// Notes a way to a node, if it is shorter than those known.
    mutating func reach(_ node: Int, at length: Int, from origin: Int, by arc: Arc) {
        if reached[node] == round, distance[node] <= length { return }
        reached[node] = round
        distance[node] = length
        from[node] = Int32(origin)
        by[node] = arc
        push(length, Int32(node))
    }

    func hasReached(_ node: Int) -> Bool { reached[node] == round }

    /// The nearest node that was not settled yet; of those equally near, the first of the list.
    mutating func next() -> Int? {
        while let nearest = pop() {
            let node = Int(nearest.node)
            if nearest.distance == distance[node] {
                settled.append(node)
                return node
            }
        }
        return nil
    }

    /// The arcs of the way to a node, each with where it begins, the last first.
    func path(to end: Int) -> [(from: Int, arc: Arc)] {
        var path: [(from: Int, arc: Arc)] = []
        var node = end
        while from[node] >= 0 {
            path.append((Int(from[node]), by[node]))
            node = Int(from[node])
        }
        return path
    }

    private mutating func push(_ distance: Int, _ node: Int32) {
        var slot = heap.count
        heap.append((distance, node))
        while slot > 0, (distance, node) < heap[(slot - 1) / 2] {
            heap[slot] = heap[(slot - 1) / 2]
            slot = (slot - 1) / 2
        }
        heap[slot] = (distance, node)
    }

    private mutating func pop() -> (distance: Int, node: Int32)? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return top }
        var slot = 0
        while case var below = 2 * slot + 1, below < heap.count {
            if below + 1 < heap.count, heap[below + 1] < heap[below] { below += 1 }
            guard heap[below] < last else { break }
            heap[slot] = heap[below]
            slot = below
        }
        heap[slot] = last
        return top
    }
}
