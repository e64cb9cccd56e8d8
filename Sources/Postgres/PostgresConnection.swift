import Glibc
import Logging
import Synchronization

/// One session with a PostgreSQL server, on a thread of its own.
///
/// Statements of concurrent tasks run one after another. The session uses UTC, the configuration's statement timeout,
/// and is ended by the server when a transaction idles for 30 seconds. Settings changed with `set` stay with the
/// connection; in a pooled one use `set local`.
public actor PostgresConnection: PostgresSession {
    /// What a pool can learn about a connection without asking its thread.
    enum Standing: UInt8, AtomicRepresentable {
        /// Ready for anyone.
        case clean
        /// In a transaction or a COPY.
        case engaged
        /// Of no further use.
        case dead
    }

    private let thread = ConnectionThread()
    private let wake = WakeUp()
    private let configuration: PostgresConfiguration
    private var link: Link?
    private var operations: UInt64 = 0
    private var transactions: UInt64 = 0
    /// The open transaction that ``PostgresTransaction`` sessions may speak in.
    private var openTransaction: UInt64?
    /// What is to be sent with the COMMIT of the open transaction.
    private var closing: [PostgresQuery] = []
    private nonisolated let atomicStanding = Atomic<Standing>(.dead)
    private nonisolated let socket = Atomic<Int32>(-1)

    /// The connection's own thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private init(_ configuration: PostgresConfiguration) {
        self.configuration = configuration
    }

    deinit {
        thread.retire()
    }

    /// Opens a connection of your own. A pool's ``PostgresPool/withConnection(isolation:_:)`` is the usual way.
    ///
    /// - Throws: ``PostgresError/Kind/connection`` in the server's or libpq's words.
    public static func connect(
        _ configuration: PostgresConfiguration, logger: Logger
    ) async throws(PostgresError) -> PostgresConnection {
        let connection = PostgresConnection(configuration)
        try await connection.open()
        let version = await connection.serverVersion
        logger.debug("connected to PostgreSQL", metadata: ["server": "\(version)"])
        return connection
    }

    /// Ends the session. Statements after that throw ``PostgresError/Kind/connection``.
    public func close() {
        link = nil
        openTransaction = nil
        publish()
    }

    private func open() throws(PostgresError) {
        link = try Link.open(configuration, wake: wake)
        publish()
    }

    private var serverVersion: String { link?.serverVersion ?? "gone" }

    // MARK: Statements

    /// Grows with each call to the server, and with each statement that is kept for a commit.
    var activity: UInt64 { operations + UInt64(closing.count) }

    func run(_ query: PostgresQuery, in transaction: UInt64?) async throws -> PostgresRows {
        try await interruptible(transaction) { link throws(PostgresError) in try link.run(query) }
    }

    func run(pipeline queries: [PostgresQuery], in transaction: UInt64?) async throws -> [PostgresRows] {
        try await interruptible(transaction) { link throws(PostgresError) in try link.pipeline(queries) }
    }

    func run(script: String, in transaction: UInt64?) async throws {
        try await interruptible(transaction) { link throws(PostgresError) in _ = try link.script(script) }
    }

    // MARK: Transactions

    func begin(_ statement: String) throws(PostgresError) -> UInt64 {
        try uninterrupted { link throws(PostgresError) in
            guard link.isOutsideTransaction else { throw .misuse("a transaction is already open; use a savepoint") }
            link.opening = statement
        }
        transactions += 1
        openTransaction = transactions
        return transactions
    }

    func commit(_ transaction: UInt64) throws(PostgresError) {
        try expect(transaction)
        openTransaction = nil
        let last = closing
        closing = []
        try uninterrupted { link throws(PostgresError) in
            link.patience = configuration.patience
            do throws(PostgresError) {
                try link.commit(after: last)
            } catch {
                // One of the last statements failed; where even this fails, the connection is seen to be broken.
                if !link.isBroken, !link.isOutsideTransaction { try? link.rollback() }
                throw error
            }
        }
    }

    /// Keeps statements until the transaction commits, and sends them with its COMMIT.
    func keep(untilCommit queries: [PostgresQuery], in transaction: UInt64?) throws(PostgresError) {
        try expect(transaction)
        closing += queries
    }

    func rollback(_ transaction: UInt64) throws(PostgresError) {
        try expect(transaction)
        openTransaction = nil
        closing = []
        try uninterrupted { link throws(PostgresError) in
            link.patience = configuration.patience
            try link.rollback()
        }
    }

    /// A statement that tidies up, and so must run in a cancelled task too.
    func tidy(_ statement: String, in transaction: UInt64?) throws(PostgresError) {
        try expect(transaction)
        try uninterrupted { link throws(PostgresError) in _ = try link.script(statement) }
    }

    func setStatementTimeout(_ timeout: Duration, in transaction: UInt64?) throws(PostgresError) {
        try expect(transaction)
        try uninterrupted { link throws(PostgresError) in
            try link.script("set local statement_timeout = \(max(0, timeout.milliseconds))")
            link.patience = PostgresConfiguration.patience(for: timeout)
        }
    }

    // MARK: COPY

    func beginCopy(
        _ statement: String, _ direction: Link.Phase, in transaction: UInt64?
    ) async throws {
        try await interruptible(transaction) { link throws(PostgresError) in
            try link.beginCopy(statement, direction)
        }
    }

    func putCopyData(_ bytes: [UInt8]) async throws {
        try await interruptible(openTransaction) { link throws(PostgresError) in try link.putCopyData(bytes) }
    }

    func endCopyIn() async throws -> Int {
        try await interruptible(openTransaction) { link throws(PostgresError) in
            try link.endCopyIn(refusing: false)
        }
    }

    func nextCopyPiece() async throws -> Link.CopyPiece {
        try await interruptible(openTransaction) { link throws(PostgresError) in try link.nextCopyPiece() }
    }

    /// Ends a COPY that its caller cannot finish; a connection that cannot even do that is given up.
    func abandonCopy() {
        do throws(PostgresError) {
            try uninterrupted { link throws(PostgresError) in
                switch link.phase {
                case .copyIn: _ = try link.endCopyIn(refusing: true)
                case .copyOut: try link.abandonCopyOut()
                case .ready, .dead: break
                }
            }
        } catch {
            // Refusing a COPY is itself answered with an error; only a broken connection matters, and it is marked.
        }
    }

    // MARK: For the pool

    nonisolated var standing: Standing { atomicStanding.load(ordering: .acquiring) }

    /// Whether the server has said nothing since the last statement. An idle connection that has something to read has
    /// most likely been ended. Only for a connection that nobody is using.
    nonisolated var isQuiet: Bool {
        var descriptor = pollfd(fd: socket.load(ordering: .acquiring), events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 0
    }

    /// Hears what the server said unasked, and says whether the connection is still good. The farewell may have come
    /// before the end of the stream, so only an answer proves it.
    func isStillGood() -> Bool {
        reset()
        return standing == .clean
    }

    /// Brings a connection that was left in the middle of something back to a clean state, or closes it.
    func reset() {
        abandonCopy()
        openTransaction = nil
        closing = []
        guard let link, !link.isBroken else { return close() }
        link.patience = configuration.patience
        do throws(PostgresError) {
            _ = link.takeOpening()
            try link.script(link.isOutsideTransaction ? "" : "rollback")
            publish()
        } catch {
            close()
        }
    }

    // MARK: How calls run

    /// Runs `work` to its end on this thread; when the task is cancelled meanwhile, asks the server to stop.
    private func interruptible<R: Sendable>(
        _ transaction: UInt64?, _ work: (Link) throws(PostgresError) -> R
    ) async throws -> R {
        try expect(transaction)
        try Task.checkCancellation()
        operations += 1
        let operation = operations
        link?.operation = operation
        return try await withTaskCancellationHandler {
            do throws(PostgresError) {
                return try uninterrupted(work)
            } catch {
                if error.kind == .cancelled { throw CancellationError() }
                throw error
            }
        } onCancel: { [wake] in
            wake.cancel(operation)
        }
    }

    private func uninterrupted<R>(_ work: (Link) throws(PostgresError) -> R) throws(PostgresError) -> R {
        guard let link else { throw .connection("the connection is closed") }
        defer { publish() }
        return try work(link)
    }

    private func expect(_ transaction: UInt64?) throws(PostgresError) {
        guard transaction == nil || transaction == openTransaction else {
            throw .misuse("the transaction has ended; its session must not be used after its body")
        }
    }

    private func publish() {
        let standing: Standing
        if let link, !link.isBroken {
            standing = link.phase == .ready && link.isOutsideTransaction ? .clean : .engaged
        } else {
            standing = .dead
        }
        socket.store(link?.socket ?? -1, ordering: .releasing)
        atomicStanding.store(standing, ordering: .releasing)
    }
}
