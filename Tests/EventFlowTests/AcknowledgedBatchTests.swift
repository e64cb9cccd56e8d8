import Contracts
import Foundation
import Kafka
import Testing

@testable import EventFlow

@Suite("What the relay learns from acknowledgements")
struct AcknowledgedBatchTests {
    private func row(_ position: Int64, partition: Int32 = 0) -> OutboxRow {
        OutboxRow(
            position: position, partition: partition, eventID: UUID(), subject: UUID(), version: 1, key: UUID(),
            type: "t", occurredAt: Date(timeIntervalSince1970: 0), traceparent: nil, payload: [])
    }

    private func batch(_ offsets: [Int64?], highWater: Int64) -> AcknowledgedBatch.Partition? {
        AcknowledgedBatch(
            rows: offsets.indices.map { row(Int64($0)) }, results: offsets.map { .success($0) },
            partitions: [RelayPartition(partition: 0, epoch: .first, highWater: highWater)]
        ).partitions.first
    }

    @Test("Offsets above the mark move it")
    func ordinary() {
        let partition = batch([5, 6, 7], highWater: 4)
        #expect(partition?.cut == nil)
        #expect(partition?.highWater == 7)
    }

    @Test("An offset at or below the mark means the log was cut there", arguments: [4, 100])
    func cut(highWater: Int64) {
        let partition = batch([4, 5, 6], highWater: highWater)
        #expect(partition?.cut == 4)
        #expect(partition?.highWater == 6)
    }

    @Test("An acknowledgement without an offset proves nothing")
    func unknownOffset() {
        let partition = batch([nil, 5], highWater: 4)
        #expect(partition?.cut == nil)
        #expect(partition?.highWater == 5)
        #expect(batch([nil], highWater: 4)?.highWater == 4)
    }

    @Test("Partitions are judged each by its own mark")
    func perPartition() {
        let batch = AcknowledgedBatch(
            rows: [row(1, partition: 0), row(2, partition: 1)], results: [.success(0), .success(0)],
            partitions: [
                RelayPartition(partition: 0, epoch: .first, highWater: -1),
                RelayPartition(partition: 1, epoch: .first, highWater: 9),
            ])
        #expect(batch.partitions.map(\.cut) == [nil, 0])
    }
}
