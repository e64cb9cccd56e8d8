import CLibPQ

extension Link {
    /// Runs statements without waiting for each one's answer; one Sync at the end makes them one implicit transaction
    /// when none is open.
    ///
    /// libpq queues without limit what it cannot send, so at most 500 statements or a megabyte are under way at a time.
    func pipeline(_ queries: [PostgresQuery]) throws(PostgresError) -> [PostgresRows] {
        for (index, query) in queries.enumerated() {
            guard let bad = query.binds.firstBad else { continue }
            var error = PostgresError.unrepresentable(bad)
            error.pipelineIndex = index
            throw error
        }
        guard !queries.isEmpty else { return [] }
        try start()
        defer { finish() }
        try deallocateAbandoned()
        guard let begin = takeOpening() else { return try send(queries) }
        do throws(PostgresError) {
            return Array(try send([PostgresQuery(unescaped: begin)] + queries).dropFirst())
        } catch {
            // The caller counts without the BEGIN.
            var error = error
            error.pipelineIndex = error.pipelineIndex.flatMap { $0 > 0 ? $0 - 1 : nil }
            throw error
        }
    }

    private func send(_ queries: [PostgresQuery]) throws(PostgresError) -> [PostgresRows] {
        guard PQenterPipelineMode(pg) == 1 else { throw notSent() }
        var run = PipelineRun(link: self, queries: queries)
        do throws(PostgresError) {
            try run.toTheEnd()
        } catch {
            // Anything thrown here, unlike a statement's error, leaves answers unread.
            phase = .dead
            throw error
        }
        guard PQexitPipelineMode(pg) == 1 else { throw lost() }
        if let failure = run.failure { throw failure }
        return run.rows
    }
}

/// One pipeline on its way: what has been sent, and which answer comes next.
private struct PipelineRun {
    private enum Step {
        case prepare(Int)
        case statement(Int)
        case sync
    }

    private static let mostInFlight = 500
    private static let mostBytesAtOnce = 1 << 20

    let link: Link
    let queries: [PostgresQuery]
    private(set) var rows: [PostgresRows] = []
    private(set) var failure: PostgresError?
    private var steps: [Step] = []
    private var answered = 0
    private var sent = 0
    private var isSynced = false
    private var isOver = false

    init(link: Link, queries: [PostgresQuery]) {
        self.link = link
        self.queries = queries
        rows.reserveCapacity(queries.count)
        steps.reserveCapacity(queries.count + 1)
    }

    private var inFlight: Int { steps.count - answered }

    mutating func toTheEnd() throws(PostgresError) {
        while !isOver {
            try sendMore()
            let isFlushed = try flushOnce()
            if PQisBusy(link.pg) == 1 {
                if try link.wait(toWrite: !isFlushed), PQconsumeInput(link.pg) == 0 { throw farewell() }
            }
            while !isOver, inFlight > 0, PQisBusy(link.pg) == 0 { try take(PQgetResult(link.pg)) }
        }
    }

    private mutating func sendMore() throws(PostgresError) {
        guard !isSynced else { return }
        if failure == nil && sent < queries.count {
            guard inFlight <= Self.mostInFlight / 2 else { return }
            var bytes = 0
            while sent < queries.count, inFlight < Self.mostInFlight, bytes < Self.mostBytesAtOnce {
                try send(sent)
                bytes += queries[sent].binds.bytes.count + queries[sent].sql.utf8.count
                sent += 1
            }
        }
        if failure != nil || sent == queries.count {
            guard PQpipelineSync(link.pg) == 1 else { throw link.notSent() }
            steps.append(.sync)
            isSynced = true
        } else if PQsendFlushRequest(link.pg) != 1 {
            throw link.notSent()
        }
    }

    private mutating func send(_ index: Int) throws(PostgresError) {
        let query = queries[index]
        var name: String?
        switch link.cache.plan(query) {
        case .unnamed: break
        case .prepared(let known): name = known
        case .prepare(let new):
            name = new
            guard link.sendPrepare(query, name: new) else { throw link.notSent() }
            steps.append(.prepare(index))
        }
        guard link.send(query, name: name) else { throw link.notSent() }
        steps.append(.statement(index))
    }

    /// Sends what the socket takes without waiting; true when nothing is left.
    private func flushOnce() throws(PostgresError) -> Bool {
        switch PQflush(link.pg) {
        case 0: return true
        case 1: return false
        default: throw link.lost()
        }
    }

    /// Takes one answer. A statement's results end with nil; the Sync's does not.
    private mutating func take(_ pointer: OpaquePointer?) throws(PostgresError) {
        guard let pointer else {
            answered += 1
            return
        }
        let result = ResultHandle(pointer)
        switch (PQresultStatus(pointer), steps[answered]) {
        case (PGRES_PIPELINE_SYNC, _):
            isOver = true
        case (PGRES_TUPLES_OK, .statement), (PGRES_COMMAND_OK, .statement), (PGRES_EMPTY_QUERY, .statement):
            rows.append(PostgresRows(result))
        case (PGRES_COMMAND_OK, .prepare):
            break
        case (PGRES_PIPELINE_ABORTED, let step):
            if case .prepare(let index) = step { link.cache.forget(queries[index].sql, isOnServer: false) }
        case (PGRES_COPY_IN, _), (PGRES_COPY_OUT, _), (PGRES_COPY_BOTH, _):
            throw .misuse("COPY is not possible in a pipeline")
        case (_, let step):
            try fail(link.failure(pointer), step)
        }
    }

    private mutating func fail(_ error: PostgresError, _ step: Step) throws(PostgresError) {
        var error = error
        switch step {
        case .prepare(let index):
            link.cache.forget(queries[index].sql, isOnServer: false)
            error.pipelineIndex = index
        case .statement(let index):
            if error.kind == .staleStatement { link.cache.forget(queries[index].sql, isOnServer: true) }
            error.pipelineIndex = index
        case .sync:
            break
        }
        if link.phase == .dead { throw error }
        if failure == nil { failure = error }
    }

    /// The connection broke: what the server said last, if it said anything.
    private mutating func farewell() -> PostgresError {
        for _ in 0...(2 * inFlight + 2) {
            do throws(PostgresError) {
                try take(PQgetResult(link.pg))
            } catch {
                return error
            }
            if isOver || inFlight == 0 { break }
        }
        return failure ?? link.lost()
    }
}
