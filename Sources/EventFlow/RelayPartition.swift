import Kafka
import Postgres

/// What the relay knows of one partition of its topic.
struct RelayPartition: Sendable {
    let partition: Int32
    let epoch: EventEnvelope.Epoch
    /// The highest offset ever acknowledged in this epoch; -1 before the first.
    let highWater: Int64

    /// Locks every partition that no other relay is publishing to just now.
    static func lockFree(in sql: some PostgresSession) async throws -> [RelayPartition] {
        try await sql.query(
            """
            select partition, epoch, cut, high_water from relay_partition
            order by partition for update skip locked
            """
        ).decode(Int32.self, Int32.self, Int64.self, Int64.self).map { partition, epoch, cut, highWater in
            RelayPartition(
                partition: partition, epoch: .init(number: epoch, cut: cut), highWater: highWater)
        }
    }

    /// Starts a new epoch at `cut` and puts everything that was acknowledged at or beyond it back in the outbox.
    static func openEpoch(_ partition: Int32, cut: Int64, highWater: Int64) -> [PostgresQuery] {
        [
            """
            update relay_partition set epoch = epoch + 1, cut = \(cut), high_water = \(highWater)
            where partition = \(partition)
            """,
            """
            with lost as (
                delete from published where partition = \(partition) and "offset" >= \(cut) returning position)
            insert into outbox (position, partition) select position, \(partition) from lost
            on conflict do nothing
            """,
        ]
    }
}
