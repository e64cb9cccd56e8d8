import Synchronization

/// Which cluster's logs the relay's marks are about.
final class KnownCluster: Sendable {
    /// An acknowledgement came from a cluster the marks are not about.
    struct Strange: Error {}

    private let id = Mutex<String?>(nil)

    func know(_ seen: String) { id.withLock { $0 = seen } }

    /// A cluster without a name tells nothing.
    func isKnown(_ seen: String?) -> Bool { seen == nil || id.withLock { $0 == seen } }
}
