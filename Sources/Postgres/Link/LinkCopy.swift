import CLibPQ

extension Link {
    /// What came of reading from a COPY.
    enum CopyPiece {
        /// Some whole rows, as text.
        case rows([UInt8])
        /// The end, and how many rows there were.
        case end(Int)
    }

    static let copyPieceBytes = 128 << 10

    /// Starts `copy … from stdin` or `copy … to stdout` in text (or CSV) format.
    func beginCopy(_ statement: String, _ direction: Phase) throws(PostgresError) {
        if let opening = takeOpening() { try script(opening) }
        try start()
        do throws(PostgresError) {
            guard PQsendQuery(pg, statement) == 1 else { throw notSent() }
            try flush()
            guard let pointer = try nextResult() else { throw lost() }
            let result = ResultHandle(pointer)
            let status = PQresultStatus(pointer)
            let wanted = direction == .copyIn ? PGRES_COPY_IN : PGRES_COPY_OUT
            if status == wanted && PQbinaryTuples(pointer) == 0 {
                phase = direction
                return
            }
            try refuse(result, status)
        } catch {
            finish()
            throw error
        }
    }

    /// Ends whatever the statement turned out to be, and says what was wrong with it.
    private func refuse(_ result: ResultHandle, _ status: ExecStatusType) throws(PostgresError) -> Never {
        switch status {
        case PGRES_COPY_IN, PGRES_COPY_BOTH: try endCopyData(refusing: true)
        case PGRES_COPY_OUT: while try nextCopyRow(into: nil) {}
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
        default:
            let error = failure(result.pointer)
            if phase != .dead { while let more = try nextResult() { PQclear(more) } }
            throw error
        }
        while let more = try nextResult() { PQclear(more) }
        throw .misuse("the statement is not a COPY in text format in this direction")
    }

    /// Sends some of the rows.
    func putCopyData(_ bytes: [UInt8]) throws(PostgresError) {
        try expect(.copyIn)
        var offset = 0
        while offset < bytes.count {
            let length = min(Self.copyPieceBytes, bytes.count - offset)
            let status = bytes.withUnsafeBytes { storage in
                PQputCopyData(
                    pg, storage.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self), Int32(length))
            }
            switch status {
            case 1: offset += length
            case 0: if try wait(toWrite: true), PQconsumeInput(pg) == 0 { throw lost() }
            default: throw lost()
            }
        }
        try flush()
    }

    /// Ends the rows and returns how many the server took; refusing makes the server forget them.
    func endCopyIn(refusing: Bool) throws(PostgresError) -> Int {
        try expect(.copyIn)
        phase = .ready
        defer { finish() }
        try endCopyData(refusing: refusing)
        return try collect().affected
    }

    func endCopyData(refusing: Bool) throws(PostgresError) {
        while true {
            switch PQputCopyEnd(pg, refusing ? "given up by the client" : nil) {
            case 1: return try flush()
            case 0: if try wait(toWrite: true), PQconsumeInput(pg) == 0 { throw lost() }
            default: throw lost()
            }
        }
    }

    /// Reads about 128 KiB of whole rows, or the end.
    func nextCopyPiece() throws(PostgresError) -> CopyPiece {
        try expect(.copyOut)
        var bytes: [UInt8] = []
        while bytes.count < Self.copyPieceBytes {
            if try nextCopyRow(into: &bytes) { continue }
            // Keep the end for the next call, so that rows and end never come together.
            if !bytes.isEmpty { return .rows(bytes) }
            phase = .ready
            defer { finish() }
            return .end(try collect().affected)
        }
        return .rows(bytes)
    }

    /// Stops the server and skips what it had already sent.
    func abandonCopyOut() throws(PostgresError) {
        try expect(.copyOut)
        phase = .ready
        defer { finish() }
        requestCancel()
        while try nextCopyRow(into: nil) {}
        while let more = try nextResult() { PQclear(more) }
    }

    /// Reads one row; false at the end, and again whenever asked after it.
    func nextCopyRow(into bytes: UnsafeMutablePointer<[UInt8]>?) throws(PostgresError) -> Bool {
        while true {
            var row: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(pg, &row, 1)
            switch length {
            case 1...:
                if let row {
                    let storage = UnsafeRawBufferPointer(start: row, count: Int(length))
                    bytes?.pointee.append(contentsOf: storage)
                    PQfreemem(row)
                }
                return true
            case 0: if try wait(toWrite: false), PQconsumeInput(pg) == 0 { throw lost() }
            default: return false
            }
        }
    }

    private func expect(_ expected: Phase) throws(PostgresError) {
        guard phase == expected else {
            throw phase == .dead ? lost() : .misuse("the connection is not in this COPY")
        }
    }
}
