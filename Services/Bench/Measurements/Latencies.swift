import Foundation

/// What people wait for, in milliseconds, each turn on its own.
struct Latencies: Sendable {
    /// From when a POST was due to its 201.
    var accept: [[Double]] = []
    /// From when a POST was due to the row in the router's queue.
    var router: [[Double]] = []
    /// From when a POST was due to the row in the portal's queue.
    var portal: [[Double]] = []
    /// A coordinator's queue page.
    var page: [[Double]] = []

    /// Referrals posted a second while it is measured.
    static let rate = 50.0

    /// Posts at an even rate, whatever the hub makes of it, and watches both queues; then looks at the page.
    static func measure(_ hub: RunningHub, _ agencies: Agencies, _ sizes: Sizes) async throws -> Latencies {
        var all = Latencies()
        let watch = try QueueWatch(hub)
        // Not counted: connections open, caches fill.
        _ = try await agencies.post(.open(perSecond: rate, seconds: 1), connections: 16)
        for _ in 0..<sizes.rounds {
            watch.begin()
            let outcome = try await agencies.post(
                .open(perSecond: rate, seconds: Double(sizes.visibleSeconds)), connections: 16,
                accepted: { referral, due, _ in watch.expect(referral, since: due) }, telling: true)
            let seen = try await watch.end()
            all.accept.append(outcome.latencies)
            all.router.append(seen.router)
            all.portal.append(seen.portal)
            all.page.append(try await QueuePage.look(at: hub, times: sizes.looks))
        }
        return all
    }

    /// A row of one percentile over all turns, with the spread of the turns' own.
    static func row(_ name: String, _ turns: [[Double]], _ share: Double, goal: Goal?) -> Row {
        Row(
            name: name, value: Samples(turns.flatMap { $0 }).percentile(share), unit: "ms",
            spread: Samples(turns.compactMap { Samples($0).percentile(share) }).spread, goal: goal)
    }
}
