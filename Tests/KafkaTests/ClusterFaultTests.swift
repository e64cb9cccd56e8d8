import Kafka
import Synchronization
import Testing

/// Three brokers, and what goes wrong between them: nothing acknowledged is missing, nothing is out of order, and a reader
/// sees nothing twice.
@Suite(.injectingFaults, .timeLimit(.minutes(1))) struct ClusterFaultTests {
    private static let partitions = Int32(6)

    private func cluster() throws -> EmbeddedBroker {
        try EmbeddedBroker(topics: [(topic, Self.partitions)], brokers: 3)
    }

    /// Publishes `count` records in batches, each of which must be acknowledged; `trouble` is called before every batch
    /// with its number.
    private func publish(
        _ count: Int, to broker: EmbeddedBroker, whenItHurts: @escaping @Sendable () -> Void = {},
        trouble: @Sendable (Int) -> Void
    ) async throws {
        let producer = try KafkaProducer(
            broker.configuration(), clientID: "test", logger: quiet, brokerTrouble: whenItHurts)
        for (batch, start) in stride(from: 0, to: count, by: 60).enumerated() {
            trouble(batch)
            let records = (start..<min(start + 60, count)).map { record($0, partition: Int32($0) % Self.partitions) }
            let results = try await within { await producer.produce(records) }
            for result in results { _ = try result.get() }
        }
        let ends = try await producer.watermarks(
            topic: topic, partitions: Array(0..<Self.partitions), timeout: .seconds(5))
        #expect(ends.values.reduce(0) { $0 + $1.high } == Int64(count), Self.inTheLog)
        await producer.close()
    }

    private static let inTheLog: Comment = "what is acknowledged is in the log"

    private func expectWhole(_ found: [Int32: [ConsumerRecord]], _ count: Int) {
        for partition in 0..<Self.partitions {
            let records = found[partition, default: []]
            #expect(records.compactMap(number) == (0..<count).filter { Int32($0) % Self.partitions == partition })
            #expect(records.map(\.offset) == Array(0..<Int64(records.count)))
        }
    }

    /// The next round of leaders: every partition goes one broker further.
    private func moveLeaders(_ broker: EmbeddedBroker, _ round: Int) {
        for partition in 0..<Self.partitions {
            broker.setLeader(topic: topic, partition: partition, broker: 1 + (partition + Int32(round)) % 3)
        }
    }

    @Test func producerCountsEveryRecordThroughInjectedErrors() async throws {
        let broker = try cluster()
        try await publish(1200, to: broker) { batch in
            switch batch % 4 {
            case 0: broker.push([.notLeader, .timedOut], for: .produce)
            case 1: broker.push([.disconnect], for: .produce)
            case 2: broker.push([.disconnect, .notLeader], for: .metadata)
            default: break
            }
        }
        let reader = try consumer(broker)
        expectWhole(try await reader.read(1200), 1200)
        await reader.close()
        broker.stop()
    }

    @Test func consumerReadsOnThroughInjectedErrors() async throws {
        let broker = try cluster()
        let reader = try consumer(broker, batch: 50)
        _ = try await reader.assigned()
        async let read = reader.read(1800)
        try await publish(1800, to: broker) { batch in
            if batch % 6 == 0 { broker.push([.notLeader, .disconnect, .timedOut], for: .fetch) }
            if batch == 12 { broker.push([.disconnect], for: .listOffsets) }
        }
        expectWhole(try await read, 1800)
        await reader.close()
        broker.stop()
    }

    /// Seen once in many runs: five records of one partition acknowledged and not in its log. Whether librdkafka 2.0.2 takes
    /// them for duplicates or the mock cluster, which does not check sequence numbers, drops them is not known yet.
    @Test func leadersMoveUnderBoth() async throws {
        try await withKnownIssue("acknowledged, and not in the log", isIntermittent: true) {
            let broker = try cluster()
            let reader = try consumer(broker)
            _ = try await reader.assigned()
            async let read = reader.read(1200)
            try await publish(1200, to: broker) { batch in
                if batch % 5 == 4 { moveLeaders(broker, batch) }
            }
            expectWhole(try await read, 1200)
            await reader.close()
            broker.stop()
        } matching: { issue in
            // Nothing else is forgiven: no wrong order, nothing twice, no refusal.
            issue.comments.contains(Self.inTheLog) || issue.error is DeadlinePassed
        }
    }

    @Test func aBrokerDiesInTheMiddleAndAnotherTakesOver() async throws {
        let broker = try cluster()
        let reader = try consumer(broker)
        _ = try await reader.assigned()
        async let read = reader.read(1200)
        try await publish(1200, to: broker) { batch in
            guard batch == 8 else { return }
            broker.setBroker(2, isUp: false)
            for partition in 0..<Self.partitions where partition % 3 == 1 {
                broker.setLeader(topic: topic, partition: partition, broker: 3)
            }
        }
        expectWhole(try await read, 1200)
        await reader.close()
        broker.stop()
    }

    @Test func aBrokerComesBackWithItsPartitions() async throws {
        let broker = try cluster()
        let reader = try consumer(broker)
        _ = try await reader.assigned()
        async let read = reader.read(1200)
        try await publish(1200, to: broker) {
            broker.setBroker(3, isUp: true)
        } trouble: { batch in
            if batch == 8 { broker.setBroker(3, isUp: false) }
        }
        expectWhole(try await read, 1200)
        await reader.close()
        broker.stop()
    }

    @Test func theCoordinatorMoves() async throws {
        let broker = try cluster()
        broker.setCoordinator(group: "group", broker: 1)
        broker.push([.coordinatorNotAvailable, .coordinatorNotAvailable], for: .findCoordinator)
        let reader = try consumer(broker)
        _ = try await reader.assigned()
        async let read = reader.read(1200)
        try await publish(1200, to: broker) { batch in
            if batch == 5 { broker.setCoordinator(group: "group", broker: 3) }
            if batch == 6 { broker.push([.coordinatorNotAvailable], for: .heartbeat) }
        }
        expectWhole(try await read, 1200)
        await reader.close()
        broker.stop()
    }
}
