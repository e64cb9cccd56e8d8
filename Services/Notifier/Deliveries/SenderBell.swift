import EventFlow
import Postgres
import Synchronization

/// Wakes the sender of this process as soon as what was queued is committed, and not before.
///
/// Whoever rings does so inside its transaction, when nobody else can see the new rows yet. So it also takes a lock
/// that lasts until the transaction ends; the sender, once woken, waits for that lock and then finds the rows there.
final class SenderBell: Sendable {
    private let signal = Signal()
    private let isRung = Atomic(false)
    /// Each process has a lock of its own, so that copies do not wait for each other.
    private let lock = Int64.random(in: .min ... .max)

    init() {}

    /// Rings when the transaction has ended.
    func ring(in sql: PostgresTransaction) async throws {
        try await sql.execute("select pg_advisory_xact_lock_shared(\(lock))")
        isRung.store(true, ordering: .releasing)
        signal.raise()
    }

    /// Ends the wait at once.
    func interrupt() { signal.raise() }

    /// Returns when rung and the ringer's transaction has ended, or when `limit` has passed.
    func wait(atMost limit: Duration, in pool: PostgresPool) async throws {
        await signal.wait(atMost: limit)
        if isRung.exchange(false, ordering: .acquiringAndReleasing) {
            _ = try await pool.query("select pg_advisory_xact_lock(\(lock))")
        }
    }
}
