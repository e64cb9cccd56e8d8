import FoundationEssentials
import Kafka

/// What became of one claimed batch: pure bookkeeping between the broker's answers and the database.
struct AcknowledgedBatch: Sendable {
    struct Partition: Sendable {
        let partition: Int32
        /// In the order of their positions.
        var acknowledged: [(row: OutboxRow, offset: Int64?)] = []
        /// The highest offset on this partition's log that we know of, this batch included.
        var highWater: Int64
        /// The log turns out to have lost what was acknowledged before, or a part of it.
        var isCut = false
    }

    private(set) var partitions: [Partition] = []
    /// Rows that can never be published as they are, and why.
    private(set) var refused: [(row: OutboxRow, error: KafkaError)] = []
    /// Why others were not acknowledged, through no fault of theirs: they are simply still to be published.
    private(set) var interruption: KafkaError?

    var acknowledgedCount: Int { partitions.reduce(0) { $0 + $1.acknowledged.count } }
    var changesNothing: Bool { partitions.isEmpty && refused.isEmpty }
    var isCut: Bool { partitions.contains(where: \.isCut) }

    /// A row is taken for published only if every row before it under its key is. What was acknowledged behind one that
    /// failed is published again after it, which is harmless, where a reader that met it first would have to wait.
    init(rows: [OutboxRow], results: [Result<Int64?, KafkaError>], partitions known: [RelayPartition]) {
        var found: [Int32: Partition] = [:]
        let before = Dictionary(uniqueKeysWithValues: known.map { ($0.partition, $0.highWater) })
        var held: Set<UUID> = []
        for (row, result) in zip(rows, results) {
            switch result {
            case .success(let offset):
                guard held.isEmpty || !held.contains(row.key) else { continue }
                found[
                    row.partition, default: Partition(partition: row.partition, highWater: before[row.partition] ?? -1)
                ]
                .acknowledged.append((row, offset))
            case .failure(let error):
                guard held.insert(row.key).inserted else { continue }
                if error.kind == .recordRefused { refused.append((row, error)) } else { interruption = error }
            }
        }
        partitions = found.values.sorted { $0.partition < $1.partition }.map { partition in
            var partition = partition
            let offsets = partition.acknowledged.compactMap(\.offset)
            guard let lowest = offsets.min(), let highest = offsets.max() else { return partition }
            // An offset that was taken once already, by an earlier batch or in this one: the log that held it is gone.
            partition.isCut = lowest <= partition.highWater || zip(offsets, offsets.dropFirst()).contains { $0 >= $1 }
            partition.highWater = partition.isCut ? offsets.last ?? highest : highest
            return partition
        }
    }
}
