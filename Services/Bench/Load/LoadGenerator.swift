import Foundation

/// What came of a load.
struct LoadOutcome: Sendable {
    /// Requests answered as they should be: 201, unless something else was expected.
    var accepted = 0
    /// Those of them answered within the time measured.
    var acceptedInTime = 0
    /// The time measured, in seconds.
    var seconds = 0.0
    /// From when each was due to its answer, in milliseconds.
    var latencies: [Double] = []
    /// Other answers, by status.
    var others: [Int: Int] = [:]
    /// The generator's own share of a core.
    var processorShare = 0.0

    /// Accepted in the time measured.
    var perSecond: Double { seconds > 0 ? Double(acceptedInTime) / seconds : 0 }

    /// - Throws: unless every answer was as it should be.
    func requireAllAccepted() throws {
        guard others.isEmpty else {
            let words = others.sorted { $0.key < $1.key }.map { "\($0.value) times \($0.key)" }
            throw BenchFailure("not every referral was accepted: \(words.joined(separator: ", "))")
        }
    }
}

/// When requests are sent.
enum Arrivals: Sendable {
    /// Every connection sends its next as soon as the last was answered, for so many seconds.
    case closed(seconds: Double)
    /// The same, so many requests in all.
    case closedCount(Int)
    /// So many a second for so many seconds, whether or not the earlier ones were answered; one that has to wait for a
    /// connection has been waiting since it was due.
    case open(perSecond: Double, seconds: Double)
}

/// Posts referrals from one thread over many connections, with `poll`: the generator shares the cores with what it
/// measures, so it must take little of them.
final class LoadGenerator {
    private struct Connection {
        let descriptor: Int32
        var reader = AnswerReader()
        /// When the request under way was due; `nil` when there is none.
        var due: UInt64?
        var request: [UInt8] = []
        var sent = 0
    }

    private let requests: (inout [UInt8]) -> Void
    private let accepted: (_ answer: Answer, _ due: UInt64, _ now: UInt64) -> Void
    private let expected: Int
    private var connections: [Connection] = []
    private var polls: [pollfd] = []
    private var outcome = LoadOutcome()
    private var end: UInt64 = 0
    /// In milliseconds.
    private static let patience: Int32 = 30_000
    private var input = [UInt8](repeating: 0, count: 16384)

    /// - Parameters:
    ///   - requests: writes the next request.
    ///   - expected: the status of a good answer.
    ///   - accepted: told of every good answer, on the generator's thread.
    init(
        connections count: Int, port: UInt16, expected: Int = 201, requests: @escaping (inout [UInt8]) -> Void,
        accepted: @escaping (_ answer: Answer, _ due: UInt64, _ now: UInt64) -> Void = { _, _, _ in }
    ) throws {
        self.requests = requests
        self.accepted = accepted
        self.expected = expected
        for _ in 0..<count {
            let descriptor = try PlainClient.connect(port: port)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            connections.append(Connection(descriptor: descriptor))
            polls.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        }
    }

    /// These requests in turn for so many seconds, from a thread of its own.
    /// - Throws: unless every answer is 200.
    static func turns(
        of requests: [[UInt8]], connections: Int, port: UInt16, seconds: Double
    ) async throws -> LoadOutcome {
        try await onOwnThread {
            var turn = 0
            let generator = try LoadGenerator(connections: connections, port: port, expected: 200) { request in
                request = requests[turn % requests.count]
                turn += 1
            }
            let outcome = try generator.run(.closed(seconds: seconds))
            try outcome.requireAllAccepted()
            return outcome
        }
    }

    deinit {
        for connection in connections { close(connection.descriptor) }
    }

    /// Sends until the arrivals are over and everything is answered. Blocks.
    func run(_ arrivals: Arrivals) throws -> LoadOutcome {
        let begun = Nanoseconds.now
        let processor = Nanoseconds.processorOfThread
        outcome = LoadOutcome()
        var schedule = Schedule(arrivals, begun: begun)
        end = schedule.end
        while true {
            let now = Nanoseconds.now
            for index in connections.indices where connections[index].due == nil {
                guard let due = schedule.take(now) else { break }
                try send(over: index, due: due)
            }
            let isIdle = connections.allSatisfy { $0.due == nil }
            if schedule.isOver(now), isIdle { break }
            try wait(until: isIdle || connections.contains { $0.due == nil } ? schedule.next : nil)
        }
        let ended = Nanoseconds.now
        outcome.seconds = Double(min(end, ended) - begun) / 1e9
        outcome.processorShare = Double(Nanoseconds.processorOfThread - processor) / Double(max(ended - begun, 1))
        return outcome
    }

