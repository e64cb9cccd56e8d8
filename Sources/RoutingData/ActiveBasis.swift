public import Postgres
import Synchronization

/// What counts now, read and checked once for each version: asking again costs a look at two labels.
public final class ActiveBasis: Sendable {
    private struct Known {
        var labels: [String?]
        var basis: RoutingBasis
    }

    private let known = Mutex<Known?>(nil)
    private let changed: @Sendable (RoutingBasis) -> Void

    /// Knows nothing yet.
    /// - Parameter changed: told what counts, first and whenever it has become another.
    public init(changed: @escaping @Sendable (RoutingBasis) -> Void = { _ in }) { self.changed = changed }

    /// The statements whose answers ``basis(_:in:)`` wants, to be sent along with others.
    public static var questions: [PostgresQuery] {
        [RoutingDataStore.activeLabel(.rules), RoutingDataStore.activeLabel(.county)]
    }

    /// What counts now, in a round trip of its own.
    /// - Throws: ``FileFaults`` when an older version accepted what this one does not; `PostgresError`.
    public func basis(in sql: some PostgresSession) async throws -> RoutingBasis {
        try await basis(try await sql.pipeline(Self.questions), in: sql)
    }

    /// What counts by the answers to ``questions``.
    /// - Throws: as ``basis(in:)``.
    public func basis(_ answers: some Collection<PostgresRows>, in sql: some PostgresSession) async throws
        -> RoutingBasis
    {
        let labels = try answers.map { try $0.decodeFirst(String.self) }
        if let known = known.withLock({ $0 }), known.labels == labels { return known.basis }
        let store = RoutingDataStore()
        var basis = try RoutingBasis.builtIn()
        if let text = try await store.activeText(.rules, in: sql) { basis.rules = try RuleSetFile(text).rules }
        if let text = try await store.activeText(.county, in: sql) { basis.county = try CountyFile(text).county }
        // What was activated since the labels were read is newer than they say: then it is read once more next time.
        let read = Known(labels: labels, basis: basis)
        let isNew = known.withLock { known in
            let isNew = known?.basis != basis
            known = read
            return isNew
        }
        if isNew { changed(basis) }
        return basis
    }
}
