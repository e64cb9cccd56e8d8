import CLibPQ
import Glibc

/// A libpq connection as its thread sees it: every call runs to its end, waiting in `poll` where it must.
///
/// libpq is kept in nonblocking mode throughout, so that one loop can read while it writes (or both sides would stand
/// still with full buffers), hear a cancellation, and give up on a server that has fallen silent: the server's own
/// timeouts cannot help when the server itself is frozen.
final class Link {
    enum Phase {
        case ready, copyIn, copyOut, dead
    }

    let pg: OpaquePointer
    let wake: WakeUp
    var phase = Phase.ready
    var cache = StatementCache(capacity: 256)
    /// The operation under way, by which a cancellation names its aim.
    var operation: UInt64 = 0
    /// A BEGIN that has not been sent: it goes out with the transaction's first statement, in the same round trip.
    var opening: String?
    /// How long the server may say nothing while we wait for it; nil for ever.
    var patience: Duration?

    private let polls = UnsafeMutablePointer<pollfd>.allocate(capacity: 2)
    private var heardAt = ContinuousClock.now
    private var cancelRequest: CancelRequest?
    private let isEncrypted: Bool

    private init(_ pg: OpaquePointer, wake: WakeUp, patience: Duration?) {
        self.pg = pg
        self.wake = wake
        self.patience = patience
        isEncrypted = PQsslInUse(pg) == 1
    }

    deinit {
        PQfinish(pg)
        polls.deallocate()
    }

    /// Connects and sets the session up.
    static func open(_ configuration: PostgresConfiguration, wake: WakeUp) throws(PostgresError) -> Link {
        guard let pg = configuration.withLibpqParameters({ PQconnectdbParams($0, $1, 1) }) else {
            throw PostgresError(.connection, canRetry: true, "no memory for a connection")
        }
        let link = Link(pg, wake: wake, patience: configuration.patience)
        guard PQstatus(pg) == CONNECTION_OK, wake.descriptor >= 0 else {
            throw .connection(link.connectWords)
        }
        // Without this libpq would write the server's notices to standard error.
        _ = PQsetNoticeProcessor(pg, { _, _ in }, nil)
        guard PQsetnonblocking(pg, 1) == 0 else { throw link.lost() }
        try link.script(configuration.sessionSettings)
        return link
    }

    var isBroken: Bool { phase == .dead || PQstatus(pg) == CONNECTION_BAD }
    var socket: Int32 { PQsocket(pg) }

    /// Begins an operation: checks that it is its turn, and starts counting the server's silence.
    func start() throws(PostgresError) {
        switch phase {
        case .ready: break
        case .dead: throw .connection("the connection has been lost")
        case .copyIn, .copyOut: throw .misuse("the connection is in the middle of a COPY")
        }
        heardAt = .now
    }

    /// Ends an operation, whatever came of it.
    func finish() {
        settleCancel()
        while let notification = PQnotifies(pg) { PQfreemem(notification) }
        if PQstatus(pg) == CONNECTION_BAD { phase = .dead }
    }

    // MARK: Waiting

    /// Sends what libpq has buffered, taking in what the server says meanwhile.
    func flush() throws(PostgresError) {
        while true {
            switch PQflush(pg) {
            case 0: return
            case 1: if try wait(toWrite: true), PQconsumeInput(pg) == 0 { throw lost() }
            default: throw lost()
            }
        }
    }

    /// The statement's next result; nil after its last. The caller clears it.
    func nextResult() throws(PostgresError) -> OpaquePointer? {
        while PQisBusy(pg) == 1 {
            _ = try wait(toWrite: false)
            // Having dropped the connection, libpq answers at once with an error result that may say why.
            if PQconsumeInput(pg) == 0 { break }
        }
        return PQgetResult(pg)
    }

    /// Waits until the socket is ready, and says whether there is something to read.
    func wait(toWrite: Bool) throws(PostgresError) -> Bool {
        while true {
            let socket = PQsocket(pg)
            guard socket >= 0 else { return true }
            polls[0] = pollfd(fd: socket, events: Int16(toWrite ? POLLIN | POLLOUT : POLLIN), revents: 0)
            polls[1] = pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
            var milliseconds: Int32 = -1
            if let patience {
                let left = patience - heardAt.duration(to: .now)
                guard left > .zero else { throw silent() }
                milliseconds = Int32(clamping: left.milliseconds + 1)
            }
            // OpenSSL may hold data that the socket no longer shows: look again now and then.
            if isEncrypted { milliseconds = milliseconds < 0 ? 50 : min(milliseconds, 50) }
            let ready = poll(polls, 2, milliseconds)
            if ready < 0 && errno != EINTR { throw lost() }
            if ready == 0 && isEncrypted { return true }
            guard ready > 0 else { continue }
            if polls[1].revents != 0 {
                wake.clear()
                if wake.isCancelled(operation) { requestCancel() }
            }
            if polls[0].revents != 0 {
                heardAt = .now
                return Int32(polls[0].revents) & ~POLLOUT != 0
            }
        }
    }

    // MARK: Cancelling

    func requestCancel() {
        if cancelRequest == nil { cancelRequest = CancelRequest(pg, wake: wake) }
    }

    var askedToCancel: Bool { cancelRequest != nil }

    /// Waits until a cancel request is over, or it would hit the next statement; one that takes too long costs the
    /// connection.
    private func settleCancel() {
        guard let request = cancelRequest else { return }
        let deadline = ContinuousClock.now + .seconds(2)
        while !request.isFinished {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else {
                phase = .dead
                break
            }
            polls[0] = pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
            if poll(polls, 1, Int32(clamping: left.milliseconds + 1)) > 0 { wake.clear() }
        }
        cancelRequest = nil
    }

    // MARK: Errors

    func lost() -> PostgresError {
        phase = .dead
        return .connection("the connection to the server was lost")
    }

    private func silent() -> PostgresError {
        phase = .dead
        return .connection("the server stopped answering; the connection was given up")
    }

    /// What a failed result says. Clears nothing.
    func failure(_ result: OpaquePointer) -> PostgresError {
        guard let report = ServerReport(result) else { return lost() }
        if report.isFatal { phase = .dead }
        if report.sqlState == "57014" && askedToCancel {
            return PostgresError(.cancelled, sqlState: "57014", canRetry: true, "the statement was cancelled")
        }
        return PostgresError(report)
    }

    /// libpq's account of why it could not connect: host, port, user and database, never a password.
    private var connectWords: String {
        let message = PQerrorMessage(pg).map { String(cString: $0) } ?? ""
        // These quote a setting of the URL.
        if message.hasPrefix("invalid") { return "a setting in the database URL is not valid" }
        // Indented lines are libpq's advice to a human at a terminal.
        return message.split(whereSeparator: \.isNewline).filter { $0.first != "\t" }.joined(separator: "; ")
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