    private func send(over index: Int, due: UInt64) throws {
        requests(&connections[index].request)
        connections[index].due = due
        connections[index].sent = 0
        try push(index)
    }

    /// Writes what the socket takes; a request is far smaller than its buffer, so the rest is rare.
    private func push(_ index: Int) throws {
        while connections[index].sent < connections[index].request.count {
            let written = connections[index].request[connections[index].sent...].withUnsafeBytes {
                write(connections[index].descriptor, $0.baseAddress, $0.count)
            }
            if written > 0 {
                connections[index].sent += written
            } else if errno == EAGAIN {
                break
            } else if errno != EINTR {
                throw BenchFailure("a request could not be sent: \(String(cString: strerror(errno)))")
            }
        }
        let isWhole = connections[index].sent == connections[index].request.count
        polls[index].events = Int16(isWhole ? POLLIN : POLLIN | POLLOUT)
    }

    /// Waits for answers, until `moment` at most.
    private func wait(until moment: UInt64?) throws {
        var milliseconds = Self.patience
        if let moment {
            let now = Nanoseconds.now
            let rest = moment > now ? moment - now : 0
            milliseconds = Int32(rest / 1_000_000)
            // `poll` counts in milliseconds, which is too coarse for the last one.
            if milliseconds == 0, rest > 0 { usleep(UInt32(min(rest / 1000, 100))) }
        }
        let ready = poll(&polls, nfds_t(polls.count), milliseconds)
        if ready == 0, moment == nil { throw BenchFailure("no answer within 30 s") }
        guard ready > 0 else { return }
        for index in polls.indices where polls[index].revents != 0 {
            if polls[index].revents & Int16(POLLOUT) != 0 { try push(index) }
            if polls[index].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 { try receive(index) }
        }
    }

    private func receive(_ index: Int) throws {
        let count = read(connections[index].descriptor, &input, input.count)
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        guard count > 0 else { throw BenchFailure("the service closed a connection") }
        guard let answer = try connections[index].reader.take(input[..<count]) else { return }
        let now = Nanoseconds.now
        guard let due = connections[index].due else { throw BenchFailure("an answer nobody asked for") }
        connections[index].due = nil
        guard answer.status == expected else {
            outcome.others[answer.status, default: 0] += 1
            return
        }
        outcome.accepted += 1
        if now <= end { outcome.acceptedInTime += 1 }
        outcome.latencies.append(Double(now - due) / 1e6)
        accepted(answer, due, now)
    }
}

/// When the next request is due.
private struct Schedule {
    private let arrivals: Arrivals
    private let begun: UInt64
    private var taken = 0
    /// After this nothing counts as in time.
    let end: UInt64

    init(_ arrivals: Arrivals, begun: UInt64) {
        self.arrivals = arrivals
        self.begun = begun
        end =
            switch arrivals {
            case .closed(let seconds), .open(_, let seconds): begun + UInt64(seconds * 1e9)
            case .closedCount: .max
            }
    }

    /// When the next one is due; `nil` when that is not known, or there is none.
    var next: UInt64? {
        guard case .open(let perSecond, _) = arrivals else { return nil }
        let due = begun + UInt64(Double(taken) / perSecond * 1e9)
        return due < end ? due : nil
    }

    /// Takes a request that is due by `now`, and says since when it is.
    mutating func take(_ now: UInt64) -> UInt64? {
        let due: UInt64?
        switch arrivals {
        case .closed: due = now < end ? now : nil
        case .closedCount(let count): due = taken < count ? now : nil
        case .open: due = next.flatMap { $0 <= now ? $0 : nil }
        }
        if due != nil { taken += 1 }
        return due
    }

    func isOver(_ now: UInt64) -> Bool {
        switch arrivals {
        case .closed: now >= end
        case .closedCount(let count): taken >= count
        case .open: next == nil
        }
    }
}
