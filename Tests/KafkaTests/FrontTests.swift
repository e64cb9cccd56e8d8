import Kafka
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct FrontTests {
    /// Longer than any test may take: whoever gets an answer was woken.
    private static let patient = ["fetch.wait.max.ms": "100000", "socket.timeout.ms": "120000"]

    private func port(_ broker: EmbeddedBroker) throws -> UInt16 {
        try #require(broker.bootstrap.split(separator: ":").last.flatMap { UInt16($0) })
    }

    @Test func wakesAFetchWhenSomethingIsWritten() async throws {
        let broker = try EmbeddedBroker(topics: [(topic, 12)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        let reader = try consumer(broker, settings: Self.patient)
        _ = try await reader.assigned()
        for next in 0..<50 {
            let partition = Int32(next % 12)
            #expect(await producer.produce([record(next, partition: partition)]) == [.success(Int64(next / 12))])
            let found = try await reader.read(1)
            #expect(found[partition]?.compactMap(number) == [next])
        }
        await producer.close()
        broker.stop()
        await reader.close()
    }

    @Test func letsAnEmptyFetchWait() throws {
        let broker = try EmbeddedBroker(topics: [(topic, 2)])
        let client = try RawClient(port: port(broker))
        let clock = ContinuousClock()
        for number in Int32(1)...3 {
            let start = clock.now
            client.send(.fetch(number, wait: 150, from: [0, 0]))
            #expect(correlation(client.receive()) == number)
            #expect(clock.now - start >= .milliseconds(150))
        }
        broker.stop()
    }

    @Test func answersAtOnceWhenAnotherRequestComesBehind() throws {
        let broker = try EmbeddedBroker(topics: [(topic, 1)])
        let client = try RawClient(port: port(broker))
        client.send(.fetch(1, wait: 100_000), .metadata(2))
        #expect(correlation(client.receive()) == 1)
        #expect(correlation(client.receive()) == 2)
        client.send(.fetch(3, wait: 100_000))
        client.send(.metadata(4))
        #expect(correlation(client.receive()) == 3)
        #expect(correlation(client.receive()) == 4)
        broker.stop()
    }

    @Test func closesTheConnectionOfWhoSpeaksNoKafka() throws {
        let broker = try EmbeddedBroker(topics: [(topic, 1)])
        let stranger = try RawClient(port: port(broker))
        stranger.send(Frame.request(1, version: 11, correlation: 1))
        #expect(stranger.receive() == [])
        let client = try RawClient(port: port(broker))
        client.send(.metadata(1))
        #expect(correlation(client.receive()) == 1)
        broker.stop()
    }

    @Test func wakesEveryGroupThatReadsTheTopic() async throws {
        let broker = try EmbeddedBroker(topics: [(topic, 3), ("placements", 3)], brokers: 3)
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        let readers = try (0..<4).map { try consumer(broker, group: "group-\($0)", settings: Self.patient) }
        for reader in readers { _ = try await reader.assigned() }
        for number in 0..<12 {
            _ = await producer.produce([
                record(number, partition: Int32(number % 3), topic: "placements"),
                record(number, partition: Int32(number % 3)),
            ])
            for reader in readers { #expect(try await reader.read(1)[Int32(number % 3)]?.count == 1) }
        }
        await producer.close()
        broker.stop()
        for reader in readers { await reader.close() }
    }

    /// Everybody at once, on three brokers: each record is read once by each group, in its partition's order.
    @Test func losesNothingUnderManyProducersAndConsumers() async throws {
        let broker = try EmbeddedBroker(topics: [(topic, 12)], brokers: 3)
        let (producers, groups, each) = (6, 4, 2000)
        let readers = try (0..<groups).map { try consumer(broker, group: "group-\($0)", settings: Self.patient) }
        for reader in readers { _ = try await reader.assigned() }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for writer in 0..<producers {
                tasks.addTask {
                    let producer = try KafkaProducer(broker.configuration(), clientID: "test-\(writer)", logger: quiet)
                    for start in stride(from: 0, to: each, by: 10 + writer) {
                        let records = (start..<min(start + 10 + writer, each)).map {
                            record(writer * each + $0, partition: Int32($0 % 12), size: 300)
                        }
                        for result in await producer.produce(records) { _ = try result.get() }
                    }
                    await producer.close()
                }
            }
            for reader in readers {
                tasks.addTask {
                    let found = try await reader.read(producers * each)
                    for partition in Int32(0)..<12 {
                        let records = found[partition, default: []]
                        #expect(records.map(\.offset) == Array(0..<Int64(records.count)))
                        let numbers = records.compactMap(number)
                        for producer in 0..<producers {
                            let mine = numbers.filter { $0 / each == producer }.map { $0 % each }
                            #expect(mine == (0..<each).filter { $0 % 12 == Int(partition) })
                        }
                    }
                }
            }
            try await tasks.waitForAll()
        }
        broker.stop()
        for reader in readers { await reader.close() }
    }
}
