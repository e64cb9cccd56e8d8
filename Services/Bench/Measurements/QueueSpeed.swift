import Foundation
import Inclusion
import Postgres

/// Pages of 50 of a coordinator's queue, from 100,000 open cases of six localities, at 16 connections: the whole queue, and
/// each of its groups in turn.
enum QueueSpeed {
    private static let connections = 16

    static func measure(_ bench: Bench) async throws -> [Row] {
        try await RunningHub.with("bench_queue", ["locality-router"], in: bench.surroundings) { hub in
            try await fill(bench.sizes.openCases, hub)
            let token = try await hub.token("coordinator-gloucester")
            let port = hub.surroundings.port("locality-router")
            // Not counted: connections open, caches fill.
            _ = try await load(1, token, port: port)
            var latencies: [[Double]] = []
            for _ in 0..<bench.sizes.rounds {
                let outcome = try await load(Double(bench.sizes.pageSeconds), token, port: port)
                bench.progress.say("  \(Figure.text(outcome.perSecond)) pages a second")
                latencies.append(outcome.latencies)
            }
            return [
                Latencies.row("queue page, p50", latencies, 0.5, goal: nil),
                Latencies.row("queue page, p99", latencies, 0.99, goal: .atMost(25)),
            ]
        }
    }

    private static func load(_ seconds: Double, _ token: String, port: UInt16) async throws -> LoadOutcome {
        let groups = ["overdue", "due_today", "new_to_me", "waiting_on_others", "other"].map { "&group=\($0)" }
        let requests = ([""] + groups).map { group in
            PlainClient.request(
                "GET", "/v1/cases?limit=50\(group)", port: port, headers: ["Authorization: Bearer \(token)"], body: "")
        }
        return try await LoadGenerator.turns(
            of: requests, connections: connections, port: port, seconds: seconds)
    }

    /// As in the middle of a term: one case in eight is late, most are with somebody, some of them with others.
    private static func fill(_ count: Int, _ hub: RunningHub) async throws {
        try await hub.surroundings.withPool(hub.database, searchPath: "locality_router") { pool in
            try await pool.execute(
                """
                insert into case_file (id, referral_id, child_id, reference, locality, forum, state, version, agency_kind,
                    age_years, key_stage, level, needs, ap_requested, days_out_of_school, permanently_excluded, opened_at,
                    acknowledge_by, ball, why, place, due_at, assigned_to)
                select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
                    'RH-' || upper(substr(md5(n::text), 1, 4)) || '-' || upper(substr(md5(n::text), 5, 4)),
                    \(Locality.gloucestershire.map(\.code))[1 + n % 6], 'talc', stand.state, 3, 'education', 5 + n % 12,
                    'ks3', 1 + n % 4, array['SEMH'], n % 7 = 0, 0, false, now() - make_interval(hours => n % 2000),
                    now() - make_interval(hours => n % 2000) + interval '1 day', stand.ball, 'triage', stand.place,
                    now() + make_interval(mins => (n::bigint * 7919 % 40000 - 5000)::int),
                    case when stand.state <> 'open' and n % 3 > 0 then 'coordinator-' || n % 40 end
                from generate_series(1, \(count)::int) n
                join (values (0, 'open', 'coordinator', 'new'), (1, 'acknowledged', 'coordinator', 'other'),
                    (2, 'in_triage', 'coordinator', 'other'), (3, 'needs_information', 'referrer', 'waiting'),
                    (4, 'listed', 'forum', 'waiting'), (5, 'active', 'coordinator', 'other'))
                    as stand (place_of, state, ball, place) on stand.place_of = n / 6 % 6
                """)
            try await pool.execute("vacuum analyze case_file")
        }
    }
}
