import EventFlow
import Synchronization

/// Tells those of this process who wait for news that some is about to be committed.
final class FeedBell: Sendable {
    private let signal = Signal()
    private let isRung = Atomic(false)

    /// Called within the transaction: the news is visible a moment later.
    func ring() {
        isRung.store(true, ordering: .releasing)
        signal.raise()
    }

    /// Returns when rung, or when `limit` has passed, and says which.
    func wait(atMost limit: Duration) async -> Bool {
        await signal.wait(atMost: limit)
        return isRung.exchange(false, ordering: .acquiringAndReleasing)
    }
}
