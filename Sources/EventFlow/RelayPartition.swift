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
    static func lockFree(_ share: RelayShare) -> PostgresQuery {
        """
        with free as materialized (
            select partition, epoch, cut, high_water from relay_partition
            where partition % \(share.count) = \(share.index) for update skip locked),
        named as (select set_config('relay.partitions', array_agg(partition)::text, true) from free)
        select partition, epoch, cut, high_water from free, named
        """
    }

    static func decode(_ rows: PostgresRows) throws -> [RelayPartition] {
        try rows.decode(Int32.self, Int32.self, Int64.self, Int64.self).map { partition, epoch, cut, highWater in
            RelayPartition(
                partition: partition, epoch: .init(number: epoch, cut: cut), highWater: highWater)
        }
    }

    /// Starts a new epoch at `cut` and puts everything that was acknowledged at or beyond it back in the outbox.
    static func openEpoch(_ partition: Int32, cut: Int64, highWater: Int64) -> [PostgresQuery] {
        [
            // An epoch that was used and then forgotten in a crash could be opened again with another cut.
            "set local synchronous_commit = on",
            """
            update relay_partition set epoch = epoch + 1, cut = \(cut), high_water = \(highWater)
            where partition = \(partition)
            """,
            """
            with touched as (
                delete from published_run where partition = \(partition) and last_offset >= \(cut)
                returning positions, offsets),
            each as (
                select position, "offset"
                from touched cross join lateral unnest(positions, offsets) as e (position, "offset")),
            kept as (
                insert into published_run (partition, last_offset, positions, offsets)
                select \(partition), max("offset"), array_agg(position order by "offset"),
                    array_agg("offset" order by "offset")
                from each where "offset" < \(cut) having count(*) > 0)
            insert into outbox (position, partition) select position, \(partition) from each where "offset" >= \(cut)
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
