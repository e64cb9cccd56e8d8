import Postgres

/// Fills the portal's queue anew while it serves: two events for each referral stored.
enum RebuildSpeed {
    private static let projection = "show-queue"

    static func measure(_ bench: Bench) async throws -> [Row] {
        var row = Row(name: "rebuild", value: nil, unit: "events/s", goal: .atLeast(20_000))
        let hub = try await bench.town.hub()
        let executable = bench.surroundings.executable("hub")
        do {
            try await hub.run("rebuild-help", executable, ["rebuild", "--help"])
        } catch {
            row.note = "not measured: hub has no command “rebuild”"
            return [row]
        }
        _ = try await bench.town.fill(to: bench.sizes.fullStock)
        let events = try await hub.number(
            """
            select (select count(*) from referral_intake.event_log) + (select count(*) from locality_router.event_log)
                + (select count(*) from placement_matcher.event_log)
            """)
        let begun = ContinuousClock.now
        try await hub.run(
            "rebuild", executable, ["rebuild", "portal", projection],
            environment: ["DATABASE_URL": bench.surroundings.url(of: hub.database)])
        row.value = Double(events) / ((ContinuousClock.now - begun) / .seconds(1))
        row.note = "\(Figure.text(Double(events))) events"
        return [row]
    }
}
