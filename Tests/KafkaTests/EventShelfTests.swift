import Synchronization
import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1))) struct EventShelfTests {
    private let here = TopicPartition(topic: "t", partition: 0)
    private let there = TopicPartition(topic: "t", partition: 1)

    private func records(_ offsets: Range<Int64>) -> [ConsumerRecord] {
        offsets.map { ConsumerRecord(offset: $0, timestamp: 0, key: nil, value: nil, headers: []) }
    }

    private func shelf(batch: Int = 10, _ hasRoom: @escaping @Sendable (TopicPartition) -> Void = { _ in })
        -> EventShelf
    {
        EventShelf(batch: batch, hasRoom: hasRoom)
    }

    @Test func cutsAndJoinsBatches() async throws {
        let shelf = shelf()
        let round = try #require(shelf.assign([here])[here])
        for offset in Int64(0)..<15 {
            #expect(!shelf.put(records(offset..<offset + 1), bytes: 1, highWatermark: 99, for: here, round: round))
        }
        guard case .batch(let first) = await shelf.next(), case .batch(let second) = await shelf.next() else {
            Issue.record("no batches")
            return
        }
        #expect(first.records.map(\.offset) == Array(0..<10))
        #expect(second.records.map(\.offset) == Array(10..<15))
        #expect(second.highWatermark == 99)
    }

    @Test func servesPartitionsInTurn() async throws {
        let shelf = shelf()
        let rounds = shelf.assign([here, there])
        for place in [here, there] {
            let round = try #require(rounds[place])
            _ = shelf.put(records(0..<30), bytes: 30, highWatermark: 30, for: place, round: round)
        }
        var order: [Int32] = []
        for _ in 0..<6 { if case .batch(let batch) = await shelf.next() { order.append(batch.partition) } }
        #expect(order == [0, 1, 0, 1, 0, 1])
    }

    @Test func saysWhenItIsFullAndWhenThereIsRoom() async throws {
        let told = Mutex<[TopicPartition]>([])
        let shelf = shelf { place in told.withLock { $0.append(place) } }
        let round = try #require(shelf.assign([here])[here])
        #expect(!shelf.put(records(0..<39), bytes: 39, highWatermark: 0, for: here, round: round))
        #expect(shelf.put(records(39..<40), bytes: 1, highWatermark: 0, for: here, round: round))
        _ = await shelf.next()
        #expect(told.withLock { $0 } == [])
        _ = await shelf.next()
        #expect(told.withLock { $0 } == [here])
    }

    @Test func countsBytesToo() throws {
        let shelf = shelf()
        let round = try #require(shelf.assign([here])[here])
        #expect(shelf.put(records(0..<1), bytes: 3_000_000, highWatermark: 0, for: here, round: round))
    }

    @Test func dropsWhatBelongsToAnEarlierRound() async throws {
        let shelf = shelf()
        let old = try #require(shelf.assign([here])[here])
        _ = shelf.put(records(0..<5), bytes: 5, highWatermark: 0, for: here, round: old)
        let new = try #require(shelf.startOver(here))
        _ = shelf.put(records(5..<10), bytes: 5, highWatermark: 0, for: here, round: old)
        shelf.putOutOfRange(here, round: old)
        _ = shelf.put(records(2..<3), bytes: 1, highWatermark: 0, for: here, round: new)
        guard case .batch(let batch) = await shelf.next() else {
            Issue.record("no batch")
            return
        }
        #expect(batch.records.map(\.offset) == [2])
        #expect(!shelf.isCurrent(here, round: old))
    }

    @Test func tellsOfTheEndAfterTheRecordsBeforeIt() async throws {
        let shelf = shelf()
        let round = try #require(shelf.assign([here])[here])
        _ = shelf.put(records(0..<1), bytes: 1, highWatermark: 0, for: here, round: round)
        shelf.putOutOfRange(here, round: round)
        guard case .batch = await shelf.next() else {
            Issue.record("records were lost")
            return
        }
        #expect(await shelf.next() == .outOfRange(topic: "t", partition: 0))
    }

    @Test func takesRevokedPartitionsDown() async throws {
        let shelf = shelf()
        let round = try #require(shelf.assign([here])[here])
        _ = shelf.put(records(0..<1), bytes: 1, highWatermark: 0, for: here, round: round)
        shelf.revoke([here], isKnown: true)
        shelf.announce(.assigned([there]))
        #expect(await shelf.next() == .revoked([here]))
        #expect(await shelf.next() == .assigned([there]))
        #expect(shelf.startOver(here) == nil)
    }

    @Test func wakesAReader() async {
        let shelf = shelf()
        async let event = shelf.next()
        shelf.announce(.assigned([here]))
        #expect(await event == .assigned([here]))
        async let last = shelf.next()
        shelf.finish()
        #expect(await last == nil)
        #expect(await shelf.next() == nil)
    }
}
