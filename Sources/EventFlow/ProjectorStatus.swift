import Synchronization

/// Whether a projector is at work, for readiness checks.
public final class ProjectorStatus: Sendable {
    /// How it stood at one moment.
    public struct Snapshot: Sendable, Equatable {
        /// The consumer group has given this copy its share (which may be empty), and has not taken it back.
        public var isAssigned = false
        /// The last attempt to apply a batch failed and is being tried again.
        public var isStruggling = false
    }

    private let state = Mutex(Snapshot())

    /// How it stands now.
    public var snapshot: Snapshot { state.withLock { $0 } }

    func update(_ change: (inout Snapshot) -> Void) { state.withLock { change(&$0) } }
}
