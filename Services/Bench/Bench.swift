/// What every measurement is handed.
struct Bench: Sendable {
    let surroundings: Surroundings
    let sizes: Sizes
    let progress: Progress
    /// The hub with all its services, for those measurements that follow one another on it.
    let town: StockedHub

    init(_ surroundings: Surroundings, _ sizes: Sizes, _ progress: Progress) {
        self.surroundings = surroundings
        self.sizes = sizes
        self.progress = progress
        town = StockedHub(surroundings, sizes, progress)
    }
}

/// One thing that is measured.
struct Measurement: Sendable {
    /// What `--only` calls it.
    let name: String
    /// What it says, in one line.
    let about: String
    let run: @Sendable (Bench) async throws -> [Row]

    /// In the order they are measured in. From `idle` on they share one hub, which fills up meanwhile.
    static let all = [
        Measurement(
            name: "accept", about: "referrals accepted at 32 connections, against pgbench's inserts",
            run: { try await AcceptSpeed.measure($0) }),
        Measurement(
            name: "import", about: "rows of a file a second, and events of the feed that follows, against SQL alone",
            run: { try await ImportSpeed.measure($0) }),
        Measurement(
            name: "relay", about: "events published from the outbox, against librdkafka alone",
            run: { try await RelaySpeed.measure($0) }),
        Measurement(
            name: "projection", about: "events projected exactly once, against pipelined upserts alone",
            run: { try await ProjectionSpeed.measure($0) }),
        Measurement(
            name: "rebuild", about: "events a second of a projection filled anew while it serves",
            run: { try await RebuildSpeed.measure($0) }),
        Measurement(
            name: "routing", about: "postcodes looked up among 1.7 million, and routing decisions",
            run: { try await RoutingSpeed.measure($0) }),
        Measurement(
            name: "queue", about: "a page of 50 from 100,000 open cases at 16 connections",
            run: { try await QueueSpeed.measure($0) }),
        Measurement(
            name: "pages", about: "the portal's pages of 50 from 100,000 open cases at 16 connections",
            run: { try await PageSpeed.measure($0) }),
        Measurement(
            name: "year", about: "a school year of 20,000 cases, from clock to clock",
            run: { await YearSpeed.measure($0) }),
        Measurement(
            name: "matching",
            about: "places for 10,000 and 100,000 children at once, against OR-Tools; one request ranked",
            run: { try await MatchingSpeed.measure($0) }),
        Measurement(
            name: "booking",
            about: "32 coordinators asking for the same six places, against updates of the same three rows",
            run: { try await BookingSpeed.measure($0) }),
        Measurement(
            name: "idle", about: "processor time of the hub when nobody wants anything",
            run: { try await IdleCost.measure($0) }),
        Measurement(
            name: "visible", about: "from POST to the coordinator's queue, at 50 a second",
            run: { try await Visibility.measure($0) }),
        Measurement(
            name: "live", about: "from a referral to the number on 500 open pages, at 50 a second",
            run: { try await LiveSpeed.measure($0) }),
        Measurement(
            name: "memory", about: "memory of each service after 100,000 referrals",
            run: { try await MemoryUse.measure($0) }),
        Measurement(
            name: "growth", about: "latencies with ten times the stored cases, against those before",
            run: { try await Growth.measure($0) }),
    ]

    /// Those of these names; all when none is named.
    static func named(_ names: [String]) throws -> [Measurement] {
        for name in names where !all.contains(where: { $0.name == name }) {
            throw BenchFailure("nothing here is called “\(name)”: \(all.map(\.name).joined(separator: ", "))")
        }
        return names.isEmpty ? all : all.filter { names.contains($0.name) }
    }
}
