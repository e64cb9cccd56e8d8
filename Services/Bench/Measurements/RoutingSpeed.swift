import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import RoutingData

/// What finding a child's locality and forum costs: a postcode among 1.7 million, as many as the whole country has, against
/// asking the database for each; and decisions, rules and record included.
enum RoutingSpeed {
    private static let districts = 380

    static func measure(_ bench: Bench) async throws -> [Row] {
        let database = "bench_routing"
        try await bench.surroundings.createDatabase(database)
        return try await bench.surroundings.withPool(database) { pool in
            try await pool.withConnection { connection in
                try await fill(bench.sizes.postcodes, connection)
                let asked = try await connection.query(
                    "select postcode from postcode order by md5(postcode) limit \(bench.sizes.routings)"
                ).decode(String.self)
                // One for every part before the blank: asking for it fetches all that share it.
                let first = try await connection.query(
                    "select min(postcode) from postcode group by left(postcode, -3)"
                ).decode(String.self)
                let directory = PostcodeDirectory()
                let before = ProcessUsage(pid: getpid()).memory?.now ?? 0
                let edition = try await connection.query(PostcodeDirectory.edition)
                let begun = ContinuousClock.now
                _ = try await directory.find(first, edition: edition, in: connection)
                let fetched = (ContinuousClock.now - begun) / .seconds(1)
                let megabytes = (ProcessUsage(pid: getpid()).memory?.now ?? 0) - before
                bench.progress.say(
                    "  \(Figure.text(Double(directory.count))) postcodes in memory after \(Figure.text(fetched)) s: "
                        + "\(Figure.text(megabytes)) MB more")
                let lookup = try await lookups(asked, directory, edition, connection)
                let trips = try await roundTrips(asked.prefix(2000), connection)
                return [
                    row(lookup, trips, directory.count, fetched),
                    try await decisions(asked, directory, edition, connection),
                ]
            }
        }
    }

    /// Made up, spread as the real ones are: some 600 a part before the blank.
    private static func fill(_ count: Int, _ connection: PostgresConnection) async throws {
        try await connection.executeScript(
            """
            create table postcode (postcode text collate "C" primary key, district text not null, easting int not null,
                northing int not null);
            create table postcode_edition (edition bigint not null);
            insert into postcode_edition values (1);
            """)
        try await connection.execute(
            """
            insert into postcode
            select chr(65 + (area / 99) % 2) || substr('ABCDEFGHKLMNOP', 1 + (area / 198) % 14, 1) || (1 + area % 99)
                    || (n % 10) || substr('ABDEFGHJLNPQRSTUWXYZ', 1 + (n / 10) % 20, 1)
                    || substr('ABDEFGHJLNPQRSTUWXYZ', 1 + (n / 200) % 20, 1),
                'E07' || lpad((area % \(districts))::text, 6, '0'), 300000 + n, 200000 + n
            from (select (i % 2772)::int as area, (i / 2772)::int as n from generate_series(0, \(count - 1)) i) made
            on conflict do nothing
            """)
        try await connection.execute("analyze postcode")
    }

    /// Microseconds each.
    private static func lookups(
        _ asked: [String], _ directory: PostcodeDirectory, _ edition: PostgresRows, _ connection: PostgresConnection
    ) async throws -> Double {
        let begun = ContinuousClock.now
        for postcode in asked { _ = try await directory.find([postcode], edition: edition, in: connection) }
        return (ContinuousClock.now - begun) / .microseconds(1) / Double(asked.count)
    }

    private static func roundTrips(
        _ asked: ArraySlice<String>, _ connection: PostgresConnection
    ) async throws -> Double {
        let begun = ContinuousClock.now
        for postcode in asked {
            _ = try await connection.query(
                "select district, easting, northing from postcode where postcode = \(postcode)")
        }
        return (ContinuousClock.now - begun) / .microseconds(1) / Double(asked.count)
    }

    private static func row(_ lookup: Double, _ trip: Double, _ count: Int, _ fetched: Double) -> Row {
        var row = Row(name: "postcode lookups", value: lookup, unit: "µs", goal: .atMost(50))
        row.limit = trip
        row.note =
            "each, among \(Figure.text(Double(count))); eight bytes a postcode, fetched in \(Figure.text(fetched)) s; against a "
            + "query of its own"
        return row
    }

    private static func decisions(
        _ asked: [String], _ directory: PostcodeDirectory, _ edition: PostgresRows, _ connection: PostgresConnection
    ) async throws -> Row {
        let basis = try RoutingBasis.builtIn()
        let points = FactSpace.points
        let begun = ContinuousClock.now
        for (place, postcode) in asked.enumerated() {
            let point = points[place % points.count]
            let home = try await directory.find([postcode], edition: edition, in: connection)[0]
            let routing = ReferralRouter.route(
                facts: point.facts, agency: .health, apKind: point.apKind, home: home, school: .notGiven,
                rules: basis.rules, in: basis.county)
            guard !routing.record.rulesFired.isEmpty else { throw BenchFailure("a decision without a reason") }
        }
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        var row = Row(name: "routing", value: Double(asked.count) / seconds, unit: "decisions/s")
        row.note = "postcode, 9 rules and the record of why; one core"
        return row
    }
}
