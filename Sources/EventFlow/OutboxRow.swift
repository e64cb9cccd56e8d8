import Contracts
import FoundationEssentials
import Kafka
import Postgres

/// An event still to be published.
struct OutboxRow: Sendable {
    let position: Int64
    let partition: Int32
    let eventID: UUID
    let subject: UUID
    let version: Int64
    let key: UUID
    let type: String
    let occurredAt: Date
    let traceparent: String?
    let payload: [UInt8]

    /// The next rows of the partitions that ``RelayPartition/lockFree(_:)`` locked, oldest first, at most `limit` of each.
    ///
    /// A row that failed on its own holds back what came after it under its key: it waits out its time, goes alone, and
    /// the others follow when it is through.
    static func claim(_ limit: Int) -> PostgresQuery {
        """
        with locked as materialized (
            select unnest(nullif(current_setting('relay.partitions', true), '')::int[]) as partition),
        holding as materialized (
            select key, min(position) as position from outbox join event_log using (position)
            where attempts > 0 and outbox.partition in (select partition from locked) group by key)
        select next.* from locked cross join lateral (
            select position, o.partition, event_id, subject, version, key, type, occurred_at, traceparent, payload
            from outbox o join event_log l using (position)
            where o.partition = locked.partition and next_attempt_at <= now()
                and not exists (select from holding where holding.key = l.key and holding.position < o.position)
            order by o.position limit \(limit)) as next
        order by position
        """
    }

    static func decode(_ rows: PostgresRows) throws -> [OutboxRow] {
        try rows.decode(
            Int64.self, Int32.self, UUID.self, UUID.self, Int64.self, UUID.self, String.self, Date.self,
            String?.self, [UInt8].self
        ).map {
            OutboxRow(
                position: $0.0, partition: $0.1, eventID: $0.2, subject: $0.3, version: $0.4, key: $0.5, type: $0.6,
                occurredAt: $0.7, traceparent: $0.8, payload: $0.9)
        }
    }

    func record(topic: Topic, source: String, epoch: EventEnvelope.Epoch) -> ProducerRecord {
        let envelope = EventEnvelope(
            id: eventID, type: type, source: source, subject: subject, time: occurredAt, version: version,
            traceparent: traceparent, epoch: epoch)
        return ProducerRecord(
            topic: topic.rawValue, partition: partition, key: Array(key.text.utf8), value: payload,
            headers: envelope.headers)
    }

    /// Remembers where each event lies, and takes it out of the outbox.
    static func markPublished(_ partition: AcknowledgedBatch.Partition) -> [PostgresQuery] {
        guard !partition.acknowledged.isEmpty else { return [] }
        let positions = partition.acknowledged.map(\.row.position)
        let offsets = partition.acknowledged.map { $0.offset ?? Int64.max }
        return [
            """
            with gone as (
                delete from outbox where partition = \(partition.partition) and position = any(\(positions))),
            run as (
                insert into published_run (partition, last_offset, positions, offsets)
                values (\(partition.partition), \(offsets.max() ?? Int64.max), \(positions), \(offsets)))
            update relay_partition set high_water = \(partition.highWater) where partition = \(partition.partition)
            """
        ]
    }

    /// Rows that failed on their own wait longer each time: 0.2 s, 0.4 s … up to about a minute.
    static func postpone(_ rows: [OutboxRow]) -> [PostgresQuery] {
        guard !rows.isEmpty else { return [] }
        return [
            """
            update outbox set attempts = attempts + 1,
                next_attempt_at = now() + interval '100 ms' * power(2, least(attempts + 1, 9))
            where partition = any(\(Array(Set(rows.map(\.partition))))) and position = any(\(rows.map(\.position)))
            """
        ]
    }
}
