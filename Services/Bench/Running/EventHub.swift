import Contracts
import EventFlow
import Foundation
import Kafka
import Postgres

/// A broker and a database with nothing but EventFlow's tables: what relay and projector are measured on.
struct EventHub: Sendable {
    let hub: RunningHub
    let store: EventStore
    let kafka: KafkaConfiguration

    /// The schema its tables are in.
    static let schema = "flow"

    /// Sets it up with librdkafka settings on top of the usual, lets `body` use it, and takes it down.
    static func with<R: Sendable>(
        _ database: String, _ services: [String] = [], connections: Int, settings: [String: String] = [:],
        in surroundings: Surroundings,
        _ body: @Sendable (EventHub) async throws -> R
    ) async throws -> R {
        try await RunningHub.with(database, services, in: surroundings) { hub in
            try await surroundings.withPool(database, size: connections, searchPath: schema) { pool in
                try await Migrator(pool, logger: Surroundings.quiet).apply(EventFlowSchema.migrations, schema: schema)
                return try await body(
                    EventHub(
                        hub: hub, store: EventStore(pool: pool),
                        kafka: KafkaConfiguration(
                            bootstrap: surroundings.bootstrap, profile: .embedded, settings: settings)))
            }
        }
    }

    /// Runs `body` while a relay publishes to the topic.
    func relaying(to topic: Topic, _ body: () async throws -> Void) async throws {
        let relay = try Relay(store: store, kafka: kafka, topic: topic, service: "bench", logger: Surroundings.quiet)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await relay.run() }
            try await body()
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
        }
    }

    /// Waits until nothing is left to publish, looking every few milliseconds.
    func untilPublished() async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while try await store.pool.query("select exists (select from outbox)").decode(Bool.self).first ?? false {
            guard ContinuousClock.now < deadline else { throw BenchFailure("the relay does not come to an end") }
            try await Task.sleep(for: .milliseconds(3))
        }
    }
}
