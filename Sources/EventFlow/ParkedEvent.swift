import Contracts
import FoundationEssentials
import Kafka
import Postgres

/// An event that waits in `parked_event` until it can be applied.
struct ParkedEvent: Sendable {
    let consumer: String
    let topic: Topic
    let partition: Int32
    let subject: UUID
    let version: Int64
    let record: ConsumerRecord

    func event() throws(EnvelopeError) -> ReceivedEvent {
        try ReceivedEvent(topic: topic, partition: partition, record: record)
    }

    /// Parks, or parks once more with a longer wait: 0.2 s, 0.4 s … up to about a minute.
    static func park(
        _ record: ConsumerRecord, of event: ReceivedEvent, consumer: String, because reason: String,
        in sql: some PostgresSession
    ) async throws {
        try await sql.execute(
            """
            insert into parked_event as parked
                (consumer, topic, subject, version, partition, "offset", key, value, headers, reason)
            values (\(consumer), \(event.topic.rawValue), \(event.subject), \(event.version), \(event.partition),
                \(record.offset), \(record.key as [UInt8]?), \(record.value as [UInt8]?),
                \(try StoredRecord.json(of: record.headers)), \(reason))
            on conflict (consumer, topic, subject, version) do update
            set attempts = parked.attempts + 1, reason = excluded.reason,
                next_attempt_at = now() + interval '100 ms' * power(2, least(parked.attempts + 1, 9))
            """)
    }

    /// The parked event of exactly this version, locked.
    static func find(
        consumer: String, topic: Topic, subject: UUID, version: Int64, in sql: some PostgresSession
    ) async throws -> ParkedEvent? {
        let rows = try await sql.query(
            """
            select partition, "offset", key, value, headers, parked_at from parked_event
            where consumer = \(consumer) and topic = \(topic.rawValue)
                and subject = \(subject) and version = \(version)
            for update
            """
        ).decode(Int32.self, Int64.self, [UInt8]?.self, [UInt8]?.self, PostgresJSON.self, Date.self)
        guard let (partition, offset, key, value, headers, parkedAt) = rows.first else { return nil }
        return ParkedEvent(
            consumer: consumer, topic: topic, partition: partition, subject: subject, version: version,
            record: ConsumerRecord(
                offset: offset, timestamp: parkedAt.milliseconds, key: key, value: value,
                headers: try StoredRecord.headers(from: headers)))
    }

    func remove(in sql: some PostgresSession) async throws {
        try await sql.execute(
            """
            delete from parked_event where consumer = \(consumer) and topic = \(topic.rawValue)
                and subject = \(subject) and version = \(version)
            """)
    }

    /// Aggregates whose oldest parked event is the next to apply and due for another attempt.
    static func due(consumer: String, in sql: some PostgresSession) async throws -> [(Topic, Int32, UUID)] {
        try await sql.query(
            """
            select p.topic, p.partition, p.subject from parked_event p
            left join applied_version a using (consumer, topic, subject)
            where p.consumer = \(consumer) and p.next_attempt_at <= now()
                and p.version = coalesce(a.version, 0) + 1
            order by p.parked_at limit 100
            """
        ).decode(String.self, Int32.self, UUID.self).compactMap { topic, partition, subject in
            Topic(rawValue: topic).map { ($0, partition, subject) }
        }
    }
}
