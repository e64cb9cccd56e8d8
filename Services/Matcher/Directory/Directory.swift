import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import SwiftProtobuf

/// The directory of alternative provision as it is now: table `provision`.
enum Directory {
    /// Every listed provision with what is booked there on those days. Nothing is locked: matching proposes, and only
    /// ``Bookings`` books.
    static func listed(
        during days: ClosedRange<CalendarDate>, forNeeds needs: [String], in sql: some PostgresSession
    ) async throws -> [Provision] {
        try await provisions(
            "select * from provision where listed", during: days, forNeeds: needs, whatWorks: whatWorks(in: sql),
            in: sql)
    }

    /// Those of these provisions that are listed.
    static func listed(
        _ ids: [UUID], during days: ClosedRange<CalendarDate>, forNeeds needs: [String], in sql: some PostgresSession
    ) async throws -> [Provision] {
        try await provisions(
            "select * from provision where listed and id = any(\(ids))", during: days, forNeeds: needs,
            whatWorks: whatWorks(in: sql), in: sql)
    }

    /// The provisions of some rows, with what is booked there on those days, and what works for children with these needs.
    static func provisions(
        _ query: PostgresQuery, during days: ClosedRange<CalendarDate>, forNeeds needs: [String] = [],
        whatWorks works: [UUID: WhatWorks], in sql: some PostgresSession
    ) async throws -> [Provision] {
        let rows = try await sql.query(query).map { (try $0.value("id", as: UUID.self), $0) }
        let diaries = try await Diaries.read(rows.map(\.0), during: days, in: sql)
        return try rows.map { id, row in
            try Provision(row, diaries[id], whatWorks: works[id]?.effectiveness(forNeeds: needs))
        }
    }

    /// What provisions are called, also those that are not listed any more, by id.
    static func names(of ids: Set<String>, in pool: PostgresPool) async throws -> [String: String] {
        let rows = try await pool.query(
            "select id, name from provision where id = any(\(ids.compactMap(UUID.init(uuidString:))))"
        ).decode(UUID.self, String.self)
        return Dictionary(rows.map { ($0.0.text, $0.1) }, uniquingKeysWith: { first, _ in first })
    }
}

// MARK: What works

extension Directory {
    /// What the hub's own outcomes say of each provision, by its id. One without ended placements is not there.
    static func whatWorks(in sql: some PostgresSession) async throws -> [UUID: WhatWorks] {
        let rows = try await sql.query(
            """
            with counted as (
                select provision_id, '' as need, achieved, partly, not_achieved from placement_outcome
                union all
                select provision_id, need, achieved, partly, not_achieved from placement_outcome, unnest(needs) as need
            )
            select provision_id, need, count(*), sum(achieved)::bigint, sum(partly)::bigint, sum(not_achieved)::bigint
            from counted group by provision_id, need
            """
        ).decode(UUID.self, String.self, Int.self, Int.self, Int.self, Int.self)
        var counts: [UUID: [String: OutcomeCount]] = [:]
        for (provision, need, placements, achieved, partly, not) in rows {
            counts[provision, default: [:]][need] = OutcomeCount(
                placements: placements, achieved: achieved, partly: partly, not: not)
        }
        return counts.mapValues { counts in
            WhatWorks(all: counts[""] ?? OutcomeCount(), byNeed: counts.filter { !$0.key.isEmpty })
        }
    }
}

// MARK: Changing an entry

extension Directory {
    /// Holds back everybody else who changes the directory, until the transaction ends. Changes are few; taken before any
    /// entry is locked.
    static func hold(_ sql: PostgresTransaction) async throws {
        _ = try await sql.query("select pg_advisory_xact_lock(hashtextextended('directory', 0))")
    }

    /// Decides, appends what follows and brings the row up to date, in the caller's transaction.
    /// - Returns: the entry as it is now, and its version.
    /// - Throws: `RuleViolation` where the rules say no.
    static func change(
        _ id: UUID, _ loaded: Loaded<DirectoryEntry>, _ commands: [DirectoryCommand], by: String, at time: Date,
        in transaction: EventTransaction
    ) async throws -> (entry: DirectoryEntry?, version: Int64) {
        var (state, events): (DirectoryEntry?, [PlacementEvent]) = (loaded.state, [])
        for command in commands {
            let more = try DirectoryEntry.decide(state, command, id: id.text, by: by, today: LondonTime.day(of: time))
            state = more.reduce(state, DirectoryEntry.evolve)
            events += more
        }
        guard let state, !events.isEmpty else { return (state, loaded.version) }
        let version = try await transaction.append(events, to: id, key: id, after: loaded.version, at: time)
        try await transaction.sql.execute(row(of: state, id, at: time))
        return (state, version)
    }

    /// The row of an entry. What is taken stays; so do places and feed, which others say.
    private static func row(of state: DirectoryEntry, _ id: UUID, at time: Date) throws -> PostgresQuery {
        let entry = state.entry
        return """
            insert into provision
                (id, name, provider_id, provider_name, kind, easting_km, northing_km, minimum_age, maximum_age,
                 key_stages, needs, places, sessions_a_week, registered, weekly_hours, assured_until, assured_on,
                 wait_days, cost_band, listed, taken_in, entry, organization_id, service_at_location_id, modified_at)
            values (\(id), \(entry.name), \(entry.providerID), \(entry.providerName), \(entry.kind),
                \(entry.hasLocation ? entry.location.eastingKm : nil as Int32?),
                \(entry.hasLocation ? entry.location.northingKm : nil as Int32?), \(entry.minimumAge),
                \(entry.maximumAge), \(entry.keyStages.map(\.code)), \(entry.needs), 0, \(entry.sessionsAWeek),
                \(entry.registered), \(entry.weeklyHours),
                \((state.assurance?.until ?? Provision.neverAssured).description),
                \((state.assurance?.assuredOn.description) as String?), \(entry.waitDays), \(entry.costBand),
                \(state.isListed), \(state.isTakenIn), \(try entry.serializedBytes() as [UInt8]),
                \(organization(entry.providerID)), \(UUID(named: "service_at_location \(id.text)")), \(time))
            on conflict (id) do update set
                (name, provider_id, provider_name, kind, easting_km, northing_km, minimum_age, maximum_age, key_stages,
                 needs, sessions_a_week, registered, weekly_hours, assured_until, assured_on, wait_days, cost_band,
                 listed, taken_in, entry, organization_id, service_at_location_id, modified_at) =
                row (excluded.name, excluded.provider_id, excluded.provider_name, excluded.kind, excluded.easting_km,
                 excluded.northing_km, excluded.minimum_age, excluded.maximum_age, excluded.key_stages, excluded.needs,
                 excluded.sessions_a_week, excluded.registered, excluded.weekly_hours, excluded.assured_until,
                 excluded.assured_on, excluded.wait_days, excluded.cost_band, excluded.listed, excluded.taken_in,
                 excluded.entry, excluded.organization_id, excluded.service_at_location_id, excluded.modified_at)
            """
    }

    /// What the public directory calls a provider: its own id where that is one.
    private static func organization(_ provider: String) -> UUID {
        UUID(uuidString: provider) ?? UUID(named: "organization \(provider)")
    }
}
