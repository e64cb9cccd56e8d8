import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// How queues stand, kept until the read model has moved on or time moves something to another heading: whoever looks at page
/// after page has nothing counted anew.
actor QueueTally {
    /// How the queues of some localities stand.
    struct Standing: Sendable {
        /// By locality; one without a queue is left out.
        let counts: [String: QueueCounts]
        /// Referrals that were posted and have no case yet, so that nobody's queue shows them.
        let onTheirWay: Int
        /// What localities are called.
        let localities: LocalityBook
        /// From then on it may be another, though nothing happens.
        let until: Date
    }

    /// Counted anew after this in any case, because somebody may have mended the read model by hand.
    static let longest: TimeInterval = 2

    private let reader: QueueReader
    private var position = ""
    private var known: [Set<String>: Standing] = [:]

    init(reader: QueueReader) { self.reader = reader }

    /// How the queues of these localities stand at `now`.
    func standing(of localities: [String], at now: Date) async throws -> Standing {
        // Asked for before anything is counted: what is counted then is at least as new, so an older count is never taken
        // for a newer one.
        let position = try await reader.position()
        if position != self.position { (self.position, known) = (position, [:]) }
        if let standing = known[Set(localities)], now < standing.until { return standing }
        let standing = try await reader.standing(of: localities, at: now)
        if position == self.position { known[Set(localities)] = standing }
        return standing
    }
}
