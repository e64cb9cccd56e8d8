import Logging
import Postgres
import ServiceLifecycle

/// Removes idempotency keys older than seven days, now and then, a few at a time. Copies may do so at once.
struct IdempotencyPurge: Service {
    let pool: PostgresPool
    let logger: Logger

    static let pause: Duration = .seconds(3600)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    while try await Self.purge(pool) == Self.rowsAtOnce {}
                } catch let error as PostgresError {
                    logger.info("Old idempotency keys were not removed; next time", metadata: ["why": "\(error)"])
                }
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    static let rowsAtOnce = 1000

    /// Removes up to ``rowsAtOnce`` keys. Returns how many.
    static func purge(_ pool: PostgresPool) async throws -> Int {
        try await pool.execute(
            """
            delete from idempotency where ctid = any (array(
                select ctid from idempotency where created_at < now() - interval '7 days'
                order by created_at limit \(rowsAtOnce) for update skip locked))
            """)
    }
}
