public import Postgres

/// Publishing a whole topic again from the event log, for a broker that lost it or a reader that needs it from
/// the beginning. Harmless to whoever has seen it: versions tell.
public enum Refill {
    /// Puts every event of the log back in the outbox, from where the running relay publishes it in order once the
    /// transaction is committed. Nothing is published meanwhile: a relay at work would take for done what is to be
    /// done again.
    /// - Returns: how many events are to be published now.
    public static func start(in sql: PostgresTransaction) async throws -> Int {
        // Long enough for tens of millions of events.
        try await sql.setStatementTimeout(.seconds(600))
        let results = try await sql.pipeline([
            "select from relay_partition order by partition for update",
            "delete from published_run",
            """
            insert into outbox (position, partition) select position, partition from event_log order by position
            on conflict (partition, position) do update set attempts = 0, next_attempt_at = '-infinity'
            """,
        ])
        return results[2].affected
    }

    /// How many events are still to be published. Up to 10,000 they are counted; beyond that it is the span of their
    /// positions, which is never too few, falls as they are published, and costs nothing to ask.
    public static func remaining(in sql: some PostgresSession) async throws -> Int {
        try await sql.query(
            """
            select case when counted <= 10000 then counted else span end
            from (select count(*) from (select from outbox limit 10001) as few) as size (counted), outbox_span
            """
        ).decodeFirst(Int.self) ?? 0
    }
}
