import Contracts
import Foundation
import Kafka
import Logging
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import EventFlow

/// What the relay does when it is held, stopped, or given what cannot be published.
@Suite("The relay in trouble", .serialized, .timeLimit(.minutes(3)))
struct RelayTests {
    /// Nobody listens there.
    private static let nowhere = KafkaConfiguration(bootstrap: "127.0.0.1:1", profile: .embedded)

    private func relay(_ bench: FlowBench, _ kafka: KafkaConfiguration) throws -> Relay {
        try Relay(
            store: EventStore(pool: bench.store.pool), kafka: kafka, topic: FlowBench.topic, service: "flow-tests",
            logger: bench.logger)
    }

    /// Partitions that nobody is publishing to.
    private static let free: PostgresQuery =
        "select count(*) from (select from relay_partition for update skip locked) as free"
    /// Those of them for which something waits.
    private static let freeAndWaiting: PostgresQuery = """
        select count(*) from (
            select from relay_partition where partition in (select partition from outbox) for update skip locked) as free
        """

    @Test("A backlog is worked off by several transactions, in order")
    func backlog() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            for _ in 0..<40 {
                let subject = UUID()
                try await bench.store.transaction { transaction in
                    _ = try await transaction.append(
                        (1...120).map { FlowBench.event(subject, number: $0) }, to: subject, key: subject, after: 0,
                        at: Date())
                }
            }
            let relay = try bench.relay()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await relay.run() }
                try await bench.projecting(SeenProjection()) {
                    try await bench.until(4800, "select count(*) from seen")
                }
                group.cancelAll()
                while let outcome = await group.nextResult() { _ = outcome }
            }
            try await bench.until(0, "select count(*) from outbox")
            try await bench.until(4800, "select count(*) from published")
            // In order, or a version would have been seen before the one below it.
            let late: PostgresQuery = """
                select count(*) from (
                    select version - lag(version, 1, 0::bigint) over (partition by subject order by place) as step
                    from seen) as steps where step <> 1
                """
            try await bench.until(0, late)
        }
    }

    @Test("A relay held in the middle of a batch loses its right to publish, and changes nothing when it wakes up")
    func heldInTheMiddle() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            for _ in 0..<10 { try await bench.append(2, to: UUID()) }
            // Without the limit it would hold on for longer than this test waits.
            var held = try relay(
                bench,
                KafkaConfiguration(
                    bootstrap: Self.nowhere.bootstrap, profile: .embedded,
                    settings: ["delivery.timeout.ms": "120000"]))
            held.holdLimit = .seconds(1)
            let sleeper = held
            let holding = Task { try await sleeper.run() }
            try await bench.until(0, Self.freeAndWaiting)
            let other = try bench.relay()
            let working = Task { try await other.run() }
            try await bench.until(0, "select count(*) from outbox")
            working.cancel()
            _ = await working.result
            let marks: PostgresQuery = """
                select sum(high_water * 100 + epoch)::bigint + (select count(*) * 1000000 from published)
                from relay_partition
                """
            let before = try #require(try await bench.store.pool.query(marks).decodeFirst(Int.self))
            holding.cancel()
            _ = await holding.result
            try await bench.until(before, marks)
            try await bench.until(0, "select count(*) from outbox")
        }
    }

    @Test("Told to stop while the broker is away, the relay leaves everything in the outbox and is gone in time")
    func stopsWithoutBroker() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            try await bench.append(5, to: UUID())
            let relay = try relay(bench, Self.nowhere)
            let group = ServiceGroup(services: [relay], logger: bench.logger)
            let running = Task { try await group.run() }
            try await bench.until(0, Self.freeAndWaiting)
            let told = ContinuousClock.now
            await group.triggerGracefulShutdown()
            try await running.value
            // The promise of the whole service is ten seconds, and a delivery alone may take that long.
            #expect(told.duration(to: .now) < .seconds(6))
            try await bench.until(5, "select count(*) from outbox where attempts = 0")
            try await bench.until(0, "select count(*) from published")
            try await bench.until(Int(Topic.partitions), Self.free)
        }
    }

    @Test("Told to stop, the relay first publishes what is committed")
    func stopsWithBroker() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            let relay = try bench.relay()
            let group = ServiceGroup(services: [relay], logger: bench.logger)
            let running = Task { try await group.run() }
            try await bench.append(1, to: UUID())
            try await bench.until(1, "select count(*) from published")
            // By way of a store of another process, as it were: the relay is not told of these.
            let elsewhere = EventStore(pool: bench.store.pool)
            let subject = UUID()
            try await elsewhere.transaction { transaction in
                _ = try await transaction.append(
                    (1...300).map { FlowBench.event(subject, number: $0) }, to: subject, key: subject, after: 0,
                    at: Date())
            }
            await group.triggerGracefulShutdown()
            try await running.value
            try await bench.until(0, "select count(*) from outbox")
            try await bench.until(301, "select count(*) from published")
        }
    }

    @Test("An event too large to publish holds back its own key alone, and lets go of it once it can be published")
    func tooLarge() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let subject = UUID()
            try await bench.store.transaction { transaction in
                var large = NotificationQueued()
                large.template = String(repeating: "x", count: 2_000_000)
                var fits = NotificationQueued()
                fits.template = String(repeating: "x", count: 900_000)
                _ = try await transaction.append(
                    [.queued(fits), .queued(large), FlowBench.event(subject, number: 3)] as [NotificationEvent],
                    to: subject, key: subject, after: 0, at: Date())
            }
            let waiting: PostgresQuery = "select count(*) from outbox where attempts > 0"
            try await bench.until(1, waiting)
            try await bench.append(1, to: subject)
            for _ in 0..<30 { try await bench.append(1, to: UUID()) }
            try await bench.projecting(SeenProjection()) {
                try await bench.until(31, "select count(*) from seen")
                // The one that is too large, and the two behind it.
                try await bench.until(3, "select count(*) from outbox")
                try await bench.until(2, "select count(*) from outbox where attempts = 0")
                // An operator has the event cut to size.
                try await bench.store.pool.execute(
                    """
                    update event_log set payload = (select payload from event_log where version = 3)
                    where subject = \(subject) and version = 2
                    """)
                try await bench.until(34, "select count(*) from seen")
            }
            let versions = try await bench.store.pool.query(
                "select version from seen where subject = \(subject) order by place"
            ).decode(Int64.self)
            #expect(versions == [1, 2, 3, 4])
            try await bench.until(0, "select count(*) from outbox")
        }
    }

    @Test(
        "A broker that came back empty and took records which nobody marked is noticed all the same",
        .enabled(if: TestBroker.isEmbedded, "noida-db keeps its cluster's name, by which this is noticed"),
        arguments: [3, 30])
    func unmarkedInFront(strangers: Int) async throws {
        try await FlowBench.run(relaying: false) { bench, broker in
            try await SeenProjection.createTable(in: bench.store.pool)
            let subject = UUID()
            let home = murmur2Partition(key: Array(subject.text.utf8), partitions: Topic.partitions)
            try await bench.append(10, to: subject)
            try await bench.whileRelaying { try await bench.until(10, "select count(*) from published") }
            broker.stop()
            try await broker.startAgainEmpty()
            // As a relay leaves it that dies after the acknowledgements: fewer records than were there, or more.
            try await bench.append(strangers, to: UUID(), key: subject)
            let rows = try await bench.store.pool.withTransaction { sql in
                let opened = try await sql.pipeline([RelayPartition.lockFree(.all), OutboxRow.claim(1000)])
                return try OutboxRow.decode(opened[1])
            }
            #expect(rows.count == strangers)
            let dead = try KafkaProducer(bench.kafka, clientID: "dead", logger: bench.logger)
            for result in await dead.produce(
                rows.map { $0.record(topic: FlowBench.topic, source: "/t", epoch: .first) })
            {
                _ = try result.get()
            }
            await dead.close()
            try await bench.whileRelaying {
                try await bench.until(1, "select count(*) from relay_partition where partition = \(home) and epoch > 0")
                try await bench.until(0, "select count(*) from outbox")
                // Whoever reads this broker from its beginning finds everything.
                try await bench.projecting(SeenProjection()) {
                    try await bench.until(10 + strangers, "select count(*) from seen")
                }
            }
        }
    }
}
