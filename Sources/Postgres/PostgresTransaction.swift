/// How much of concurrent transactions a transaction sees; PostgreSQL's words.
public enum PostgresIsolationLevel: String, Sendable {
    /// Each statement sees what was committed before it began. PostgreSQL's default.
    case readCommitted = "read committed"
    /// The whole transaction sees one moment.
    case repeatableRead = "repeatable read"
    /// As if transactions ran one after another; expect ``PostgresError/Kind/serialization`` and run again.
    case serializable
}

/// An open transaction. Usable only inside the body it was handed to.
public struct PostgresTransaction: PostgresSession {
    /// The connection, bound to this transaction.
    public let lane: PostgresLane

    /// Runs `body` inside a savepoint: an error undoes what `body` did, leaves the transaction usable, and is thrown on.
    ///
    /// Savepoints may be nested, but not entered by concurrent tasks: PostgreSQL keeps them on one stack.
    @discardableResult
    public func savepoint<R: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: (PostgresTransaction) async throws -> R
    ) async throws -> R {
        // Equal names nest: the innermost is meant.
        try await lane.connection.tidy("savepoint s", in: lane.transaction)
        let value: R
        do {
            value = try await body(self)
        } catch {
            // If this fails the connection is broken, and the body's error says more than that one would.
            try? await lane.connection.tidy("rollback to savepoint s; release savepoint s", in: lane.transaction)
            throw error
        }
        try await lane.connection.tidy("release savepoint s", in: lane.transaction)
        return value
    }

    /// Runs statements last of all, in the round trip that commits. For those whose answers nobody needs: should one fail,
    /// nothing is committed, and the transaction throws its error.
    ///
    /// They are run even if the savepoint they were handed in under has been undone.
    public func atCommit(_ queries: [PostgresQuery]) async throws {
        try await lane.connection.keep(untilCommit: queries, in: lane.transaction)
    }

    /// Lets the COMMIT answer before it is on disk: a crash of the server within the next second or so may undo it, whole and
    /// after nothing that was committed later. For what is found again where it came from.
    public func commitWithoutWaitingForDisk() async throws {
        try await atCommit(["set local synchronous_commit = off"])
    }

    /// Grows with whatever is run in the transaction or kept for its commit.
    public func activity() async -> UInt64 { await lane.connection.activity }

    /// Changes `statement_timeout` until the transaction ends; zero means none.
    ///
    /// Use this rather than SQL: the connection itself gives up on a server that is silent for much longer than the
    /// timeout it knows.
    public func setStatementTimeout(_ timeout: Duration) async throws {
        try await lane.connection.setStatementTimeout(timeout, in: lane.transaction)
    }
}

extension PostgresConnection {
    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws and throws its error on.
    ///
    /// - Throws: what `body` threw; or from COMMIT a ``PostgresError``: ``PostgresError/Kind/commitUnknown`` when the
    ///   connection was lost meanwhile, ``PostgresError/Kind/transactionAborted`` when `body` swallowed a statement's
    ///   error, or a deferred rule's violation.
    @discardableResult
    public func withTransaction<R: Sendable>(
        _ level: PostgresIsolationLevel = .readCommitted, readOnly: Bool = false,
        isolation: isolated (any Actor)? = #isolation, _ body: (PostgresTransaction) async throws -> R
    ) async throws -> R {
        let transaction = try await begin(level, readOnly: readOnly)
        return try await finishing(transaction, body)
    }

    nonisolated func begin(
        _ level: PostgresIsolationLevel, readOnly: Bool
    ) async throws(PostgresError) -> PostgresTransaction {
        let statement = "begin isolation level \(level.rawValue)\(readOnly ? " read only" : "")"
        return PostgresTransaction(lane: PostgresLane(connection: self, transaction: try await begin(statement)))
    }

    /// Runs the body of an open transaction and ends it one way or the other.
    func finishing<R: Sendable>(
        _ transaction: PostgresTransaction, isolation: isolated (any Actor)? = #isolation,
        _ body: (PostgresTransaction) async throws -> R
    ) async throws -> R {
        guard let id = transaction.lane.transaction else { throw PostgresError.misuse("no transaction") }
        let value: R
        do {
            value = try await body(transaction)
        } catch {
            // A rollback that fails leaves the connection dead or engaged; the pool sees that. The body's error counts.
            try? await rollback(id)
            throw error
        }
        try await commit(id)
        return value
    }
}
