import CLibPQ
import Glibc

/// libpq with nothing around it. It blocks, so it belongs on a thread of its own.
///
/// Unchecked because of its pointer; sound because one thread at a time uses it.
final class BareConnection: @unchecked Sendable {
    private let link: OpaquePointer

    init(_ url: String) throws {
        guard let link = PQconnectdb(url) else { throw BenchFailure("libpq has no memory") }
        self.link = link
        guard PQstatus(link) == CONNECTION_OK else { throw BenchFailure("the database does not answer") }
    }

    deinit { PQfinish(link) }

    /// Runs one statement with text parameters; the rows as text.
    @discardableResult
    func query(_ sql: String, _ values: [String] = []) throws -> [[String]] {
        let result = Self.withCStrings(values) { PQexecParams(link, sql, Int32($0.count), nil, $0, nil, nil, 0) }
        defer { PQclear(result) }
        try check(result)
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
        }
    }

    /// Prepares a statement, to be run by ``pipeline(_:of:)``.
    func prepare(_ name: String, _ sql: String) throws {
        let result = PQprepare(link, name, sql, 0, nil)
        defer { PQclear(result) }
        try check(result)
    }

    /// Runs a prepared statement once for each list of values, in one transaction and one round trip.
    func pipeline(_ name: String, of rows: ArraySlice<[String]>) throws {
        guard PQenterPipelineMode(link) == 1 else { throw failure("pipeline") }
        // Without a transaction of its own, everything up to a sync is one.
        for values in rows {
            let sent = Self.withCStrings(values) {
                PQsendQueryPrepared(link, name, Int32($0.count), $0, nil, nil, 0)
            }
            guard sent == 1 else { throw failure("send") }
        }
        guard PQpipelineSync(link) == 1 else { throw failure("sync") }
        while true {
            guard let result = PQgetResult(link) else { continue }
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_PIPELINE_SYNC { break }
            try check(result)
        }
        guard PQexitPipelineMode(link) == 1 else { throw failure("pipeline end") }
    }

    private func check(_ result: OpaquePointer?) throws {
        let status = PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else { throw failure("statement") }
    }

    private func failure(_ what: String) -> BenchFailure {
        BenchFailure("libpq, \(what): \(String(cString: PQerrorMessage(link)))")
    }

    private static func withCStrings<R>(
        _ values: [String], _ body: ([UnsafePointer<CChar>?]) -> R
    ) -> R {
        let copies = values.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies.map { UnsafePointer($0) })
    }
}
