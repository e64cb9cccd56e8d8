import Contracts
import Foundation
import Kafka
import Logging
import Postgres
import TestSupport
import Testing

@testable import EventFlow

/// A process that really dies, at each place where it matters; another one takes over.
@Suite("A relay that dies", .serialized, .timeLimit(.minutes(3)))
struct RelayDeathTests {
    /// Nothing is marked before it is acknowledged, and everything is marked that was.
    private func checkDebris(_ place: KillPoint, _ bench: FlowBench) async throws {
        let marked = place == .relayMarked
        try await bench.until(marked ? 0 : 20, "select count(*) from outbox")
        try await bench.until(marked ? 20 : 0, "select count(*) from published")
    }

    /// The next relay publishes what is left; readers see everything once and in order; the marks are the logs' ends.
    private func takeOver(_ place: KillPoint, _ bench: FlowBench) async throws {
        try await checkDebris(place, bench)
        try await SeenProjection.createTable(in: bench.store.pool)
        let relay = try bench.relay()
        let working = Task { try await relay.run() }
        try await bench.projecting(SeenProjection()) {
            try await bench.until(20, "select count(*) from seen")
        }
        try await bench.until(0, "select count(*) from outbox")
        try await bench.until(20, "select count(*) from published")
        working.cancel()
        _ = await working.result
        let versions = try await bench.store.pool.query(
            "select array_agg(version order by place) from seen group by subject"
        ).decode([Int64].self)
        #expect(versions == Array(repeating: [1, 2, 3, 4], count: 5))
        try await checkHighWater(bench)
    }

    private func checkHighWater(_ bench: FlowBench) async throws {
        let marks = try await bench.store.pool.query("select partition, high_water, epoch from relay_partition")
            .decode(Int32.self, Int64.self, Int32.self)
        let producer = try KafkaProducer(bench.kafka, clientID: "marks", logger: bench.logger)
        let ends = try await producer.watermarks(
            topic: FlowBench.topic.rawValue, partitions: marks.map(\.0), timeout: .seconds(10))
        await producer.close()
        for (partition, highWater, epoch) in marks {
            #expect(highWater == (ends[partition]?.high).map { $0 - 1 })
            #expect(epoch == 0)
        }
    }

    /// The life of the process that dies: publishes what is in the database's outbox.
    private static func publish(
        until place: String, database url: String, bootstrap: String, profile: String
    ) async throws {
        setenv("HUB_KILL_AT", place, 1)
        let logger = Logger(label: "dying") { _ in SwiftLogNoOpLogHandler() }
        let pool = PostgresPool(
            try PostgresConfiguration(url: url, applicationName: "dying", poolSize: 4, searchPath: "flow"),
            logger: logger)
        let relay = try Relay(
            store: EventStore(pool: pool),
            kafka: KafkaConfiguration(bootstrap: bootstrap, profile: KafkaProfile(rawValue: profile) ?? .standard),
            topic: FlowBench.topic, service: "flow-tests", logger: logger)
        try await relay.run()
    }

    private func prepared(_ body: @Sendable (FlowBench, String) async throws -> Void) async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            for _ in 0..<5 { try await bench.append(4, to: UUID()) }
            try await body(bench, bench.database.url)
        }
    }

    @Test("Dead with its records handed over: they go out again")
    func handedOver() async throws {
        try await prepared { bench, url in
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    url = url as String, bootstrap = bench.kafka.bootstrap as String,
                    profile = bench.kafka.profile.rawValue as String
                ] in
                try await RelayDeathTests.publish(
                    until: "relay.handed-over", database: url, bootstrap: bootstrap, profile: profile)
            }
            try await takeOver(.relayHandedOver, bench)
        }
    }

    @Test("Dead with the acknowledgements in its hands: they go out again, and nobody minds")
    func acknowledged() async throws {
        try await prepared { bench, url in
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    url = url as String, bootstrap = bench.kafka.bootstrap as String,
                    profile = bench.kafka.profile.rawValue as String
                ] in
                try await RelayDeathTests.publish(
                    until: "relay.acknowledged", database: url, bootstrap: bootstrap, profile: profile)
            }
            try await takeOver(.relayAcknowledged, bench)
        }
    }

    @Test("Dead with everything marked: nothing goes out again")
    func marked() async throws {
        try await prepared { bench, url in
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    url = url as String, bootstrap = bench.kafka.bootstrap as String,
                    profile = bench.kafka.profile.rawValue as String
                ] in
                try await RelayDeathTests.publish(
                    until: "relay.marked", database: url, bootstrap: bootstrap, profile: profile)
            }
            try await takeOver(.relayMarked, bench)
        }
    }
}
