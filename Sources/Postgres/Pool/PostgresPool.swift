import Logging
import Synchronization

/// A bounded set of connections to one database, opened when needed and replaced when they die.
///
/// Callers are served first come, first served, and wait at most the configuration's acquire timeout. A connection that
/// died while idle, such as after a restart of the server, is noticed before it is lent.
public final class PostgresPool: Sendable {
    /// How the pool stands.
    public struct Statistics: Sendable, Equatable {
        /// Connections open or being opened.
        public var open: Int
        /// Connections nobody is using.
        public var idle: Int
        /// Callers waiting for a connection.
        public var waiting: Int
    }

    let configuration: PostgresConfiguration
    let logger: Logger
    private let state: Mutex<PoolState>
    private let waiterIDs = Atomic<UInt64>(0)

    /// A pool; opens nothing yet, so that a service can start while the database is down.
    public init(_ configuration: PostgresConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        state = Mutex(PoolState(limit: configuration.poolSize))
    }

    /// How the pool stands now.
    public var statistics: Statistics {
        state.withLock { Statistics(open: $0.open, idle: $0.idle.count, waiting: $0.waiters.count) }
    }

    // MARK: Borrowing

    /// Lends a connection for the duration of `body`, which must not let it escape. A transaction left open is rolled
    /// back.
    ///
    /// - Throws: what `body` throws; ``PostgresError/Kind/poolExhausted`` when no connection became free in time;
    ///   ``PostgresError/Kind/connection`` when none could be opened; `CancellationError`.
    @discardableResult
    public func withConnection<R: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: (PostgresConnection) async throws -> R
    ) async throws -> R {
        let connection = try await acquire()
        do {
            let value = try await body(connection)
            await release(connection)
            return value
        } catch {
            await release(connection)
            throw error
        }
    }

    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws and throws its error on.
    ///
    /// - Throws: as ``withConnection(isolation:_:)``; and from COMMIT ``PostgresError/Kind/commitUnknown`` when the
    ///   connection was lost meanwhile, ``PostgresError/Kind/transactionAborted`` when `body` swallowed a statement's
    ///   error, or a deferred rule's violation.
    @discardableResult
    public func withTransaction<R: Sendable>(
        _ level: PostgresIsolationLevel = .readCommitted, readOnly: Bool = false,
        isolation: isolated (any Actor)? = #isolation, _ body: (PostgresTransaction) async throws -> R
    ) async throws -> R {
        try await withConnection { try await $0.withTransaction(level, readOnly: readOnly, body) }
    }

    /// Runs one statement on any connection and returns its rows.
    public func query(_ query: PostgresQuery) async throws -> PostgresRows {
        try await withConnection { try await $0.query(query) }
    }

    /// Runs one statement on any connection and returns how many rows it touched.
    @discardableResult
    public func execute(_ query: PostgresQuery) async throws -> Int {
        try await withConnection { try await $0.execute(query) }
    }

    /// Runs statements in one round trip, all or nothing, on any connection.
    public func pipeline(_ queries: [PostgresQuery]) async throws -> [PostgresRows] {
        try await withConnection { try await $0.pipeline(queries) }
    }

    // MARK: Acquiring

    private func acquire() async throws -> PostgresConnection {
        let deadline = ContinuousClock.now + configuration.acquireTimeout
        while true {
            try Task.checkCancellation()
            let connection: PostgresConnection
            if let idle = state.withLock({ $0.takeIdle() }) {
                connection = idle
            } else {
                connection = try await wait(until: deadline)
            }
            if connection.standing == .clean {
                if connection.isQuiet { return connection }
                if await connection.isStillGood() { return connection }
            }
            logger.info("a PostgreSQL connection had ended while idle")
            await discard(connection)
        }
    }

    private func wait(until deadline: ContinuousClock.Instant) async throws -> PostgresConnection {
        let id = waiterIDs.add(1, ordering: .relaxed).newValue
        // Started before the caller is in the queue: if it fires first, the caller sees the deadline itself.
        let timer = Task {
            try await Task.sleep(until: deadline, clock: .continuous)
            state.withLock { $0.remove(id) }?.continuation.resume(throwing: Self.exhausted)
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enqueue(PoolState.Waiter(id: id, continuation: continuation), deadline)
            }
        } onCancel: {
            state.withLock { $0.remove(id) }?.continuation.resume(throwing: CancellationError())
        }
    }

    private func enqueue(_ waiter: PoolState.Waiter, _ deadline: ContinuousClock.Instant) {
        let outcome: Result<(PostgresConnection?, toOpen: Int), any Error> = state.withLock { state in
            // A cancellation that came before this moment found nobody in the queue.
            if Task.isCancelled { return .failure(CancellationError()) }
            if state.isClosed { return .failure(Self.closed) }
            if let idle = state.takeIdle() { return .success((idle, 0)) }
            if deadline <= .now { return .failure(Self.exhausted) }
            return .success((nil, state.enqueue(waiter)))
        }
        switch outcome {
        case .failure(let error): waiter.continuation.resume(throwing: error)
        case .success((let connection?, _)): waiter.continuation.resume(returning: connection)
        case .success((nil, let toOpen)): open(toOpen)
        }
    }

    private static let exhausted = PostgresError(
        .poolExhausted, canRetry: true, "no database connection became free in time")
    private static let closed = PostgresError(.poolClosed, canRetry: false, "the connection pool is closed")

    // MARK: Opening and closing

    /// Opens connections in tasks of their own: a caller that gives up does not waste the attempt.
    private func open(_ count: Int) {
        for _ in 0..<count {
            Task.detached { [self] in
                do throws(PostgresError) {
                    let connection = try await PostgresConnection.connect(configuration, logger: logger)
                    await settle(connection, state.withLock { $0.opened(connection) })
                } catch {
                    logger.debug("could not connect to PostgreSQL", metadata: ["reason": "\(error)"])
                    let (told, toOpen, closers) = state.withLock { $0.openFailed() }
                    told?.continuation.resume(throwing: error)
                    open(toOpen)
                    for closer in closers { closer.resume() }
                }
            }
        }
    }

    private func release(_ connection: PostgresConnection) async {
        if connection.standing == .engaged { await connection.reset() }
        guard connection.standing == .clean else {
            logger.info("a PostgreSQL connection was lost")
            return await discard(connection)
        }
        await settle(connection, state.withLock { $0.place(connection) })
    }

    private func settle(_ connection: PostgresConnection, _ placing: PoolState.Placing) async {
        switch placing {
        case .hand(let waiter): waiter.continuation.resume(returning: connection)
        case .keep: break
        case .close: await discard(connection)
        }
    }

    private func discard(_ connection: PostgresConnection) async {
        await connection.close()
        let (toOpen, closers) = state.withLock { $0.lost() }
        open(toOpen)
        for closer in closers { closer.resume() }
    }

    /// Closes the pool: callers in the queue get ``PostgresError/Kind/poolClosed``, idle connections are closed now and
    /// lent ones when they come back. Returns when the last is gone, or after ten seconds.
    public func close() async {
        let (waiters, idle) = state.withLock { $0.close() }
        for waiter in waiters { waiter.continuation.resume(throwing: Self.closed) }
        for connection in idle { await discard(connection) }
        let timer = Task {
            try await Task.sleep(for: .seconds(10))
            for closer in state.withLock({ $0.giveUpAwaiting() }) { closer.resume() }
        }
        await withCheckedContinuation { continuation in
            if !state.withLock({ $0.awaitEmpty(continuation) }) { continuation.resume() }
        }
        timer.cancel()
    }
}
