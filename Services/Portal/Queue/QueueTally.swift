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
        /// Who may work these queues.
        let people: [Colleague]
        /// From then on it may be another, though nothing happens.
        let until: Date
    }

    /// Counted anew after this in any case: somebody may have mended the read model by hand, or have been given access, and
    /// a case may have become late.
    static let longest: TimeInterval = 2

    private let reader: QueueReader
    private var position = ""
    private var known: [Part: Standing] = [:]

    private struct Part: Hashable {
        let localities: Set<String>
        let filter: QueueFilter
    }

    init(reader: QueueReader) { self.reader = reader }

    /// How the queues of these localities stand at `now`, as far as they are looked at.
    func standing(
        of localities: [String], _ filter: QueueFilter = QueueFilter(), at now: Date
    ) async throws -> Standing {
        let part = Part(localities: Set(localities), filter: filter)
        // Asked for before anything is counted: what is counted then is at least as new, so an older count is never taken
        // for a newer one.
        let position = try await reader.position()
        if position != self.position { (self.position, known) = (position, [:]) }
        if let standing = known[part], now < standing.until { return standing }
        let standing = try await reader.standing(of: localities, filter, at: now)
        if position == self.position { known[part] = standing }
        return standing
    }
}
