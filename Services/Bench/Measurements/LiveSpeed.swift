import Foundation
import Inclusion

/// From an event to the number on the page: 500 open pages of the queue hear how it stands, while 50 referrals a second are
/// posted.
enum LiveSpeed {
    static func measure(_ bench: Bench) async throws -> [Row] {
        let hub = try await bench.town.hub()
        let agencies = try await bench.town.agencies()
        _ = try await bench.town.fill(to: bench.sizes.stock)
        let cookies = try await BrowserSessions.open(
            bench.sizes.livePages, for: Locality.all.map(\.code), at: hub)
        var turns: [[Double]] = []
        for _ in 0..<bench.sizes.rounds {
            let streams = try LiveStreams(cookies: cookies, port: hub.surroundings.port("portal"))
            let listening = Task { try await onOwnThread { try streams.listen() } }
            try await streams.untilAllHaveHeard()
            _ = try await agencies.post(
                .open(perSecond: Latencies.rate, seconds: Double(bench.sizes.visibleSeconds)), connections: 16,
                accepted: { _, _, now in streams.expectOneMore(since: now) }, telling: true)
            try await streams.untilAllIsSeen()
            streams.end()
            turns.append(try await listening.value)
        }
        var median = Latencies.row("live, p50", turns, 0.5, goal: nil)
        median.note =
            "\(cookies.count) open pages, each of them counted for each of 50 referrals a second, from its 201"
        return [median, Latencies.row("live, p99", turns, 0.99, goal: .atMost(250))]
    }
}
