import Contracts
import Foundation
import Testing

@testable import EventFlow
@testable import Kafka

@Suite("What the relay learns from acknowledgements")
struct AcknowledgedBatchTests {
    private func row(_ position: Int64, partition: Int32 = 0, key: UUID = UUID()) -> OutboxRow {
        OutboxRow(
            position: position, partition: partition, eventID: UUID(), subject: UUID(), version: 1, key: key,
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
        #expect(partition?.isCut == false)
        #expect(partition?.highWater == 7)
    }

    @Test("An offset at or below the mark means the log was cut there", arguments: [4, 100])
    func cut(highWater: Int64) {
        let partition = batch([4, 5, 6], highWater: highWater)
        #expect(partition?.isCut == true)
        #expect(partition?.highWater == 6)
    }

    @Test("Offsets that fall within a batch mean that two logs took a part each")
    func cutWithin() {
        #expect(batch([0, 1, 0, 1], highWater: -1)?.isCut == true)
        #expect(batch([7, 8, 0], highWater: 6)?.highWater == 0)
        #expect(batch([0, nil, 1], highWater: -1)?.isCut == false)
    }

    @Test("An acknowledgement without an offset proves nothing")
    func unknownOffset() {
        let partition = batch([nil, 5], highWater: 4)
        #expect(partition?.isCut == false)
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
        #expect(batch.partitions.map(\.isCut) == [false, true])
    }

    private static let refusal = KafkaError(
        kind: .recordRefused, code: 10, name: "MSG_SIZE_TOO_LARGE", isRetriable: false, isFatal: false, description: "")
    private static let silence = KafkaError(
        kind: .timedOut, code: -192, name: "_MSG_TIMED_OUT", isRetriable: true, isFatal: false, description: "")

    @Test(
        "What was acknowledged behind a failed row of its key is not taken for published",
        arguments: [refusal, silence])
    func behindAFailure(error: KafkaError) {
        let key = UUID()
        let rows = [row(1, key: key), row(2, key: key), row(3), row(4, key: key)]
        let batch = AcknowledgedBatch(
            rows: rows, results: [.success(0), .failure(error), .success(1), .success(2)],
            partitions: [RelayPartition(partition: 0, epoch: .first, highWater: -1)])
        #expect(batch.partitions.first?.acknowledged.map(\.row.position) == [1, 3])
        #expect(batch.partitions.first?.highWater == 1)
        let isRefusal = error.kind == .recordRefused
        #expect(batch.refused.map(\.row.position) == (isRefusal ? [2] : []))
        #expect(batch.interruption == (isRefusal ? nil : error))
    }
}
