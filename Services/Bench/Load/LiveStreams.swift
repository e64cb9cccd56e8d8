import Foundation
import Synchronization

/// Open pages of the portal, each listening for how its queue stands: one thread reads all their streams.
final class LiveStreams: Sendable {
    private struct State {
        /// What each stream said last; `nil` before its first word.
        var heard: [Int?]
        /// The total before anything was posted.
        var begin: Int?
        /// When each further referral was answered for, the first first.
        var expected: [UInt64] = []
        var isOver = false
        var trouble: String?
    }

    private let state: Mutex<State>
    private let descriptors: [Int32]

    /// Opens a stream for each session.
    init(cookies: [String], port: UInt16) throws {
        descriptors = try cookies.map { cookie in
            let descriptor = try PlainClient.connect(port: port)
            let request = PlainClient.request(
                "GET", "/queue/live", port: port, headers: ["Cookie: \(cookie)"], body: "")
            guard request.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == request.count else {
                throw BenchFailure("a stream could not be asked for")
            }
            return descriptor
        }
        state = Mutex(State(heard: Array(repeating: nil, count: cookies.count)))
    }

    deinit { for descriptor in descriptors { close(descriptor) } }

    /// One more referral is to be counted, which was answered for then.
    func expectOneMore(since answered: UInt64) { state.withLock { $0.expected.append(answered) } }

    /// Waits until every stream has said how its queue stands, and they all say the same.
    func untilAllHaveHeard() async throws {
        try await until("a stream does not say how its queue stands") { state in
            guard let first = state.heard.first, let total = first else { return false }
            guard state.heard.allSatisfy({ $0 == total }) else { return false }
            state.begin = total
            return true
        }
    }

    /// Waits until every stream counts all that was expected.
    func untilAllIsSeen() async throws {
        try await until("a page does not count all that was posted") { state in
            guard let begin = state.begin else { return false }
            return state.heard.allSatisfy { ($0 ?? 0) >= begin + state.expected.count }
        }
    }

    /// Ends ``listen()``.
    func end() { state.withLock { $0.isOver = true } }

    private func until(_ words: String, _ condition: (inout State) -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let (isThere, trouble) = state.withLock { (condition(&$0), $0.trouble) }
            if let trouble { throw BenchFailure(trouble) }
            if isThere { return }
            guard ContinuousClock.now < deadline else {
                end()
                throw BenchFailure(words)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Reads what comes until the end. Blocks.
    /// - Returns: milliseconds from each referral's answer until each page counted it.
    func listen() throws -> [Double] {
        var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var input = [UInt8](repeating: 0, count: 16384)
        var latencies: [Double] = []
        while !state.withLock({ $0.isOver }) {
            guard poll(&polls, nfds_t(polls.count), 50) > 0 else { continue }
            for index in polls.indices where polls[index].revents != 0 {
                let count = read(polls[index].fd, &input, input.count)
                guard count > 0 else {
                    state.withLock { $0.trouble = "the portal ended a stream" }
                    throw BenchFailure("the portal ended a stream")
                }
                guard let total = Self.total(in: input[..<count]) else { continue }
                let now = Nanoseconds.now
                state.withLock { Self.hear(total, of: index, at: now, &$0, &latencies) }
            }
        }
        return latencies
    }

    private static func hear(
        _ total: Int, of page: Int, at now: UInt64, _ state: inout State, _ latencies: inout [Double]
    ) {
        if let begin = state.begin, let before = state.heard[page], total > before {
            // The nth referral is seen by whoever counts n more than before.
            for number in (before - begin)..<min(total - begin, state.expected.count) where number >= 0 {
                latencies.append(Double(now - min(now, state.expected[number])) / 1e6)
            }
        }
        state.heard[page] = total
    }

    /// The last total in what arrived; a message is far smaller than a packet, so none comes in two pieces.
    private static func total(in bytes: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let place = text.range(of: "\"total\":", options: .backwards) else { return nil }
        return Int(text[place.upperBound...].prefix { $0.isNumber })
    }
}
