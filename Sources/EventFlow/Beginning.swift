public import Contracts
public import FoundationEssentials
import Kafka
public import Postgres
import Synchronization

/// How the story of an aggregate begins: its first events, to be appended with the beginnings of others.
public struct Beginning: Sendable {
    let subject: UUID
    let key: UUID
    let time: Date
    let trace: TraceContext?
    let events: [(type: String, payload: [UInt8])]

    /// - Parameters:
    ///   - events: what was decided, oldest first.
    ///   - subject: the aggregate, which does not exist yet.
    ///   - key: the referral whose story this is: it decides the partition, so the order.
    ///   - time: when it happened.
    ///   - trace: the trace of whoever caused it. Handed in, because the transaction works for several.
    /// - Throws: ``ContractError``
    public init<E: TopicEvent>(_ events: [E], of subject: UUID, key: UUID, at time: Date, trace: TraceContext?) throws {
        self.subject = subject
        self.key = key
        self.time = time
        self.trace = trace
        self.events = try events.map { (type: $0.type, payload: try $0.payload()) }
    }
}

extension EventTransaction {
    /// Appends the beginnings of several aggregates to the log and the outbox, in one round trip with `statements`, which
    /// are run before.
    ///
    /// - Returns: what `statements` returned.
    /// - Throws: `PostgresError`; a unique violation when one of the aggregates exists already.
    @discardableResult
    public func append(
        _ beginnings: [Beginning], after statements: [PostgresQuery] = []
    ) async throws -> [PostgresRows] {
        let begun = beginnings.filter { !$0.events.isEmpty }
        guard !begun.isEmpty else { return try await sql.pipeline(statements) }
        let rows = try await sql.pipeline(statements + [Self.enter(begun), log(begun)])
        atEnd.noteAppended()
        return Array(rows.prefix(statements.count))
    }

    private static func enter(_ begun: [Beginning]) -> PostgresQuery {
        """
        insert into aggregate (subject, version)
        select * from unnest(\(begun.map(\.subject)), \(begun.map { Int64($0.events.count) }))
        """
    }

    /// One aggregate's events stay in order: positions are drawn as the rows come, and they come as they are given.
    private func log(_ begun: [Beginning]) -> PostgresQuery {
        let rows = begun.flatMap { beginning in
            let partition = murmur2Partition(key: Array(beginning.key.text.utf8), partitions: Topic.partitions)
            return beginning.events.enumerated().map { offset, event in
                (beginning: beginning, version: Int64(offset) + 1, partition: partition, event: event)
            }
        }
        return """
            with logged as (
                insert into event_log
                    (event_id, subject, version, key, partition, type, occurred_at, traceparent, payload)
                select event_id, subject, version, key, partition, type, occurred_at, nullif(traceparent, ''), payload
                from unnest(
                    \(rows.map { newEventID($0.beginning.time) }), \(rows.map(\.beginning.subject)),
                    \(rows.map(\.version)), \(rows.map(\.beginning.key)), \(rows.map(\.partition)),
                    \(rows.map(\.event.type)), \(rows.map(\.beginning.time)),
                    \(rows.map { $0.beginning.trace?.header ?? "" }), \(rows.map(\.event.payload))
                ) as given (event_id, subject, version, key, partition, type, occurred_at, traceparent, payload)
                returning position, partition)
            insert into outbox (position, partition) select position, partition from logged
            """
    }
}
