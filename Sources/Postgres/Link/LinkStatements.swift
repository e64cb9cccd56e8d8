import CLibPQ

extension Link {
    /// Runs one statement, prepared when its text has come before.
    func run(_ query: PostgresQuery) throws(PostgresError) -> PostgresRows {
        if let bad = query.binds.firstBad { throw .unrepresentable(bad) }
        if opening != nil { return try first(query) }
        try start()
        defer { finish() }
        try deallocateAbandoned()
        let isOutside = PQtransactionStatus(pg) == PQTRANS_IDLE
        do throws(PostgresError) {
            return try runOnce(query)
        } catch {
            guard error.kind == .staleStatement else { throw error }
            cache.forget(query.sql, isOnServer: true)
            // Refused before it was run: outside a transaction nothing is lost by asking again.
            guard isOutside, phase == .ready else { throw error }
            return try runOnce(query)
        }
    }

    /// Runs a transaction's first statement, together with its BEGIN.
    private func first(_ query: PostgresQuery) throws(PostgresError) -> PostgresRows {
        let rows: [PostgresRows]
        do throws(PostgresError) {
            rows = try pipeline([query])
        } catch {
            var error = error
            error.pipelineIndex = nil
            throw error
        }
        guard let answer = rows.first else { throw lost() }
        return answer
    }

    /// Runs a text of one or more statements without values; returns the last one's result.
    @discardableResult
    func script(_ sql: String) throws(PostgresError) -> PostgresRows {
        try start()
        defer { finish() }
        return try simple(takeOpening().map { "\($0); \(sql)" } ?? sql)
    }

    /// The same inside an operation.
    private func simple(_ sql: String) throws(PostgresError) -> PostgresRows {
        guard PQsendQuery(pg, sql) == 1 else { throw notSent() }
        return try collect()
    }

    private func runOnce(_ query: PostgresQuery) throws(PostgresError) -> PostgresRows {
        let plan = cache.plan(query)
        var name: String?
        switch plan {
        case .unnamed: break
        case .prepared(let known): name = known
        case .prepare(let new):
            name = new
            do throws(PostgresError) {
                guard sendPrepare(query, name: new) else { throw notSent() }
                _ = try collect()
            } catch {
                cache.forget(query.sql, isOnServer: false)
                throw error
            }
        }
        guard send(query, name: name) else { throw notSent() }
        return try collect()
    }

    /// Hands the statement to libpq, by its prepared name when it has one.
    func send(_ query: PostgresQuery, name: String?) -> Bool {
        query.binds.withLibpqParameters { count, types, values, lengths, formats in
            if let name {
                return PQsendQueryPrepared(pg, name, count, values, lengths, formats, 0) == 1
            }
            return PQsendQueryParams(pg, query.sql, count, types, values, lengths, formats, 0) == 1
        }
    }

    func sendPrepare(_ query: PostgresQuery, name: String) -> Bool {
        query.binds.withLibpqParameters { count, types, _, _, _ in
            PQsendPrepare(pg, name, query.sql, count, types) == 1
        }
    }

    /// Sends what is buffered and reads results to the last one, which is returned; throws the first error among them.
    func collect() throws(PostgresError) -> PostgresRows {
        try flush()
        var last: ResultHandle?
        var failure: PostgresError?
        while let pointer = try nextResult() {
            let result = ResultHandle(pointer)
            switch PQresultStatus(pointer) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                last = result
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                failure = failure ?? .misuse("COPY needs copyIn or copyOut")
                try leaveCopy(PQresultStatus(pointer))
            default:
                failure = failure ?? self.failure(pointer)
                // A broken connection has nothing more to say.
                if phase == .dead { throw failure ?? lost() }
            }
        }
        if let failure { throw failure }
        guard let last else { throw lost() }
        return PostgresRows(last)
    }

    /// Gets out of a COPY that nobody asked for, so that the connection stays usable.
    private func leaveCopy(_ status: ExecStatusType) throws(PostgresError) {
        if status == PGRES_COPY_OUT {
            while try nextCopyRow(into: nil) {}
        } else {
            try endCopyData(refusing: true)
        }
    }

    func deallocateAbandoned() throws(PostgresError) {
        let status = PQtransactionStatus(pg)
        // In a failed transaction the server would refuse; the next time will do.
        guard !cache.abandoned.isEmpty, status == PQTRANS_IDLE || status == PQTRANS_INTRANS else { return }
        // A statement the server dropped by itself (DISCARD) must not spoil the caller's transaction, hence the query
        // by name instead of a plain DEALLOCATE.
        let gone = cache.takeAbandoned()
        let held = try simple(
            "select name from pg_prepared_statements where name in (\(gone.map { "'\($0)'" }.joined(separator: ", ")))")
        let names = try held.decode(String.self)
        if !names.isEmpty { _ = try simple(names.map { "deallocate \($0);" }.joined()) }
    }

    func notSent() -> PostgresError {
        PQstatus(pg) == CONNECTION_BAD ? lost() : .misuse("libpq did not take the statement (too many parameters?)")
    }
}

extension PostgresError {
    static func unrepresentable(_ parameter: Int) -> PostgresError {
        PostgresError(
            .bind(parameter: parameter), canRetry: false, "parameter \(parameter) has no form in PostgreSQL")
    }
}

extension PostgresBindings {
    typealias Parameters<R> = (
        Int32, UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
        UnsafePointer<Int32>?
    ) -> R

    /// Lends the values in the shape libpq takes them: parallel arrays, on the stack where they fit.
    func withLibpqParameters<R>(_ body: Parameters<R>) -> R {
        guard count > 0 else { return body(0, nil, nil, nil, nil) }
        return bytes.withUnsafeBytes { storage in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { types in
                withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
                    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { numbers in
                        for (index, entry) in entries.enumerated() {
                            types.initializeElement(at: index, to: entry.oid)
                            let start = storage.baseAddress?.advanced(by: entry.offset)
                            values.initializeElement(
                                at: index, to: entry.length < 0 ? nil : start?.assumingMemoryBound(to: CChar.self))
                            numbers.initializeElement(at: index, to: max(0, entry.length))
                            numbers.initializeElement(at: count + index, to: entry.format)
                        }
                        let formats = numbers.baseAddress.map { UnsafePointer($0 + count) }
                        return body(
                            Int32(truncatingIfNeeded: count), types.baseAddress.map { UnsafePointer($0) },
                            values.baseAddress.map { UnsafePointer($0) }, numbers.baseAddress.map { UnsafePointer($0) },
                            formats)
                    }
                }
            }
        }
    }
}
