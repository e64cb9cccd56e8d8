/// Something statements can be run on: a connection, or a transaction on one.
///
/// Every call is one hop to the connection's own thread and runs there to its end, so statements of concurrent tasks
/// queue up. A task cancelled while its statement runs has the statement cancelled on the server and gets
/// `CancellationError`; everything else that goes wrong is a ``PostgresError``.
public protocol PostgresSession: Sendable {
    /// Where the session's statements go.
    var lane: PostgresLane { get }
}

/// A connection, and the transaction on it that a session belongs to. Opaque: only ``PostgresSession`` uses it.
public struct PostgresLane: Sendable {
    let connection: PostgresConnection
    /// The transaction; nil speaks on the bare connection. A transaction that has ended refuses its session's calls.
    let transaction: UInt64?
}

extension PostgresSession {
    /// Runs one statement and returns its rows. A text run before on this connection is prepared automatically.
    public func query(_ query: PostgresQuery) async throws -> PostgresRows {
        try await lane.connection.run(query, in: lane.transaction)
    }

    /// Runs one statement and returns how many rows it touched.
    @discardableResult
    public func execute(_ query: PostgresQuery) async throws -> Int {
        try await lane.connection.run(query, in: lane.transaction).affected
    }

    /// Runs statements in one round trip and returns each one's rows.
    ///
    /// At the first error none of the rest run; the error has ``PostgresError/pipelineIndex``. Outside a transaction the
    /// whole pipeline is one implicit transaction: all or nothing. COPY and multi-statement texts are not possible.
    public func pipeline(_ queries: [PostgresQuery]) async throws -> [PostgresRows] {
        try await lane.connection.run(pipeline: queries, in: lane.transaction)
    }

    /// Runs a text of several statements without values, such as a migration; stops at the first error. Outside a
    /// transaction the text is one implicit transaction unless it says otherwise itself.
    public func executeScript(_ sql: String) async throws {
        try await lane.connection.run(script: sql, in: lane.transaction)
    }
}

extension PostgresConnection {
    /// The connection itself.
    public nonisolated var lane: PostgresLane { PostgresLane(connection: self, transaction: nil) }
}
