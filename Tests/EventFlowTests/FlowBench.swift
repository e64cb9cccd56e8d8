import Contracts
import Foundation
import Kafka
import Logging
import Postgres
import TestSupport
import Testing

@testable import EventFlow

/// A database and a broker of its own: what one service has around it.
struct FlowBench: Sendable {
    let store: EventStore
    let kafka: KafkaConfiguration
    let logger: Logger
    let database: OwnDatabase

    static let topic = Topic.notifications

    /// Runs `body` with a new database, a broker and, while it runs, a relay.
    static func run(
        relaying: Bool = true, _ body: @Sendable (FlowBench, TestBroker) async throws -> Void
    ) async throws {
        var logger = Logger(label: "eventflow.tests")
        logger.logLevel = ProcessInfo.processInfo.environment["HUB_TEST_LOG"] == nil ? .critical : .debug
        try await OwnDatabase.lend("flow") { try await run($0, logger, relaying: relaying, body) }
    }

    private static func run(
        _ database: OwnDatabase, _ logger: Logger, relaying: Bool,
        _ body: @Sendable (FlowBench, TestBroker) async throws -> Void
    ) async throws {
        let pool = try database.pool(12, schema: "flow")
        try await Migrator(pool, logger: logger).apply(EventFlowSchema.migrations, schema: "flow")
        let broker = try await TestBroker(topics: Topic.allCases.map { ($0.rawValue, Topic.partitions) })
        let bench = FlowBench(
            store: EventStore(pool: pool),
            kafka: broker.configuration(), logger: logger, database: database)
        let outcome: Result<Void, any Error>
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                if relaying {
                    let relay = try bench.relay()
                    group.addTask { try await relay.run() }
                }
                try await body(bench, broker)
                group.cancelAll()
            }
            outcome = .success(())
        } catch is CancellationError {
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        broker.stop()
        await pool.close()
        try outcome.get()
    }

    func relay() throws -> Relay {
        try Relay(store: store, kafka: kafka, topic: Self.topic, service: "flow-tests", logger: logger)
    }

    /// Runs `body` while the projection is fed.
    func projecting(
        _ projection: some Projection, _ body: @Sendable () async throws -> Void
    ) async throws {
        let projector = Projector(projection, store: store, kafka: kafka, service: "flow-tests", logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await projector.run() }
            try await body()
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
        }
    }

    /// Appends `count` events to an aggregate, each in a transaction of its own.
    func append(_ count: Int, to subject: UUID, key: UUID? = nil) async throws {
        for _ in 0..<count {
            try await store.transaction { transaction in
                let before = try await transaction.load(Story.self, subject)
                try await transaction.append(
                    [Self.event(subject, number: before.version + 1)], to: subject, key: key ?? subject,
                    after: before.version, at: Date())
            }
        }
    }

    static func event(_ subject: UUID, number: Int64) -> NotificationEvent {
        var queued = NotificationQueued()
        queued.deliveryID = subject.text
        queued.template = String(number)
        return .queued(queued)
    }

    /// Waits until the query's single number is `expected`; gives up after the deadline.
    func until(
        _ expected: Int, within limit: Duration = .seconds(40), _ query: PostgresQuery,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + limit
        var last = -1
        while ContinuousClock.now < deadline {
            last = try await store.pool.query(query).decode(Int.self).first ?? -1
            if last == expected { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        let standing = try await store.pool.query(
            """
            select (select count(*) from outbox) || ' in the outbox, ' || (select count(*) from parked_event)
                || ' parked, ' || (select count(*) from dead_letter) || ' dead; relay ' || (
                    select string_agg(partition || '@' || high_water || '/' || epoch, ' ' order by partition)
                    from relay_partition) || '; projector ' || coalesce((
                    select string_agg(partition || '@' || next_offset || '/' || epoch, ' ' order by partition)
                    from consumer_offset), '-')
            """
        ).decode(String.self).first
        Issue.record("expected \(expected), still \(last): \(query) (\(standing ?? ""))", sourceLocation: location)
    }
}

/// The aggregate of these tests: how many events it has had.
struct Story: Aggregate {
    let length: Int

    static func evolve(_ state: Story?, _ event: NotificationEvent) -> Story? {
        Story(length: (state?.length ?? 0) + 1)
    }
}

/// Writes every event it is given into `seen`; refuses what it is told to refuse.
struct SeenProjection: Reaction {
    let name = "seen"
    let topics = [FlowBench.topic]
    let refusal: @Sendable (ReceivedEvent) throws -> Void

    init(refusing refusal: @escaping @Sendable (ReceivedEvent) throws -> Void = { _ in }) {
        self.refusal = refusal
    }

    static func createTable(in pool: PostgresPool) async throws {
        try await pool.execute(
            "create table seen (place bigint generated always as identity, subject uuid, version bigint)")
    }

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        _ = try event.decode(NotificationEvent.self)
        try await transaction.sql.execute(
            "insert into seen (subject, version) values (\(event.subject), \(event.version))")
        try refusal(event)
    }
}
