import Kafka
import Testing

@testable import EventFlow

/// Whose turn it is, and who rests.
@Suite("A lane's queue")
struct LaneQueueTests {
    private let start = ContinuousClock.now
    private let first = TopicPartition(topic: "t", partition: 0)
    private let second = TopicPartition(topic: "t", partition: 3)

    private func batch(_ place: TopicPartition, _ offset: Int64) -> LaneQueue.Work {
        .batch(
            PartitionBatch(
                topic: place.topic, partition: place.partition,
                records: [ConsumerRecord(offset: offset, timestamp: 0, key: nil, value: nil, headers: [])],
                highWatermark: 10))
    }

    @Test("Partitions take turns, and each keeps its order")
    func turns() {
        var queue = LaneQueue()
        for offset in Int64(0)..<2 { queue.add(batch(first, offset), of: first) }
        queue.add(batch(second, 7), of: second)
        #expect(queue.next(now: start) == .work(first, batch(first, 0)))
        let hasMore = !queue.finish(first)
        #expect(hasMore)
        #expect(queue.next(now: start) == .work(second, batch(second, 7)))
        let isIdle1 = queue.finish(second)
        #expect(isIdle1)
        #expect(queue.next(now: start) == .work(first, batch(first, 1)))
        let isIdle2 = queue.finish(first)
        #expect(isIdle2)
        #expect(queue.next(now: start) == .rest(until: nil))
    }

    @Test("One in trouble rests, longer each time, and comes again with the same work; the others go on meanwhile")
    func trouble() throws {
        var queue = LaneQueue()
        queue.add(batch(first, 0), of: first)
        queue.add(batch(second, 0), of: second)
        queue.postpone(first, now: start)
        #expect(queue.inTrouble == 1)
        #expect(queue.next(now: start) == .work(second, batch(second, 0)))
        let isIdle3 = queue.finish(second)
        #expect(isIdle3)
        guard case .rest(let until?) = queue.next(now: start) else {
            Issue.record("the partition in trouble is to be tried again some time")
            return
        }
        #expect(until > start)
        #expect(queue.next(now: until) == .work(first, batch(first, 0)))
        var rests = [until - start]
        for _ in 0..<12 {
            queue.postpone(first, now: start)
            if case .rest(let until?) = queue.next(now: start) { rests.append(until - start) }
        }
        #expect(rests.count == 13)
        #expect(try #require(rests.last) > rests[0] * 10)
        #expect(rests.allSatisfy { $0 <= .seconds(6) })
        let isIdle4 = queue.finish(first)
        #expect(isIdle4)
        #expect(queue.inTrouble == 0)
    }

    @Test("What belongs to another copy now is forgotten, and work that ends after that does no harm")
    func dropped() {
        var queue = LaneQueue()
        queue.add(batch(first, 0), of: first)
        queue.add(batch(second, 0), of: second)
        queue.drop([first])
        let isIdle5 = queue.finish(first)
        #expect(isIdle5)
        queue.postpone(first, now: start)
        #expect(queue.next(now: start) == .work(second, batch(second, 0)))
    }
}
