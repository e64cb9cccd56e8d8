import Synchronization

/// Waiting times that double, with a random part so that copies do not march in step.
struct Backoff: Sendable {
    private let first: Duration
    private let longest: Duration
    private var current: Duration

    init(from first: Duration, to longest: Duration) {
        self.first = first
        self.longest = longest
        self.current = first
    }

    mutating func next() -> Duration {
        defer { current = min(current * 2, longest) }
        return current.jittered()
    }

    mutating func reset() { current = first }
}

extension Duration {
    /// This long, give or take a tenth.
    func jittered() -> Duration { self * Double.random(in: 0.9...1.1) }
}

/// Tells a loop that it should come to an end, and cuts its waits short.
final class StopFlag: Sendable {
    private let stopped = Atomic(false)
    private let signal = Signal()

    var isStopped: Bool { stopped.load(ordering: .acquiring) }

    func stop() {
        stopped.store(true, ordering: .releasing)
        signal.raise()
    }

    /// Returns early once stopped.
    func sleep(_ duration: Duration) async {
        guard !isStopped else { return }
        await signal.wait(atMost: duration)
    }
}
