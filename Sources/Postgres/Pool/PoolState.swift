/// Who has which connection and who waits for one: the pool's decisions, without its effects.
struct PoolState {
    /// A caller in the queue.
    struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<PostgresConnection, any Error>
    }

    /// What to do about a connection that has come free.
    enum Placing {
        case hand(Waiter)
        case keep
        case close
    }

    let limit: Int
    /// Used last first, so that the same few connections stay warm.
    private(set) var idle: [PostgresConnection] = []
    private(set) var waiters: [Waiter] = []
    /// Idle, lent or being opened.
    private(set) var open = 0
    private(set) var opening = 0
    private(set) var isClosed = false
    private var closers: [CheckedContinuation<Void, Never>] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func takeIdle() -> PostgresConnection? {
        isClosed ? nil : idle.popLast()
    }

    /// Queues a caller; returns how many connections to open for the queue's sake.
    mutating func enqueue(_ waiter: Waiter) -> Int {
        waiters.append(waiter)
        return openMore()
    }

    /// Takes a caller that gave up out of the queue; nil when it has been served already.
    mutating func remove(_ id: UInt64) -> Waiter? {
        waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0) }
    }

    mutating func opened(_ connection: PostgresConnection) -> Placing {
        opening -= 1
        return place(connection)
    }

    /// An attempt failed: the caller at the head of the queue hears of it; a new attempt may be made for the rest.
    mutating func openFailed() -> (told: Waiter?, toOpen: Int, closers: [CheckedContinuation<Void, Never>]) {
        opening -= 1
        open -= 1
        let told = waiters.isEmpty ? nil : waiters.removeFirst()
        return (told, openMore(), takeClosers())
    }

    /// A connection has come free.
    mutating func place(_ connection: PostgresConnection) -> Placing {
        if isClosed { return .close }
        if !waiters.isEmpty { return .hand(waiters.removeFirst()) }
        idle.append(connection)
        return .keep
    }

    /// A connection is no more.
    mutating func lost() -> (toOpen: Int, closers: [CheckedContinuation<Void, Never>]) {
        open -= 1
        return (openMore(), takeClosers())
    }

    /// Closes the pool; returns who waits in vain and what to close.
    mutating func close() -> (waiters: [Waiter], idle: [PostgresConnection]) {
        isClosed = true
        defer {
            waiters = []
            idle = []
        }
        return (waiters, idle)
    }

    /// Queues somebody who waits for the last connection to be gone; false when that is now.
    mutating func awaitEmpty(_ closer: CheckedContinuation<Void, Never>) -> Bool {
        guard open > 0 else { return false }
        closers.append(closer)
        return true
    }

    /// Whoever waits for the last connection waits no more.
    mutating func giveUpAwaiting() -> [CheckedContinuation<Void, Never>] {
        defer { closers = [] }
        return closers
    }

    private mutating func takeClosers() -> [CheckedContinuation<Void, Never>] {
        open == 0 ? giveUpAwaiting() : []
    }

    private mutating func openMore() -> Int {
        guard !isClosed else { return 0 }
        let more = max(0, min(waiters.count - opening, limit - open))
        open += more
        opening += more
        return more
    }
}
