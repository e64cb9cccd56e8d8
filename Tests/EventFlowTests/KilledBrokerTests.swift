import Contracts
import Foundation
import Kafka
import Postgres
import TestSupport
import Testing

@testable import EventFlow

/// A broker that keeps its topics, but for what it was given last. The embedded one forgets all or nothing.
@Suite(
    "A broker that loses its last second", .serialized, .timeLimit(.minutes(3)),
    .enabled(if: !TestBroker.isEmbedded, "the embedded broker keeps nothing: HUB_TEST_NOIDA names one that does"))
struct KilledBrokerTests {
    private static let subjects = 20
    /// It may have written everything down just before it was killed; then it is killed again.
    private static let rounds = 5

    @Test("Killed while it is published to: the cut is noticed, and nothing is missing or doubled to its readers")
    func killed() async throws {
        try await FlowBench.run { bench, broker in
            try await SeenProjection.createTable(in: bench.store.pool)
            let subjects = (0..<Self.subjects).map { _ in UUID() }
            try await bench.projecting(SeenProjection()) {
                for _ in 0..<Self.rounds where try await cuts(bench) == 0 {
                    try await publish(20, of: subjects, bench, killing: broker)
                }
                let appended = try await number(bench, "select count(*) from event_log")
                try await bench.until(appended, within: .seconds(60), "select count(*) from seen")
                try await bench.until(0, "select count(*) from outbox")
            }
            let each = Int64(try await number(bench, "select max(version) from event_log"))
            #expect(try await cuts(bench) > 0, "the broker never lost anything")
            let seen = try await bench.store.pool.query(
                "select array_agg(version order by place) from seen group by subject"
            ).decode([Int64].self)
            #expect(seen == Array(repeating: Array(1...each), count: Self.subjects))
            try await expectTopic(bench, of: subjects, each: each)
        }
    }

    /// Appends `count` events to each; kills the broker in the middle of it, and starts it again.
    private func publish(
        _ count: Int, of subjects: [UUID], _ bench: FlowBench, killing broker: TestBroker
    ) async throws {
        let before = try await published(bench)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for subject in subjects { group.addTask { try await bench.append(count, to: subject) } }
            let deadline = ContinuousClock.now + .seconds(20)
            while try await published(bench) < before + subjects.count * count / 4, .now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            }
            broker.stop()
            try await broker.startAgain()
            try await group.waitForAll()
        }
        // Whatever was lost shows itself when the relay has published the rest.
        try await bench.until(0, within: .seconds(60), "select count(*) from outbox")
    }

    private func published(_ bench: FlowBench) async throws -> Int {
        try await number(bench, "select count(*) from published")
    }

    private func cuts(_ bench: FlowBench) async throws -> Int {
        try await number(bench, "select sum(epoch)::bigint from relay_partition")
    }

    private func number(_ bench: FlowBench, _ query: PostgresQuery) async throws -> Int {
        try #require(try await bench.store.pool.query(query).decodeFirst(Int.self))
    }

    /// The topic itself tells every story whole and in order, whatever lies between.
    private func expectTopic(_ bench: FlowBench, of subjects: [UUID], each: Int64) async throws {
        let reader = try KafkaConsumer(
            bench.kafka, group: "whole-topic", topics: [FlowBench.topic.rawValue], clientID: "tests",
            logger: bench.logger
        ) { _, _ in [:] }
        var told: [UUID: Int64] = [:]
        let deadline = Task {
            try await Task.sleep(for: .seconds(40))
            await reader.close()
        }
        for await event in reader.events {
            guard case .batch(let batch) = event else { continue }
            for record in batch.records {
                let envelope = try EventEnvelope(headers: record.headers)
                if envelope.version == told[envelope.subject, default: 0] + 1 {
                    told[envelope.subject] = envelope.version
                }
            }
            if told.count == subjects.count, told.values.allSatisfy({ $0 == each }) { break }
        }
        deadline.cancel()
        await reader.close()
        #expect(told == Dictionary(uniqueKeysWithValues: subjects.map { ($0, each) }))
    }
}
