import Logging
import Synchronization
import TestSupport
import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1))) struct ConsumerTests {
    private func filled(
        _ count: Int, partitions: Int32 = 1, size: Int = 0
    ) async throws -> (TestBroker, KafkaProducer) {
        let broker = try await TestBroker(topics: [(topic, partitions)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        try await publish(0..<count, producer, partitions: partitions, size: size)
        return (broker, producer)
    }

    private func publish(
        _ numbers: Range<Int>, _ producer: KafkaProducer, partitions: Int32 = 1, size: Int = 0
    ) async throws {
        for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 500) {
            let part = start..<min(start + 500, numbers.upperBound)
            let results = await producer.produce(
                part.map { record($0, partition: Int32($0) % partitions, size: size) })
            for result in results { _ = try result.get() }
        }
    }

    @Test func readsTenThousandInOrderWithTheirHeaders() async throws {
        let (broker, producer) = try await filled(10_000, partitions: 12)
        let reader = try consumer(broker)
        let largest = Mutex(0)
        let found = try await reader.read(10_000) { event in
            if case .batch(let batch) = event { largest.withLock { $0 = max($0, batch.records.count) } }
        }
        for partition in Int32(0)..<12 {
            let records = found[partition, default: []]
            #expect(records.compactMap(number) == (0..<10_000).filter { $0 % 12 == Int(partition) })
            #expect(records.map(\.offset) == Array(0..<Int64(records.count)))
            #expect(records.first?.headers.map(\.name) == ["ce_id", "content-type"])
            #expect(records.first?.key == Array("key-\(partition)".utf8))
            #expect(records.first.map { $0.timestamp > 0 } == true)
        }
        #expect(largest.withLock { $0 } <= 500)
        await reader.close()
        await producer.close()
    }

    @Test(.injectingFaults) func asksAgainWhenNobodyAnswersThatItWantsToJoin() async throws {
        let broker = try EmbeddedBroker(topics: [(topic, 1)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        try await publish(0..<20, producer)
        let words = Overheard()
        let reader = try KafkaConsumer(
            broker.configuration(), group: "group", topics: [topic], clientID: "test", batch: 500,
            assignmentPatience: .seconds(5), logger: Logger(label: "test") { _ in words },
            startOffsets: { _, _ in [:] })
        try await within {
            while !reader.isConnected { try await Task.sleep(for: .milliseconds(5)) }
        }
        // The answer to its first attempt, due in three seconds, will be later than anybody waits.
        broker.setRoundTrip(broker: 1, milliseconds: 100_000)
        try await within {
            while !words.contain("starts anew") { try await Task.sleep(for: .milliseconds(20)) }
        }
        broker.setRoundTrip(broker: 1, milliseconds: 0)
        let found = try await within { try await reader.read(20) }
        #expect(found[0]?.count == 20)
        await reader.close()
        await producer.close()
    }

    @Test func startsWhereItIsTold() async throws {
        let (broker, producer) = try await filled(100, partitions: 2)
        let reader = try consumer(broker, from: [0: 40])
        let found = try await reader.read(10 + 50)
        #expect(found[0]?.first?.offset == 40)
        #expect(found[1]?.first?.offset == 0)
        #expect(found[0]?.count == 10)
        await reader.close()
        await producer.close()
    }

    @Test func asksAgainWhileTheStartIsNotToBeHad() async throws {
        struct NotYet: Error {}
        let (broker, producer) = try await filled(20)
        let asked = Bell()
        let reader = try KafkaConsumer(
            broker.configuration(), group: "group", topics: [topic], clientID: "test", logger: quiet
        ) { _, partitions in
            asked.ring()
            if asked.count < 3 { throw NotYet() }
            return Dictionary(uniqueKeysWithValues: partitions.map { ($0, 15) })
        }
        let found = try await reader.read(5)
        #expect(found[0]?.map(\.offset) == [15, 16, 17, 18, 19])
        #expect(asked.count == 3)
        await reader.close()
        await producer.close()
    }

    @Test func tellsOfAPositionOutsideTheLogAndGoesOnWhereItIsPut() async throws {
        let (broker, producer) = try await filled(40, partitions: 2)
        let reader = try consumer(broker, from: [0: 900, 1: 5])
        let lost = try await reader.first {
            if case .outOfRange(let topic, let partition) = $0 {
                TopicPartition(topic: topic, partition: partition)
            } else {
                nil
            }
        }
        #expect(lost == TopicPartition(topic: topic, partition: 0))
        await reader.reposition(topic: topic, partition: 0, to: .earliest)
        let found = try await reader.first { event -> [Int64]? in
            if case .batch(let batch) = event, batch.partition == 0 { batch.records.map(\.offset) } else { nil }
        }
        #expect(found?.first == 0)
        await reader.close()
        await producer.close()
    }

    @Test func repositionsOneOfManyAndDropsWhatWasQueued() async throws {
        let (broker, producer) = try await filled(6000, partitions: 3)
        let reader = try consumer(broker, batch: 100)
        let found = try await within {
            var offsets: [Int32: [Int64]] = [:]
            var repositioned = false
            for await event in reader.events {
                guard case .batch(let batch) = event else { continue }
                offsets[batch.partition, default: []] += batch.records.map(\.offset)
                if batch.partition == 1, !repositioned {
                    repositioned = true
                    await reader.reposition(topic: topic, partition: 1, to: 1500)
                }
                if offsets[0]?.last == 1999, offsets[1]?.last == 1999, offsets[2]?.last == 1999 { break }
            }
            return offsets
        }
        #expect(found[0] == Array(0..<2000))
        #expect(found[2] == Array(0..<2000))
        let first = found[1].map { $0.prefix { $0 != 1500 } } ?? []
        #expect(first.count <= 100)
        #expect(found[1].map { Array($0.dropFirst(first.count)) } == Array(1500..<2000))
        await reader.close()
        await producer.close()
    }

    @Test func survivesManyRepositionsInARow() async throws {
        let (broker, producer) = try await filled(1200, partitions: 12)
        let reader = try consumer(broker)
        _ = try await reader.assigned()
        for round in 0..<20 {
            for partition in Int32(0)..<12 {
                await reader.reposition(topic: topic, partition: partition, to: Int64(round * 4))
            }
            _ = try await reader.first { if case .batch = $0 { true } else { nil } }
        }
        for partition in Int32(0)..<12 { await reader.reposition(topic: topic, partition: partition, to: 90) }
        let found = try await reader.read(120)
        for partition in Int32(0)..<12 { #expect(found[partition]?.map(\.offset) == Array(90..<100)) }
        await reader.close()
        await producer.close()
    }

    @Test func waitsForASlowReaderAndLosesNothing() async throws {
        let (broker, producer) = try await filled(8000, partitions: 2)
        let reader = try consumer(broker, batch: 50)
        _ = try await reader.assigned()
        try await publish(8000..<12_000, producer, partitions: 2)
        let most = Mutex(0)
        let found = try await reader.read(12_000) { _ in
            let waiting = reader.waitingRecords
            most.withLock { $0 = max($0, waiting) }
        }
        // Four batches of 50 for either partition, and what one sweep of the queue may bring on top.
        #expect(most.withLock { $0 } <= 2 * 200 + 2000)
        for partition in Int32(0)..<2 {
            #expect(found[partition]?.map(\.offset) == Array(0..<6000))
            #expect(found[partition]?.compactMap(number) == (0..<12_000).filter { $0 % 2 == Int(partition) })
        }
        await reader.close()
        await producer.close()
    }

    @Test func holdsBackAPausedPartitionOnly() async throws {
        let (broker, producer) = try await filled(100, partitions: 2)
        let reader = try consumer(broker)
        _ = try await reader.assigned()
        reader.pause(topic: topic, partition: 0)
        let others = try await reader.read(50)
        #expect(others[0] == nil)
        #expect(others[1]?.count == 50)
        try await publish(100..<102, producer, partitions: 2)
        #expect(try await reader.read(1)[0] == nil)
        reader.resume(topic: topic, partition: 0)
        #expect(try await reader.read(51)[0]?.map(\.offset) == Array(0..<51))
        await reader.close()
        await producer.close()
    }

    @Test func keepsNullAndEmptyApart() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        let results = await producer.produce([
            ProducerRecord(topic: topic, partition: 0, key: [1], value: nil),
            ProducerRecord(topic: topic, partition: 0, key: [], value: []),
            ProducerRecord(
                topic: topic, partition: 0, key: [2], value: [0], headers: [KafkaHeader(name: "x", value: [])]),
        ])
        #expect(results == [.success(0), .success(1), .success(2)])
        let reader = try consumer(broker)
        let found = try await reader.read(3)[0] ?? []
        #expect(found.map(\.value) == [nil, [], [0]])
        #expect(found.map(\.key) == [[1], [], [2]])
        #expect(found.last?.headers == [KafkaHeader(name: "x", value: [])])
        await reader.close()
        await producer.close()
    }

    @Test func sharesAndTakesOver() async throws {
        let (broker, producer) = try await filled(12, partitions: 12)
        // Both join in the group's first three seconds.
        let one = try consumer(broker)
        let other = try consumer(broker)
        async let mine = one.assigned()
        let theirs = try await other.assigned()
        #expect(try await mine.count == 6)
        #expect(theirs.count == 6)
        #expect(Set(try await mine + theirs).count == 12)
        let revoked = Task {
            try await other.first { if case .revoked(let places) = $0 { places } else { nil } }
        }
        await one.close()
        #expect(try await revoked.value == theirs)
        // The group may give out the places once more before it has noticed who left.
        let all = try await other.first { event in
            if case .assigned(let places) = event, places.count == 12 { places } else { nil }
        }
        #expect(Set(all ?? []).count == 12)
        await other.close()
        await producer.close()
    }

    @Test func findsABrokerThatCameBackEmptyOnItsPort() async throws {
        let (broker, producer) = try await filled(50)
        let reader = try consumer(broker)
        #expect(try await reader.read(50)[0]?.last?.offset == 49)
        broker.stop()
        try await broker.startAgainEmpty()
        // The new broker knows no group: the member loses its partition and joins anew, from the earliest.
        _ = try await within { try await producer.produceAtLast((1000..<1010).map { record($0) }) }
        let found = try await within(.seconds(40)) {
            for await event in reader.events {
                if case .outOfRange(let topic, let partition) = event {
                    await reader.reposition(topic: topic, partition: partition, to: .earliest)
                }
                if case .batch(let batch) = event { return batch.records }
            }
            return []
        }
        #expect(found.first?.offset == 0)
        #expect(found.first.flatMap(number) == 1000)
        await reader.close()
        await producer.close()
        broker.stop()
    }

    @Test(.enabled(if: TestBroker.isEmbedded, "noida-db holds the place of a member that vanished beyond its session"))
    func startsAnewAfterAFatalError() async throws {
        let (broker, producer) = try await filled(10)
        let reader = try consumer(broker)
        #expect(try await reader.read(10)[0]?.count == 10)
        reader.injectFatalError()
        let revoked = try await reader.first { if case .revoked(let places) = $0 { places } else { nil } }
        #expect(revoked == [TopicPartition(topic: topic, partition: 0)])
        #expect(try await reader.read(10)[0]?.first?.offset == 0)
        await reader.close()
        await producer.close()
    }

    /// librdkafka 2.0.2 can lock up for good while it destroys a handle.
    @Test(.injectingFaults) func startsAnewThoughTheOldHandleNeverEnds() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet)
        let reader = try consumer(broker)
        _ = try await reader.assigned()
        repeat { try await publish(0..<10, producer) } while !reader.injectKeptRecords()
        broker.stop()
        try await broker.startAgainEmpty()
        _ = try await within { try await producer.produceAtLast((1000..<1010).map { record($0) }) }
        let found = try await reader.first { event in
            if case .batch(let batch) = event, batch.records.first.flatMap(number) == 1000 {
                batch.records
            } else {
                nil
            }
        }
        #expect(found?.first?.offset == 0)
        await reader.close()
        await producer.close()
        broker.stop()
    }

    @Test func closesWhileItJoins() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let reader = try consumer(broker)
        try await within(.seconds(12)) { await reader.close() }
        #expect(try await reader.first { $0 } == nil)
    }

    @Test func closesWithoutABroker() async throws {
        let reader = try KafkaConsumer(
            KafkaConfiguration(bootstrap: "127.0.0.1:1", profile: .embedded), group: "group", topics: [topic],
            clientID: "test", logger: quiet
        ) { _, _ in [:] }
        try await within(.seconds(12)) { await reader.close() }
    }

    @Test func closesWhileItIsBusyAndWhenTheBrokerIsGone() async throws {
        let (broker, producer) = try await filled(20_000, partitions: 4)
        let busy = try consumer(broker, group: "busy", batch: 100)
        let orphan = try consumer(broker, group: "orphan")
        let clock = ContinuousClock()
        _ = try await orphan.read(1)
        _ = try await busy.read(500)
        busy.storeOffset(topic: topic, partition: 0, next: 100)
        let start = clock.now
        try await within(.seconds(12)) { await busy.close() }
        #expect(clock.now - start < .seconds(5))
        await producer.close()
        broker.stop()
        try await within(.seconds(12)) { await orphan.close() }
    }

    @Test func endsForAReaderThatIsCancelled() async throws {
        let broker = try await TestBroker(topics: [(topic, 1)])
        let reader = try consumer(broker)
        let task = Task { () -> Bool in
            for await _ in reader.events {}
            return true
        }
        task.cancel()
        #expect(try await within { await task.value })
        await reader.close()
    }
}
