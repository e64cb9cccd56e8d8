import EventFlow
import Foundation
import Postgres

/// Events a second from the broker into a small read model, each applied exactly once (offset, versions and rows in one
/// transaction), against upserts of the same rows in pipelines over as many connections, with nothing to read or to
/// remember.
enum ProjectionSpeed {
    private static let rowsAPipeline = 500

    static func measure(_ bench: Bench) async throws -> [Row] {
        try await EventHub.with("bench_projection", connections: 8, in: bench.surroundings) { events in
            let pool = events.store.pool
            for table in [SmallReadModel.table, "upserted"] { try await SmallReadModel.createTable(table, in: pool) }
            let count = try await SmallReadModel.publish(bench.sizes.projectionEvents, with: events)
            let rows = try await self.rows(events)
            let url = bench.surroundings.url(of: events.hub.database)
            var round = 0
            let turns = try await Turns.take(bench.sizes.rounds) {
                try await pool.execute("truncate upserted")
                return try await upsertsPerSecond(rows, url)
            } value: {
                round += 1
                try await pool.execute("truncate projected")
                let rate = try await project(count, name: "bench-\(round)", events)
                bench.progress.say("  \(Figure.text(rate)) projected a second")
                return rate
            }
            try await compare(count, pool)
            return [
                turns.row(
                    "projection", "events/s", goal: .ratioAtLeast(0.6), note: "\(Projector.lanes) connections each")
            ]
        }
    }

    /// Feeds a new projection from the beginning; the clock runs from its first event to its last commit.
    private static func project(_ count: Int, name: String, _ events: EventHub) async throws -> Double {
        let model = SmallReadModel(name: name)
        return try await model.running(with: events) {
            try await model.untilCommitted(count, with: events)
            let ended = ContinuousClock.now
            guard let begun = model.handedOver.begun else { throw BenchFailure("nothing was projected") }
            return Double(count) / ((ended - begun) / .seconds(1))
        }
    }

    /// The rows that will be projected: subject, version, template, time; partition by partition, and a subject's
    /// together.
    private static func rows(_ events: EventHub) async throws -> [[String]] {
        try await events.store.pool.query(
            "select subject, version, occurred_at::text from event_log order by partition, subject, version"
        ).decode(UUID.self, Int64.self, String.self).map { [$0.0.uuidString, String($0.1), "bench", $0.2] }
    }

    private static func upsertsPerSecond(_ rows: [[String]], _ url: String) async throws -> Double {
        let links = try (0..<Projector.lanes).map { _ in
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
                let subjects = rows.count / SmallReadModel.eventsASubject
                let first = subjects * number / links.count * SmallReadModel.eventsASubject
                let last = subjects * (number + 1) / links.count * SmallReadModel.eventsASubject
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
    private static func compare(_ count: Int, _ pool: PostgresPool) async throws {
        let different = try await pool.query(
            """
            select count(*) from projected full join upserted using (subject)
            where projected.version is distinct from upserted.version
            """
        ).decode(Int.self).first
        let stored = try await pool.query("select count(*) from projected").decode(Int.self).first ?? 0
        guard different == 0, stored == count / SmallReadModel.eventsASubject else {
            throw BenchFailure(
                "\(stored) subjects were projected from \(count) events, \(different ?? 0) of them wrongly")
        }
    }
}
