import EventFlow
import Postgres
import Synchronization

/// Wakes those who send in this process as soon as what was queued is committed, and not before.
///
/// Whoever rings does so inside its transaction, when nobody else can see the new rows yet. So it also takes a lock
/// that lasts until the transaction ends; who sends, once woken, waits for that lock and then finds the rows there.
final class SenderBell: Sendable {
    private let signal = Signal()
    private let rings = Atomic(0)
    /// Each process has a lock of its own, so that copies do not wait for each other.
    private let lock = Int64.random(in: .min ... .max)

    init() {}

    /// Rings when the transaction has ended.
    func ring(in sql: PostgresTransaction) async throws {
        try await sql.execute("select pg_advisory_xact_lock_shared(\(lock))")
        rings.wrappingAdd(1, ordering: .releasing)
        signal.raise()
    }

    /// Returns when it has rung more than `heard` times and the ringers' transactions have ended, when `limit` has passed, or
    /// when the task is cancelled.
    /// - Returns: how often it has rung.
    func wait(atMost limit: Duration, after heard: Int, in pool: PostgresPool) async throws -> Int {
        if rings.load(ordering: .acquiring) == heard { await signal.wait(atMost: limit) }
        let rung = rings.load(ordering: .acquiring)
        if rung != heard { _ = try await pool.query("select pg_advisory_xact_lock(\(lock))") }
        return rung
    }
}
