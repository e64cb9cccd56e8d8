public import Postgres

/// Publishing a whole topic again from the event log, for a broker that lost it or a reader that needs it from
/// the beginning. Harmless to whoever has seen it: versions tell.
public enum Refill {
    /// Puts every event of the log back in the outbox, from where the running relay publishes it in order.
    /// - Returns: how many events are to be published now.
    public static func start(in sql: some PostgresSession) async throws -> Int {
        try await sql.execute(
            """
            with again as (delete from published)
            insert into outbox (position, partition) select position, partition from event_log
            on conflict (position) do update set attempts = 0, next_attempt_at = '-infinity'
            """)
    }

    /// How many events are still to be published.
    public static func remaining(in sql: some PostgresSession) async throws -> Int {
        try await sql.query("select count(*) from outbox").decode(Int.self).first ?? 0
    }
}
