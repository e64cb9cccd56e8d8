import Synchronization

/// Whether the mail server is there, as far as this process knows, and how long to leave it alone. All who send share it.
///
/// While it is away one of them tries, one mail at a time, so that a thousand of them do not knock at once.
final class Outage: Sendable {
    private struct State {
        var isOn = false
        /// At first it is not known what other processes met before this one.
        var mayBeOver = true
        var pause: Duration = .seconds(1)
    }

    private let state = Mutex(State())

    /// Whether the server was away when it was last asked.
    var isOn: Bool { state.withLock { $0.isOn } }

    /// Whether mails may be waiting because the server was away.
    var mayBeOver: Bool { state.withLock { $0.mayBeOver } }

    /// Whether this is news.
    func begin() -> Bool {
        state.withLock { state in
            defer { (state.isOn, state.mayBeOver) = (true, true) }
            return !state.isOn
        }
    }

    /// Whether this is news.
    func end() -> Bool {
        state.withLock { state in
            defer { state = State(mayBeOver: false) }
            return state.isOn
        }
    }

    func nextPause() -> Duration {
        state.withLock { state in
            defer { state.pause = min(state.pause * 2, .seconds(30)) }
            return state.pause * Double.random(in: 0.9...1.1)
        }
    }
}
