import Kafka
import Postgres

/// What the relay knows of one partition of its topic.
struct RelayPartition: Sendable {
    let partition: Int32
    let epoch: EventEnvelope.Epoch
    /// The highest offset ever acknowledged in this epoch; -1 before the first.
    let highWater: Int64

    /// Locks every partition of the share that no other relay is publishing to just now, until the transaction ends.
    /// The transaction's setting `relay.partitions` names them to the statements behind this one in a pipeline.
    /// - Parameter withEventsOnly: only those for which something waits: to lock a partition costs a write.
    static func lockFree(_ share: RelayShare, withEventsOnly: Bool = false) -> PostgresQuery {
        let waiting: PostgresQuery =
            withEventsOnly ? "and exists (select from outbox where outbox.partition = relay_partition.partition)" : ""
        return """
            with free as materialized (
                select partition, epoch, cut, high_water from relay_partition
                where partition % \(share.count) = \(share.index) \(fragment: waiting) for update skip locked),
            named as (select set_config('relay.partitions', array_agg(partition)::text, true) from free)
            select partition, epoch, cut, high_water from free, named
            """
    }

    /// Locks every partition, waiting for whoever publishes to one.
    static let lockAll: PostgresQuery = """
        select partition, epoch, cut, high_water from relay_partition order by partition for update
        """

    static func decode(_ rows: PostgresRows) throws -> [RelayPartition] {
        try rows.decode(Int32.self, Int32.self, Int64.self, Int64.self).map { partition, epoch, cut, highWater in
            RelayPartition(
                partition: partition, epoch: .init(number: epoch, cut: cut), highWater: highWater)
        }
    }

    /// Starts a new epoch and puts everything that was acknowledged back in the outbox.
    ///
    /// Everything, and not only what lay beyond the place where the loss was noticed: in front of that place may be records
    /// that were acknowledged and never marked, where others of ours had been. Who has seen an event passes over it.
    static func startOver(_ partition: Int32, highWater: Int64) -> [PostgresQuery] {
        [
            // An epoch that was used and then forgotten in a crash could be opened again, with another meaning.
            "set local synchronous_commit = on",
            """
            update relay_partition set epoch = epoch + 1, cut = 0, high_water = \(highWater)
            where partition = \(partition)
            """,
            """
            with lost as (delete from published_run where partition = \(partition) returning positions)
            insert into outbox (position, partition)
            select position, \(partition) from lost cross join lateral unnest(positions) as each (position)
            on conflict do nothing
            """,
        ]
    }
}

/// A part of a topic's partitions: those whose number leaves `index` when divided by `count`.
struct RelayShare: Sendable, Equatable {
    let index: Int32
    let count: Int32

    static let all = RelayShare(index: 0, count: 1)

    static func each(of count: Int32) -> [RelayShare] { (0..<count).map { RelayShare(index: $0, count: count) } }
}
