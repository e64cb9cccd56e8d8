import FoundationEssentials
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle

/// Removes expired drafts, now and then, a few at a time. Copies may do so at once. An expired draft is not shown to
/// anybody even before.
struct DraftPurge: Service {
    let host: ServiceHost

    static let pause: Duration = .seconds(3600)
    static let rowsAtOnce = 500

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    while try await Self.purge(host.pool, now: host.now()) == Self.rowsAtOnce {}
                } catch let error as PostgresError {
                    host.logger.info("Expired drafts were not removed; next time", metadata: ["why": "\(error)"])
                }
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Removes up to ``rowsAtOnce`` drafts. Returns how many.
    static func purge(_ pool: PostgresPool, now: Date) async throws -> Int {
        try await pool.execute(
            """
            delete from draft where ctid = any (array(
                select ctid from draft where expires_at <= \(now)
                order by expires_at limit \(rowsAtOnce) for update skip locked))
            """)
    }
}
