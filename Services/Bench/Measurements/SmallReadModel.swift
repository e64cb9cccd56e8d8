import Contracts
import EventFlow
import Foundation
import Postgres
import SwiftProtobuf
import Synchronization

/// A row per subject, as a queue or a list would keep: what the machinery around a projection is measured with.
struct SmallReadModel: ReadModel {
    /// What was handed over so far.
    final class Counter: Sendable {
        private struct State {
            var begun: ContinuousClock.Instant?
            var count = 0
        }

        private let state = Mutex(State())

        /// When the first event came.
        var begun: ContinuousClock.Instant? { state.withLock { $0.begun } }
        var count: Int { state.withLock { $0.count } }

        fileprivate func begin() { state.withLock { $0.begun = $0.begun ?? .now } }
        fileprivate func add(_ count: Int) { state.withLock { $0.count += count } }
    }

    static let topic = Topic.notifications
    static let table = "projected"
    static let eventsASubject = 3

    let name: String
    let topics = [topic]
    let tables = [table]
    let handedOver = Counter()

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        handedOver.begin()
        try await transaction.write(events.map(Self.upsert))
        handedOver.add(events.count)
    }

    private static func upsert(_ event: ReceivedEvent) -> PostgresQuery {
        """
        insert into projected (subject, version, template, at)
        values (\(event.subject), \(event.version), 'bench', \(event.time))
        on conflict (subject) do update
            set version = excluded.version, template = excluded.template, at = excluded.at
        """
    }

    /// A table of that shape.
    static func createTable(_ name: String, in pool: PostgresPool) async throws {
        try await pool.execute(
            """
            create table \(identifier: name) (
                subject uuid primary key, version bigint not null, template text not null, at timestamptz not null)
            """)
    }

    // MARK: Its events

    /// Publishes about `count` events, three to a subject.
    /// - Returns: how many there are.
    static func publish(_ count: Int, with events: EventHub) async throws -> Int {
        let writers = 4
        let subjects = max(1, count / eventsASubject / writers)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<writers {
                group.addTask {
                    try await events.store.transaction { transaction in
                        for _ in 0..<subjects { try await append(in: transaction) }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await events.store.pool.execute("analyze")
        try await events.relaying(to: topic) { try await events.untilPublished() }
        return subjects * writers * eventsASubject
    }

    private static func append(in transaction: EventTransaction) async throws {
        let subject = UUID.v7(at: Date())
        let event = NotificationEvent.queued(
            .with {
                $0.deliveryID = subject.text
                $0.template = "bench"
            })
        try await transaction.append(
            Array(repeating: event, count: eventsASubject), to: subject, key: subject, after: 0, at: Date())
    }

    /// Feeds the projection from the beginning while `body` runs.
    func running<R: Sendable>(
        with events: EventHub, _ body: @Sendable () async throws -> R
    ) async throws -> R {
        let projector = Projector(
            self, store: events.store, kafka: events.kafka, service: "bench", logger: Surroundings.quiet)
        let running = Task { try await projector.run() }
        do {
            let result = try await body()
            running.cancel()
            _ = await running.result
            return result
        } catch {
            running.cancel()
            _ = await running.result
            throw error
        }
    }

    /// Waits until `count` events are applied and committed.
    func untilCommitted(_ count: Int, with events: EventHub) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        func pause() async throws {
            guard ContinuousClock.now < deadline else { throw BenchFailure("the projector does not come to an end") }
            try await Task.sleep(for: .milliseconds(2))
        }
        // Counted in memory until all were handed over, so that asking disturbs nothing.
        while handedOver.count < count { try await pause() }
        while try await committed(with: events) < count { try await pause() }
    }

    private func committed(with events: EventHub) async throws -> Int {
        try await events.store.pool.query(
            "select coalesce(sum(next_offset), 0)::bigint from consumer_offset where consumer = \(name)"
        ).decode(Int.self).first ?? 0
    }
}
