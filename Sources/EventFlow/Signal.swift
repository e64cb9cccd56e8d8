import Synchronization

/// Wakes waiting loops. Raising it while nobody waits is remembered, once.
public final class Signal: Sendable {
    private struct State {
        var raised = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Not raised.
    public init() {}

    /// Wakes all who wait; when nobody does, the next to wait passes at once.
    public func raise() {
        let waiters = state.withLock { state in
            defer { state.waiters = [] }
            if state.waiters.isEmpty { state.raised = true }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when raised, when `limit` has passed, or when the task is cancelled.
    public func wait(atMost limit: Duration) async {
        let timer = Task {
            try await Task.sleep(for: limit)
            raise()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passed = state.withLock { state in
                    if state.raised || Task.isCancelled {
                        state.raised = false
                        return true
                    }
                    state.waiters.append(continuation)
                    return false
                }
                if passed { continuation.resume() }
            }
        } onCancel: {
            raise()
        }
        timer.cancel()
    }
}
