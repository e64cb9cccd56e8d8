#if DEBUG
import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
#endif

/// The places in the flow of events where a process may die and nothing must come of it. In a debug build a test names
/// one, and the process that passes it kills itself, as `kill -9` would; a release build passes them all.
///
/// `HUB_KILL_AT` holds a place and, after a colon, at which pass (the first, if left out): `relay.acknowledged:3`.
enum KillPoint: String, CaseIterable {
    /// Records are with the producer; no acknowledgement was awaited yet.
    case relayHandedOver = "relay.handed-over"
    /// All acknowledgements are in; nothing is marked.
    case relayAcknowledged = "relay.acknowledged"
    /// What was acknowledged is marked and committed.
    case relayMarked = "relay.marked"
    /// A batch is applied; its transaction is about to commit.
    case projectorApplied = "projector.applied"
    /// A batch is committed; the consumer has not been told.
    case projectorCommitted = "projector.committed"
    /// A rebuilt read model has taken the old one's place, in a transaction about to commit.
    case rebuildSwapping = "rebuild.swapping"
    /// The swap is committed; nothing has been tidied up.
    case rebuildSwapped = "rebuild.swapped"

    /// Ends the process here, at once and without goodbye, if a test asked for that.
    @inline(__always)
    func pass() {
        #if DEBUG
        KillOrder.shared?.heed(self)
        #endif
    }
}

#if DEBUG
import Synchronization

/// What `HUB_KILL_AT` asks for.
private final class KillOrder: Sendable {
    static let shared = KillOrder(ProcessInfo.processInfo.environment["HUB_KILL_AT"])

    private let point: KillPoint
    private let remaining: Atomic<Int>

    init?(_ text: String?) {
        guard let text else { return nil }
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let name = parts.first, let point = KillPoint(rawValue: String(name)) else { return nil }
        self.point = point
        self.remaining = Atomic(parts.dropFirst().first.flatMap { Int($0) } ?? 1)
    }

    func heed(_ passed: KillPoint) {
        guard passed == point, remaining.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
        kill(getpid(), SIGKILL)
    }
}
#endif
