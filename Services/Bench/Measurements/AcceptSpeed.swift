import Postgres

/// Referrals accepted a second at 32 connections, against single-row inserts of pgbench at 32 clients. Beside the intake
/// runs only what accepting needs: PostgreSQL and the broker.
enum AcceptSpeed {
    private static let connections = 32

    static func measure(_ bench: Bench) async throws -> [Row] {
        try await RunningHub.with("bench_accept", ["referral-intake"], in: bench.surroundings) { hub in
            try await measure(bench, hub)
        }
    }

    private static func measure(_ bench: Bench, _ hub: RunningHub) async throws -> [Row] {
        let agencies = try await Agencies(to: hub)
        let pgbench = PgBench(hub: hub, clients: connections)
        try await pgbench.prepare()
        let seconds = bench.sizes.acceptSeconds
        // Not counted: caches fill, and the size of a row becomes known.
        _ = try await agencies.post(.closed(seconds: Double(min(2, seconds))), connections: connections)
        let bytes = try await hub.number(
            """
            select ((select avg(pg_column_size(r)) from referral_intake.referral r)
                + (select avg(pg_column_size(e)) from referral_intake.event_log e))::bigint
            """)
        var shares: [Double] = []
        var latencies: [[Double]] = []
        let turns = try await Turns.take(bench.sizes.rounds) {
            try await pgbench.insertsPerSecond(bytes: bytes, seconds: seconds)
        } value: {
            let outcome = try await agencies.post(.closed(seconds: Double(seconds)), connections: connections)
            shares.append(outcome.processorShare)
            latencies.append(outcome.latencies)
            bench.progress.say("  \(Figure.text(outcome.perSecond)) accepted a second")
            return outcome.perSecond
        }
        try await compare(agencies.accepted, with: hub)
        let share = Samples(shares).median ?? 0
        return [
            turns.row(
                "accept", "referrals/s", goal: .ratioAtLeast(0.5),
                note:
                    "the load generator took \(Figure.text(share * 100)) % of a core; rows of \(Figure.text(Double(bytes))) bytes; all "
                    + "\(Figure.text(Double(agencies.accepted))) accepted are stored, each with one event"),
            Latencies.row("accept, p50", latencies, 0.5, goal: nil),
            Latencies.row("accept, p99", latencies, 0.99, goal: nil),
        ]
    }

    /// What was answered 201 has to be there, and nothing else.
    private static func compare(_ accepted: Int, with hub: RunningHub) async throws {
        let referrals = try await hub.number("select count(*) from referral_intake.referral")
        let events = try await hub.number("select count(*) from referral_intake.event_log")
        guard referrals == accepted, events == accepted else {
            throw BenchFailure("accepted \(accepted), but stored \(referrals) referrals and \(events) events")
        }
    }
}
