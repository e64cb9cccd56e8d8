import Contracts
import Foundation
import Kafka
import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import EventFlow

/// Partitions do not wait for each other, and one bad record never stops the rest.
@Suite("Trouble in one place", .serialized, .timeLimit(.minutes(3)))
struct TroubleTests {
    @Test("Whoever asks hears that it has lost its partitions, until it has them again")
    func partitionsLost() async throws {
        try await FlowBench.run(relaying: false) { bench, broker in
            let projector = Projector(
                SeenProjection(), store: bench.store, kafka: bench.kafka, service: "flow-tests", logger: bench.logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await projector.run() }
                try await Self.wait(until: true, projector.status)
                broker.stop()
                try await Self.wait(until: false, projector.status)
                try await broker.startAgainEmpty()
                try await Self.wait(until: true, projector.status)
                group.cancelAll()
                while let result = await group.nextResult() { _ = result }
            }
        }
    }

    private static func wait(until isAssigned: Bool, _ status: ProjectorStatus) async throws {
        while status.snapshot.isAssigned != isAssigned { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test("A partition that cannot be applied for now rests; every other goes on, and it catches up in order")
    func transient() async throws {
        let mended = Atomic(false)
        let stuck = UUID()
        let home = murmur2Partition(key: Array(stuck.text.utf8), partitions: Topic.partitions)
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let projection = SeenProjection { event in
                if event.partition == home, !mended.load(ordering: .acquiring) {
                    throw VersionConflict(subject: event.subject)
                }
            }
            try await bench.projecting(projection) {
                try await bench.append(5, to: stuck)
                let others = (0..<60).map { _ in UUID() }
                for other in others { try await bench.append(1, to: other) }
                let elsewhere = others.count {
                    murmur2Partition(key: Array($0.text.utf8), partitions: Topic.partitions) != home
                }
                #expect(elsewhere > 0)
                try await bench.until(elsewhere, "select count(*) from seen")
                try await bench.until(0, "select count(*) from parked_event")
                try await bench.until(0, "select count(*) from dead_letter")
                mended.store(true, ordering: .releasing)
                try await bench.until(65, "select count(*) from seen")
            }
            let versions = try await bench.store.pool.query(
                "select version from seen where subject = \(stuck) order by place"
            ).decode(Int64.self)
            #expect(versions == [1, 2, 3, 4, 5])
        }
    }

    @Test(
        "A log whose beginning is gone before it was read is not passed over in silence, and a refill mends it",
        .enabled(if: TestBroker.isEmbedded, "noida-db keeps all of a log"))
    func expired() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let early = UUID()
            try await bench.append(2, to: early)
            try await bench.until(0, "select count(*) from outbox")
            // The embedded broker keeps 5 MB a partition.
            let key = Array(early.text.utf8)
            let home = murmur2Partition(key: key, partitions: Topic.partitions)
            let producer = try KafkaProducer(bench.kafka, clientID: "stranger", logger: bench.logger)
            for _ in 0..<10 {
                let record = ProducerRecord(
                    topic: FlowBench.topic.rawValue, partition: home, key: key,
                    value: [UInt8](repeating: 0, count: 900_000))
                for result in await producer.produce([record]) { _ = try result.get() }
            }
            await producer.close()
            let words = Overheard()
            let listening = FlowBench(
                store: bench.store, kafka: bench.kafka, logger: Logger(label: "listening") { _ in words },
                database: bench.database)
            try await listening.projecting(SeenProjection()) {
                try await bench.until(1, "select least(count(*), 1)::bigint from dead_letter")
                try await bench.until(0, "select count(*) from seen")
                #expect(words.contain("gone before it was read"))
                _ = try await bench.store.pool.withTransaction { try await Refill.start(in: $0) }
                bench.store.relaySignal.raise()
                try await bench.until(2, "select count(*) from seen")
            }
        }
    }

    /// What a stranger may write into a topic, and what becomes of it.
    struct Poison: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: String
        let spoil: @Sendable (inout ProducerRecord) -> Void

        init(_ description: String, _ code: String, _ spoil: @escaping @Sendable (inout ProducerRecord) -> Void) {
            (testDescription, self.code, self.spoil) = (description, code, spoil)
        }

        static func header(_ name: String, _ value: String?, _ code: String) -> Poison {
            Poison("\(name): \(value ?? "missing")", code) { record in
                var headers = record.headers.filter { $0.name != name }
                if let value { headers.append(KafkaHeader(name: name, value: Array(value.utf8))) }
                record = record.with(headers: headers)
            }
        }

        static let all: [Poison] = [
            Poison("bytes that are no protobuf", "undecodable") { $0 = $0.with(value: [0xFF, 0xFF, 0xFF]) },
            Poison("900 KB of them", "undecodable") { $0 = $0.with(value: [UInt8](repeating: 0xFF, count: 900_000)) },
            Poison("no value", "missing_payload") { $0 = $0.with(value: nil) },
            Poison("a key that is no id", "malformed_key") { $0 = $0.with(key: [0xC3, 0x28]) },
            Poison("a key of another partition", "wrong_partition") { record in
                var key = UUID()
                while murmur2Partition(key: Array(key.text.utf8), partitions: Topic.partitions) == record.partition {
                    key = UUID()
                }
                record = record.with(key: Array(key.text.utf8))
            },
            header("ce_type", "referralhub.notifications.unheard_of.v1", "unknown_type"),
            header("ce_type", "referralhub.notifications.queued.v99", "unknown_type"),
            header("ce_type", nil, "missing_header"), header("ce_id", nil, "missing_header"),
            header("ce_subject", nil, "missing_header"), header("ce_sequence", nil, "missing_header"),
            header("ce_specversion", "0.3", "malformed_header"), header("ce_id", "7", "malformed_header"),
            header("ce_subject", "a child's name", "malformed_header"),
            header("ce_sequence", "0", "malformed_header"),
            header("ce_sequence", "99999999999999999999", "malformed_header"),
            header("ce_time", "yesterday", "malformed_header"), header("epoch", "one", "malformed_header"),
        ]
    }

    @Test("Each kind of poison becomes a dead letter with its own bytes; what comes before and after it passes")
    func poison() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let producer = try KafkaProducer(bench.kafka, clientID: "stranger", logger: bench.logger)
            let spoilt = try Poison.all.map { poison in
                var record = try Self.sound()
                poison.spoil(&record)
                return record
            }
            try await bench.projecting(SeenProjection()) {
                try await bench.append(2, to: UUID())
                for result in await producer.produce(spoilt) { _ = try result.get() }
                for _ in 0..<20 { try await bench.append(2, to: UUID()) }
                try await bench.until(42, "select count(*) from seen")
                try await bench.until(Poison.all.count, "select count(*) from dead_letter")
            }
            await producer.close()
            let letters = try await bench.store.pool.withConnection { try await DeadLetter.list(in: $0) }
            for (poison, record) in zip(Poison.all, spoilt) {
                let letter = letters.first {
                    $0.record.value == record.value && $0.record.key == record.key
                        && $0.record.headers == record.headers
                }
                #expect(letter?.code == poison.code, "\(poison.testDescription)")
            }
        }
    }

    /// A record as the relay would write it.
    private static func sound() throws -> ProducerRecord {
        let subject = UUID()
        let event = FlowBench.event(subject, number: 1)
        let envelope = EventEnvelope(
            id: UUID(), type: event.type, source: "/strangers", subject: subject, time: Date(), version: 1,
            traceparent: nil, epoch: .first)
        let key = Array(subject.text.utf8)
        return ProducerRecord(
            topic: FlowBench.topic.rawValue, partition: murmur2Partition(key: key, partitions: Topic.partitions),
            key: key, value: try event.payload(), headers: envelope.headers)
    }
}

extension ProducerRecord {
    fileprivate func with(headers: [KafkaHeader]) -> ProducerRecord {
        ProducerRecord(topic: topic, partition: partition, key: key, value: value, headers: headers)
    }

    fileprivate func with(key: [UInt8]) -> ProducerRecord {
        ProducerRecord(topic: topic, partition: partition, key: key, value: value, headers: headers)
    }

    fileprivate func with(value: [UInt8]?) -> ProducerRecord {
        ProducerRecord(topic: topic, partition: partition, key: key, value: value, headers: headers)
    }
}
