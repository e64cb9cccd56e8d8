import Kafka

/// What became of one claimed batch: pure bookkeeping between the broker's answers and the database.
struct AcknowledgedBatch: Sendable {
    struct Partition: Sendable {
        let partition: Int32
        var acknowledged: [(row: OutboxRow, offset: Int64?)] = []
        /// The highest offset on this partition's log that we know of, this batch included.
        var highWater: Int64
        /// Where the log turns out to have been cut, if it was.
        var cut: Int64?
    }

    private(set) var partitions: [Partition] = []
    private(set) var failed: [OutboxRow] = []
    private(set) var failures: [KafkaError] = []

    var acknowledgedCount: Int { partitions.reduce(0) { $0 + $1.acknowledged.count } }
    var allFailed: Bool { acknowledgedCount == 0 && !failed.isEmpty }
    var firstFailure: KafkaError? { failures.first }

    init(rows: [OutboxRow], results: [Result<Int64?, KafkaError>], partitions known: [RelayPartition]) {
        var found: [Int32: Partition] = [:]
        let before = Dictionary(uniqueKeysWithValues: known.map { ($0.partition, $0.highWater) })
        for (row, result) in zip(rows, results) {
            switch result {
            case .success(let offset):
                found[
                    row.partition, default: Partition(partition: row.partition, highWater: before[row.partition] ?? -1)
                ]
                .acknowledged.append((row, offset))
            case .failure(let error):
                failed.append(row)
                failures.append(error)
            }
        }
        partitions = found.values.sorted { $0.partition < $1.partition }.map { partition in
            var partition = partition
            let offsets = partition.acknowledged.compactMap(\.offset)
            guard let lowest = offsets.min(), let highest = offsets.max() else { return partition }
            // An offset that was taken once already: the log that held it is gone from there on.
            if lowest <= partition.highWater { partition.cut = lowest }
            partition.highWater = partition.cut == nil ? max(partition.highWater, highest) : highest
            return partition
        }
    }
}
