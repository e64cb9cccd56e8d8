import Synchronization

/// Does together what concurrent callers want done: whatever arrives while a batch is under way makes up the next one.
///
/// Nobody waits for company: while nothing is under way an item goes at once, alone if need be. The busier it gets, the
/// larger the batches, and the less each item costs.
///
/// A batch runs in a task of its own, so a caller that is cancelled takes nobody's work with it; its own item is still
/// done, and it hears the outcome.
public final class Gatherer<Item: Sendable, Outcome: Sendable>: Sendable {
    private struct Caller {
        let item: Item
        let continuation: CheckedContinuation<Outcome, Never>
    }

    private struct State {
        var waiting: [Caller] = []
        var underWay = 0
        /// Items in the batches under way.
        var carried = 0
    }

    private let state = Mutex(State())
    private let most: Int
    private let atOnce: Int
    private let work: @Sendable ([Item]) async -> [Outcome]

    /// - Parameters:
    ///   - most: items in one batch.
    ///   - atOnce: batches under way at the same time.
    ///   - work: does a batch, and answers one outcome for each item, in their order.
    public init(most: Int, atOnce: Int, work: @escaping @Sendable ([Item]) async -> [Outcome]) {
        self.most = most
        self.atOnce = atOnce
        self.work = work
    }

    /// How many wait for their turn.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// How many have come and have not heard yet: those who wait, and those whose batch is under way.
    public var inside: Int { state.withLock { $0.waiting.count + $0.carried } }

    /// Has the item done with the next batch, and returns what came of it.
    public func submit(_ item: Item) async -> Outcome {
        await withCheckedContinuation { continuation in
            let isFirst = state.withLock { state in
                state.waiting.append(Caller(item: item, continuation: continuation))
                guard state.underWay < atOnce else { return false }
                state.underWay += 1
                return true
            }
            if isFirst { Task.detached { await self.workThrough() } }
        }
    }

    /// Does batches until nobody waits.
    private func workThrough() async {
        while let callers = next() {
            let outcomes = await work(callers.map(\.item))
            precondition(outcomes.count == callers.count, "a batch has one outcome for each item")
            state.withLock { $0.carried -= callers.count }
            for (caller, outcome) in zip(callers, outcomes) { caller.continuation.resume(returning: outcome) }
        }
    }

    private func next() -> [Caller]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.underWay -= 1
                return nil
            }
            let callers = Array(state.waiting.prefix(most))
            state.waiting.removeFirst(callers.count)
            state.carried += callers.count
            return callers
        }
    }
}
