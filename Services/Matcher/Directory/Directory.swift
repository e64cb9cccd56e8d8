import Contracts
import FoundationEssentials
import Inclusion
import Postgres

/// The directory of alternative provision as it is now, with what is taken: table `provision`.
struct Directory: Sendable {
    let pool: PostgresPool

    /// Makes the table say what the file says, but for the places taken, which stay. What has left the file is not
    /// listed any more. Copies that start together take turns; the result is the same.
    func load(_ file: DirectoryFile) async throws {
        while true {
            do {
                return try await pool.withTransaction { sql in
                    try await sql.execute("select pg_advisory_xact_lock(hashtextextended('directory', 0))")
                    _ = try await sql.pipeline(
                        file.provisions.map(Self.upsert) + [
                            """
                            update provision set listed = false
                            where listed and not id::text = any(\(file.provisions.map(\.id)))
                            """
                        ])
                }
            } catch let error as PostgresError where error.canRepeat {
                try await pool.waitUntilAvailable()
            }
        }
    }

    private static func upsert(_ provision: Provision) -> PostgresQuery {
        """
        insert into provision
            (id, name, provider_id, provider_name, kind, easting_km, northing_km, minimum_age, maximum_age, key_stages,
             needs, places, sessions_a_week, registered, weekly_hours, assured_until, score, based_on, wait_days,
             cost_band)
        values (\(provision.id), \(provision.name), \(provision.provider.id), \(provision.provider.name),
            \(provision.kind.code), \(provision.location?.eastingKm as Int32?),
            \(provision.location?.northingKm as Int32?), \(provision.minimumAge), \(provision.maximumAge),
            \(provision.keyStages.map(\.code)), \(provision.needs.map(\.code)), \(provision.places),
            \(provision.sessionsAWeek), \(provision.registered), \(provision.weeklyHours),
            \(provision.assuredUntil.description), \(provision.effectiveness?.percent as Int?),
            \(provision.effectiveness?.of as Int?), \(provision.waitDays), \(provision.costBand.code))
        on conflict (id) do update set
            (name, provider_id, provider_name, kind, easting_km, northing_km, minimum_age, maximum_age, key_stages,
             needs, places, sessions_a_week, registered, weekly_hours, assured_until, score, based_on, wait_days,
             cost_band, listed) =
            row (excluded.name, excluded.provider_id, excluded.provider_name, excluded.kind, excluded.easting_km,
             excluded.northing_km, excluded.minimum_age, excluded.maximum_age, excluded.key_stages, excluded.needs,
             excluded.places, excluded.sessions_a_week, excluded.registered, excluded.weekly_hours,
             excluded.assured_until, excluded.score, excluded.based_on, excluded.wait_days, excluded.cost_band, true)
        """
    }
}

extension Directory {
    /// Every listed provision with the places it has free at this moment. Nothing is locked: matching proposes, and
    /// only an acceptance takes a place.
    static func listed(in sql: some PostgresSession) async throws -> [Provision] {
        try await sql.query("select * from provision where listed").map(Provision.init)
    }

    /// Ids of the listed provisions that have a place free at this moment.
    static func withPlaces(in sql: some PostgresSession) async throws -> Set<String> {
        let rows = try await sql.query("select id from provision where listed and taken < places")
        return Set(try rows.decode(UUID.self).map(\.text))
    }

    /// Takes one place, if there is one: the row stays locked until the transaction ends, so the next to ask sees
    /// what this one left. Whoever holds an aggregate's lock may wait here, never the other way round.
    /// - Returns: whether there was a place.
    static func takePlace(at provision: UUID, in sql: PostgresTransaction) async throws -> Bool {
        try await sql.execute(
            "update provision set taken = taken + 1 where id = \(provision) and taken < places") == 1
    }

    /// What provisions are called, also those that are not listed any more, by id.
    static func names(of ids: Set<String>, in pool: PostgresPool) async throws -> [String: String] {
        let rows = try await pool.query(
            "select id, name from provision where id = any(\(ids.compactMap(UUID.init(uuidString:))))"
        ).decode(UUID.self, String.self)
        return Dictionary(rows.map { ($0.0.text, $0.1) }, uniquingKeysWith: { first, _ in first })
    }
}
