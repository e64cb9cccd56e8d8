import EventFlow
import Foundation
import Postgres

/// Fills a small read model anew from 200,000 events while it serves, and swaps it in: from when the service begins to when
/// the new tables serve.
enum RebuildSpeed {
    static func measure(_ bench: Bench) async throws -> [Row] {
        // Compressed, because the embedded broker keeps only 5 MB a partition.
        try await EventHub.with(
            "bench_rebuild", connections: 16, settings: ["compression.codec": "lz4"], in: bench.surroundings
        ) { events in
            try await SmallReadModel.createTable(SmallReadModel.table, in: events.store.pool)
            let count = try await SmallReadModel.publish(bench.sizes.rebuildEvents, with: events)
            bench.progress.say("  \(Figure.text(Double(count))) events published")
            let model = SmallReadModel(name: "bench")
            return try await model.running(with: events) {
                try await model.untilCommitted(count, with: events)
                let rebuild = try await rebuild(model, with: events, bench.surroundings)
                try await compare(count, events.store.pool)
                return [row(rebuild, count)]
            }
        }
    }

    private static func rebuild(
        _ model: SmallReadModel, with events: EventHub, _ surroundings: Surroundings
    ) async throws -> Rebuild {
        let pool = events.store.pool
        let url = surroundings.url(of: events.hub.database)
        let rebuilder = Rebuilder(
            projections: [model], views: [], pool: pool,
            makePool: { searchPath in
                PostgresPool(
                    try PostgresConfiguration(
                        url: url, applicationName: "bench rebuild", poolSize: Rebuilder.connections,
                        searchPath: searchPath),
                    logger: Surroundings.quiet)
            }, kafka: events.kafka, service: "bench", topic: nil, logger: Surroundings.quiet)
        let running = Task { try await rebuilder.run() }
        defer { running.cancel() }
        let id = try await pool.withConnection { try await Rebuild.request(model.name, by: "bench", in: $0) }
        guard let id else { throw BenchFailure("a rebuild is under way already") }
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            let rebuild = try await pool.withConnection { try await Rebuild.find(id, in: $0) }
            if let rebuild, rebuild.state.isOver {
                guard rebuild.state == .swapped else {
                    throw BenchFailure("the rebuild \(rebuild.state.rawValue): \(rebuild.failure?.words ?? "")")
                }
                return rebuild
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw BenchFailure("the rebuild does not come to an end")
    }

    private static func row(_ rebuild: Rebuild, _ count: Int) -> Row {
        var row = Row(name: "rebuild", value: nil, unit: "events/s", goal: .atLeast(20_000))
        guard let started = rebuild.startedAt, let finished = rebuild.finishedAt else { return row }
        let seconds = finished.timeIntervalSince(started)
        row.value = Double(count) / seconds
        row.note =
            "\(Figure.text(Double(count))) events in \(Figure.text(seconds)) s, joining a group of the embedded broker (3 s) "
            + "and the swap among them"
        return row
    }

    /// The tables that serve now hold what the events say.
    private static func compare(_ count: Int, _ pool: PostgresPool) async throws {
        let right =
            try await pool.query(
                "select count(*) from projected where version = \(Int64(SmallReadModel.eventsASubject))"
            ).decode(Int.self).first ?? 0
        guard right == count / SmallReadModel.eventsASubject else {
            throw BenchFailure("\(right) subjects are right after the rebuild of \(count) events")
        }
    }
}
