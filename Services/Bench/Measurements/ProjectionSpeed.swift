import Contracts
import EventFlow
import Foundation
import Kafka
import Postgres
import SwiftProtobuf
import Synchronization

/// Events a second from the broker into a small read model, each applied exactly once (offset, versions and rows in one
/// transaction), against upserts of the same rows in pipelines over as many connections, with nothing to read or to
/// remember.
enum ProjectionSpeed {
    private static let topic = Topic.notifications
    /// For the projector's pool and for the bare upserts alike.
    private static let connections = 4
    private static let eventsASubject = 3
    private static let rowsAPipeline = 500

    static func measure(_ bench: Bench) async throws -> [Row] {
        try await EventHub.with("bench_projection", connections: connections, in: bench.surroundings) { events in
            for table in ["projected", "upserted"] {
                try await events.store.pool.execute(
                    """
                    create table \(identifier: table) (
                        subject uuid primary key, version bigint not null, template text not null, at timestamptz not null)
                    """)
            }
            let count = bench.sizes.projectionEvents / eventsASubject * eventsASubject
            try await fill(count, events)
            try await events.relaying(to: topic) { try await events.untilPublished() }
            let rows = try await self.rows(events)
            let url = bench.surroundings.url(of: events.hub.database)
            var round = 0
            let turns = try await Turns.take(bench.sizes.rounds) {
                try await events.store.pool.execute("truncate upserted")
                return try await upsertsPerSecond(rows, url)
            } value: {
                round += 1
                try await events.store.pool.execute("truncate projected")
                let rate = try await project(count, name: "bench-\(round)", events)
                bench.progress.say("  \(Figure.text(rate)) projected a second")
                return rate
            }
            try await compare(count, events)
            return [turns.row("projection", "events/s", goal: .ratioAtLeast(0.6))]
        }
    }

    private static func fill(_ count: Int, _ events: EventHub) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<connections {
                group.addTask {
                    try await events.store.transaction { transaction in
                        for _ in 0..<(count / eventsASubject / connections) { try await append(in: transaction) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let rest = count / eventsASubject % connections
        try await events.store.transaction { transaction in
            for _ in 0..<rest { try await append(in: transaction) }
        }
    }

    private static func append(in transaction: EventTransaction) async throws {
        let subject = UUID.v7(at: Date())
        let event = NotificationEvent.queued(
            .with {
                $0.deliveryID = subject.text
                $0.referralID = subject.text
                $0.template = "bench"
            })
        try await transaction.append(
            Array(repeating: event, count: eventsASubject), to: subject, key: subject, after: 0, at: Date())
    }

    // MARK: The value

    /// Feeds a new projection from the beginning; the clock runs from its first event to its last commit.
    private static func project(_ count: Int, name: String, _ events: EventHub) async throws -> Double {
        let model = SmallReadModel(name: name)
        let projector = Projector(
            model, store: events.store, kafka: events.kafka, service: "bench", logger: Surroundings.quiet)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await projector.run() }
            let deadline = ContinuousClock.now + .seconds(120)
            // Counted in memory until all were handed over: then the database tells when they are committed.
            while model.progress.withLock({ $0.count }) < count { try await pause(until: deadline) }
            while try await committed(name, events) < count { try await pause(until: deadline) }
            let ended = ContinuousClock.now
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
            guard let begun = model.progress.withLock({ $0.begun }) else { throw BenchFailure("nothing was projected") }
            return Double(count) / ((ended - begun) / .seconds(1))
        }
    }

    private static func pause(until deadline: ContinuousClock.Instant) async throws {
        guard ContinuousClock.now < deadline else { throw BenchFailure("the projector does not come to an end") }
        try await Task.sleep(for: .milliseconds(2))
    }

    private static func committed(_ name: String, _ events: EventHub) async throws -> Int {
        try await events.store.pool.query(
            "select coalesce(sum(next_offset), 0)::bigint from consumer_offset where consumer = \(name)"
        ).decode(Int.self).first ?? 0
    }

    // MARK: The limit

    /// The rows that will be projected: subject, version, template, time; partition by partition, and a subject's
    /// together.
    private static func rows(_ events: EventHub) async throws -> [[String]] {
        try await events.store.pool.query(
            "select subject, version, occurred_at::text from event_log order by partition, subject, version"
        ).decode(UUID.self, Int64.self, String.self).map { [$0.0.text, String($0.1), "bench", $0.2] }
    }

    private static func upsertsPerSecond(_ rows: [[String]], _ url: String) async throws -> Double {
        let links = try (0..<connections).map { _ in
            let link = try BareConnection(url)
            try link.prepare(
                "upsert",
                """
                insert into \(EventHub.schema).upserted as present (subject, version, template, at) values ($1, $2, $3, $4)
                on conflict (subject) do update
                    set version = excluded.version, template = excluded.template, at = excluded.at
                """)
            return link
        }
        let begun = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, link) in links.enumerated() {
                // A share of the rows for each, cut so that no subject is shared: they would wait for one another.
                let subjects = rows.count / eventsASubject
                let first = subjects * number / connections * eventsASubject
                let last = subjects * (number + 1) / connections * eventsASubject
                group.addTask {
                    try await onOwnThread {
                        for start in stride(from: first, to: last, by: rowsAPipeline) {
                            try link.pipeline("upsert", of: rows[start..<min(start + rowsAPipeline, last)])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return Double(rows.count) / ((ContinuousClock.now - begun) / .seconds(1))
    }

    /// Both have to end with the same rows.
    private static func compare(_ count: Int, _ events: EventHub) async throws {
        let different = try await events.store.pool.query(
            """
            select count(*) from projected full join upserted using (subject)
            where projected.version is distinct from upserted.version
            """
        ).decode(Int.self).first
        let stored = try await events.store.pool.query("select count(*) from projected").decode(Int.self).first ?? 0
        guard different == 0, stored == count / eventsASubject else {
            throw BenchFailure(
                "of \(count / eventsASubject) subjects \(stored) were projected, \(different ?? 0) wrongly")
        }
    }
}

/// A row per subject, as a queue or a list would keep.
private struct SmallReadModel: ReadModel {
    struct Progress {
        var begun: ContinuousClock.Instant?
        var count = 0
    }

    final class Counter: Sendable {
        private let state = Mutex(Progress())
        func withLock<R>(_ body: (inout Progress) -> R) -> R { state.withLock { body(&$0) } }
    }

    let name: String
    let topics = [Topic.notifications]
    let tables = ["projected"]
    let progress = Counter()

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        progress.withLock { $0.begun = $0.begun ?? .now }
        _ = try await transaction.sql.pipeline(events.map(Self.upsert))
        progress.withLock { $0.count += events.count }
    }

    private static func upsert(_ event: ReceivedEvent) -> PostgresQuery {
        """
        insert into projected (subject, version, template, at) values (\(event.subject), \(event.version), 'bench', \(event.time))
        on conflict (subject) do update
            set version = excluded.version, template = excluded.template, at = excluded.at
        """
    }
}
