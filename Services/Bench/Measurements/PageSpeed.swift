import Contracts
import Foundation
import Inclusion
import Postgres
import SwiftProtobuf

/// The portal's pages of 50 of a coordinator's queue, as browsers ask for them, from 100,000 open cases of six localities, at
/// 16 connections of as many people: the whole queue, and each of its headings in turn.
enum PageSpeed {
    private static let connections = 16

    static func measure(_ bench: Bench) async throws -> [Row] {
        try await RunningHub.with("bench_pages", ["portal"], in: bench.surroundings) { hub in
            try await fill(bench.sizes.openCases, hub)
            let cookies = try await BrowserSessions.open(connections, for: [Locality.gloucestershire[0].code], at: hub)
            let port = hub.surroundings.port("portal")
            // Not counted: connections open, caches fill.
            _ = try await load(1, cookies, port: port)
            var (latencies, rates): ([[Double]], [Double]) = ([], [])
            for _ in 0..<bench.sizes.rounds {
                let outcome = try await load(Double(bench.sizes.pageSeconds), cookies, port: port)
                bench.progress.say("  \(Figure.text(outcome.perSecond)) pages a second")
                latencies.append(outcome.latencies)
                rates.append(outcome.perSecond)
            }
            let rate = Samples(rates)
            return [
                Row(name: "portal pages", value: rate.median, unit: "/s", spread: rate.spread, goal: .atLeast(1500)),
                Latencies.row("portal page, p50", latencies, 0.5, goal: nil),
                Latencies.row("portal page, p99", latencies, 0.99, goal: nil),
            ]
        }
    }

    private static func load(_ seconds: Double, _ cookies: [String], port: UInt16) async throws -> LoadOutcome {
        let groups = ["", "&group=overdue", "&group=due_today", "&group=new", "&group=waiting", "&group=other"]
        let requests = groups.flatMap { group in
            cookies.map { cookie in
                PlainClient.request("GET", "/?rows=50\(group)", port: port, headers: ["Cookie: \(cookie)"], body: "")
            }
        }
        return try await LoadGenerator.turns(
            of: requests, connections: connections, port: port, seconds: seconds)
    }

    /// As in the middle of a term: some cases are late, most are with somebody, some of them with others.
    private static func fill(_ count: Int, _ hub: RunningHub) async throws {
        let clocks = try CaseClocks.with {
            $0.all = [
                .with {
                    ($0.kind, $0.with) = ("triage", "coordinator")
                    $0.startedAt = RFC3339.text(Date().addingTimeInterval(-86_400))
                    $0.dueAt = RFC3339.text(Date().addingTimeInterval(86_400))
                }
            ]
        }.serializedData()
        try await hub.surroundings.withPool(hub.database, searchPath: "portal") { pool in
            try await pool.execute(
                """
                insert into queue_item (referral_id, posted_at, case_id, case_version, reference, locality, forum, state,
                    stage, state_since, level, age_band, age_years, key_stage, needs, ap_requested, days_out_of_school,
                    permanently_excluded, opened_at, acknowledge_by, open_questions, asked_referrals, sharing_allowed,
                    has_plan, clocks, place, place_at, changes)
                select gen_random_uuid(), now(), gen_random_uuid(), 3,
                    'RH-' || upper(substr(md5(n::text), 1, 4)) || '-' || upper(substr(md5(n::text), 5, 4)),
                    \(Locality.gloucestershire.map(\.code))[1 + n % 6], 'talc', stand.state, stand.state,
                    now() - interval '2 days', 1 + n % 4, '11-16', 5 + n % 12, 'ks3', array['SEMH', 'SLCN'], n % 7 = 0,
                    n % 40, false, now() - make_interval(hours => n % 2000), now() + interval '1 day', '{}', '{}', true,
                    false, \(clocks), stand.place,
                    now() + make_interval(mins => (n::bigint * 7919 % 40000 - 5000)::int), 1
                from generate_series(1, \(count)::int) n
                join (values (0, 'open', 'to_acknowledge'), (1, 'acknowledged', 'other'), (2, 'in_triage', 'other'),
                    (3, 'listed', 'waiting'), (4, 'awaiting_placement', 'waiting'), (5, 'active', 'other'))
                    as stand (place_of, state, place) on stand.place_of = n / 6 % 6
                """)
            try await pool.execute("vacuum analyze queue_item")
        }
    }
}
