import TestSupport
import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1))) struct ProducerTests {
    @Test func acknowledgesInOrderWithOffsets() async throws {
        let broker = try await TestBroker(topics: [(topic, 12)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        var expected: [Int32: Int64] = [:]
        for start in stride(from: 0, to: 10_000, by: 1000) {
            let records = (start..<start + 1000).map { record($0, partition: Int32($0 % 12)) }
            let results = await producer.produce(records)
            try #require(results.count == 1000)
            for (record, result) in zip(records, results) {
                #expect(try result.get() == expected[record.partition, default: 0])
                expected[record.partition, default: 0] += 1
            }
        }
        let ends = try await producer.watermarks(topic: topic, partitions: Array(0..<12), timeout: .seconds(5))
        #expect(ends.mapValues(\.high) == expected)
        #expect(ends.values.allSatisfy { $0.low == 0 })
        await producer.close()
    }

    @Test func refusesAnOversizeRecordAlone() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        let results = await producer.produce([record(1), record(2, size: 2_000_000), record(3)])
        #expect(results[0] == .success(0))
        #expect(results[2] == .success(1))
        guard case .failure(let error) = results[1] else {
            Issue.record("a 2 MB record was taken")
            return
        }
        #expect(error.kind == .recordRefused)
        #expect(error.name == "MSG_SIZE_TOO_LARGE")
        #expect(!error.isRetriable)
        await producer.close()
    }

    @Test func failsARecordForNoPartitionAlone() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        #expect(await producer.produce([record(1)]) == [.success(0)])
        let results = await producer.produce([record(2, partition: 40), record(3)])
        #expect(throws: KafkaError.self) { try results[0].get() }
        #expect(results[1] == .success(1))
        await producer.close()
    }

    @Test(.injectingFaults) func retriesWithoutLossOrDisorder() async throws {
        let broker = try EmbeddedBroker(topics: [(topic, 2)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        #expect(await producer.produce([record(0), record(1, partition: 1)]) == [.success(0), .success(0)])
        broker.push([.notLeader, .timedOut, .disconnect, .notLeader], for: .produce)
        var all: [Result<Int64?, KafkaError>] = []
        for start in stride(from: 0, to: 1000, by: 100) {
            all += await producer.produce((start..<start + 100).map { record($0, partition: Int32($0 % 2)) })
        }
        #expect(all.allSatisfy { (try? $0.get()) != nil })
        let reader = try consumer(broker, group: "retries")
        let found = try await reader.read(1002)
        for partition in [Int32(0), 1] {
            let numbers = found[partition, default: []].dropFirst().compactMap(number)
            #expect(numbers == (0..<1000).filter { $0 % 2 == Int(partition) })
        }
        await reader.close()
        await producer.close()
    }

    @Test func replacesAHandleThatMetAFatalError() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let trouble = Bell()
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet) { trouble.ring() }
        #expect(await producer.produce([record(0)]) == [.success(0)])
        producer.injectFatalError()
        try await within { await trouble.wait() }
        #expect(try await within { await producer.produce([record(1)]) } == [.success(1)])
        await producer.close()
    }

    @Test(.injectingFaults) func failsWhatWasUnderWayAsRetriableWhenItReplacesAHandle() async throws {
        let broker = try EmbeddedBroker(topics: [(topic, 1)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        #expect(await producer.produce([record(0)]) == [.success(0)])
        broker.setRoundTrip(broker: 1, milliseconds: 3000)
        async let results = producer.produce((1...50).map { record($0) })
        producer.injectFatalError()
        for result in await results {
            if case .failure(let error) = result { #expect(error.isRetriable) }
        }
        broker.setRoundTrip(broker: 1, milliseconds: 0)
        let after = try await within { await producer.produce([record(51)]) }
        #expect((try? after[0].get()) != nil)
        await producer.close()
    }

    @Test func findsABrokerThatCameBackEmptyOnItsPort() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let trouble = Bell()
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet) { trouble.ring() }
        #expect(await producer.produce([record(0), record(1)]) == [.success(0), .success(1)])
        broker.stop()
        try await within { await trouble.wait() }
        try await broker.startAgainEmpty()
        #expect(try await within { try await producer.produceAtLast([record(2)]) } == [0])
        let ends = try await producer.watermarks(topic: topic, partition: 0, timeout: .seconds(5))
        #expect(ends.high == 1)
        await producer.close()
        broker.stop()
    }

    @Test func boundsWatermarksWithoutABroker() async throws {
        let configuration = KafkaConfiguration(bootstrap: "127.0.0.1:1", profile: .embedded)
        let producer = try KafkaProducer(configuration, clientID: "test", logger: quiet)
        let clock = ContinuousClock()
        let start = clock.now
        await #expect(throws: KafkaError.self) {
            _ = try await producer.watermarks(topic: topic, partition: 0, timeout: .milliseconds(500))
        }
        #expect(clock.now - start < .seconds(3))
        await producer.close()
    }

    @Test(.injectingFaults) func followsTheLeader() async throws {
        let broker = try EmbeddedBroker(topics: [(topic, 1)], brokers: 2)
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        broker.setLeader(topic: topic, partition: 0, broker: 1)
        #expect(await producer.produce([record(0)]) == [.success(0)])
        broker.setLeader(topic: topic, partition: 0, broker: 2)
        #expect(try await within { await producer.produce([record(1)]) } == [.success(1)])
        await producer.close()
    }

    @Test func closesWhileIdleAndAnswersAfterwards() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        try await within(.seconds(5)) { await producer.close() }
        try await within(.seconds(5)) { await producer.close() }
        let results = await producer.produce([record(0)])
        #expect(throws: KafkaError.self) { try results[0].get() }
        await #expect(throws: KafkaError.self) {
            _ = try await producer.watermarks(topic: topic, partition: 0, timeout: .seconds(1))
        }
    }

    @Test func flushesWhatIsUnderWayWhenItCloses() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        #expect(await producer.produce([record(0)]) == [.success(0)])
        let handed = Task { await producer.produce((1...2000).map { record($0) }) }
        // Whatever was handed in before close() is published, whatever comes after it is refused.
        await producer.close()
        let results = await handed.value
        #expect(results.allSatisfy { $0 == .failure(.closed) } || results.allSatisfy { (try? $0.get()) != nil })
    }

    @Test func closesWithoutABrokerInBoundedTime() async throws {
        let configuration = KafkaConfiguration(bootstrap: "127.0.0.1:1", profile: .embedded)
        let producer = try KafkaProducer(configuration, clientID: "test", logger: quiet)
        let handed = Task { await producer.produce([record(0)]) }
        try await within(.seconds(9)) { await producer.close() }
        let results = await handed.value
        #expect(throws: KafkaError.self) { try results[0].get() }
    }
}
