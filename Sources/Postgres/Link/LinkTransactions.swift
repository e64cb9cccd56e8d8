import CLibPQ

extension Link {
    var isOutsideTransaction: Bool { opening == nil && PQtransactionStatus(pg) == PQTRANS_IDLE }

    /// The server's version, such as `15.18`.
    var serverVersion: String {
        let version = PQserverVersion(pg)
        return "\(version / 10_000).\(version % 10_000)"
    }

    /// Takes the BEGIN that is still to be sent: whoever takes it sends it.
    func takeOpening() -> String? {
        defer { opening = nil }
        return opening
    }

    /// Runs the last statements and commits, in one round trip. Once COMMIT may have reached the server, a broken
    /// connection means that the outcome is unknown.
    func commit(after last: [PostgresQuery]) throws(PostgresError) {
        if last.isEmpty {
            // Nothing was said in it.
            guard takeOpening() == nil else { return }
        }
        let command: String?
        do throws(PostgresError) {
            command = last.isEmpty ? try script("commit").command : try pipeline(last + ["commit"]).last?.command
        } catch {
            guard phase == .dead || PQstatus(pg) == CONNECTION_BAD else { throw error }
            throw PostgresError(
                .commitUnknown, sqlState: error.sqlState, canRetry: false,
                "the connection was lost during COMMIT: the transaction may or may not have been committed")
        }
        if command == "ROLLBACK" {
            throw PostgresError(
                .transactionAborted, canRetry: false,
                "a statement in the transaction had failed, so PostgreSQL rolled back instead of committing")
        }
    }

    /// Undoes what the open transaction did.
    func rollback() throws(PostgresError) {
        if takeOpening() == nil { try script("rollback") }
    }
}
