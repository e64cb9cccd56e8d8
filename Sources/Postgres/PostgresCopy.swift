extension PostgresSession {
    /// Streams rows into `copy table (a, b) from stdin` and returns how many the server took.
    ///
    /// Rows go out in pieces of at most 128 KiB, so `rows` may be longer than memory. All or nothing: an error, thrown
    /// by the sequence or found by the server, leaves no row. The statement must use the default text format; nil is
    /// NULL. While it runs, the session takes no other statement. The statement timeout counts from the first row to the
    /// last: for a long load raise it with ``PostgresTransaction/setStatementTimeout(_:)``.
    @discardableResult
    public func copyIn<Rows: Sequence>(
        _ statement: String, rows: Rows, isolation: isolated (any Actor)? = #isolation
    ) async throws -> Int where Rows.Element == [String?] {
        let connection = lane.connection
        try await connection.beginCopy(statement, .copyIn, in: lane.transaction)
        do {
            var piece = CopyPieces()
            for row in rows {
                if let bytes = piece.add(row) { try await connection.putCopyData(bytes) }
            }
            try await connection.putCopyData(piece.rest)
            return try await connection.endCopyIn()
        } catch {
            await connection.abandonCopy()
            throw error
        }
    }

    /// The same for rows that arrive over time; the server is kept waiting meanwhile, in a transaction if there is one.
    @discardableResult
    public func copyIn<Rows: AsyncSequence>(
        _ statement: String, rows: Rows, isolation: isolated (any Actor)? = #isolation
    ) async throws -> Int where Rows.Element == [String?] {
        let connection = lane.connection
        try await connection.beginCopy(statement, .copyIn, in: lane.transaction)
        do {
            var piece = CopyPieces()
            var iterator = rows.makeAsyncIterator()
            while let row = try await iterator.next(isolation: isolation) {
                if let bytes = piece.add(row) { try await connection.putCopyData(bytes) }
            }
            try await connection.putCopyData(piece.rest)
            return try await connection.endCopyIn()
        } catch {
            await connection.abandonCopy()
            throw error
        }
    }

    /// Hands each row of `copy table to stdout`, or `copy (select …) to stdout`, to `row`; returns how many there were.
    ///
    /// The server is held back while `row` works, so the table may be larger than memory. The statement must use the
    /// default text format. An error thrown by `row` stops the server and is thrown on. While it runs, the session
    /// takes no other statement.
    @discardableResult
    public func copyOut(
        _ statement: String, isolation: isolated (any Actor)? = #isolation, row: ([String?]) async throws -> Void
    ) async throws -> Int {
        let connection = lane.connection
        try await connection.beginCopy(statement, .copyOut, in: lane.transaction)
        do {
            while true {
                switch try await connection.nextCopyPiece() {
                case .end(let count):
                    return count
                case .rows(let bytes):
                    for line in bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                    {
                        try await row(CopyText.parse(line))
                    }
                }
            }
        } catch {
            await connection.abandonCopy()
            throw error
        }
    }
}

/// Gathers rows into pieces worth a hop to the connection's thread.
private struct CopyPieces {
    private var bytes: [UInt8] = []

    /// What has not been handed out yet.
    var rest: [UInt8] { bytes }

    /// Adds a row; returns a piece when it is full.
    mutating func add(_ row: [String?]) -> [UInt8]? {
        if bytes.isEmpty { bytes.reserveCapacity(Link.copyPieceBytes) }
        CopyText.append(row, to: &bytes)
        // Leaves room for a usual row, so that a piece goes out as one message.
        guard bytes.count > Link.copyPieceBytes - 4096 else { return nil }
        defer { bytes = [] }
        return bytes
    }
}
