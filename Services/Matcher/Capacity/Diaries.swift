import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import SwiftProtobuf

/// Provisions' calendars with who is booked.
enum Diaries {
    /// Nothing is locked: whoever books on what it says has locked the provisions before.
    /// - Parameter days: bookings that do not touch these days are left out.
    /// - Returns: by provision; without those the directory does not know.
    static func read(
        _ provisions: [UUID], during days: ClosedRange<CalendarDate>, in sql: some PostgresSession
    ) async throws -> [UUID: CapacityDiary] {
        let answers = try await sql.pipeline([
            """
            select p.id, p.places, c.calendar from provision p
            left join provision_capacity c on c.provision_id = p.id where p.id = any(\(provisions))
            """,
            """
            select * from booking
            where provision_id = any(\(provisions)) and last_day >= \(days.lowerBound.description)
                and first_day <= \(days.upperBound.description)
            order by first_day, offer_id
            """,
            CountyCalendar.question,
        ])
        let open = try CountyCalendar.read(answers[2]).days
        var diaries: [UUID: CapacityDiary] = [:]
        for (id, places, calendar) in try answers[0].decode(UUID.self, Int.self, [UInt8]?.self) {
            diaries[id] = CapacityDiary(calendar: try self.calendar(calendar, places: places, open))
        }
        for row in try answers[1].map({ (try $0.value("provision_id", as: UUID.self), try Booking($0)) }) {
            diaries[row.0]?.bookings.append(row.1)
        }
        return diaries
    }

    private static func calendar(_ bytes: [UInt8]?, places: Int, _ open: TeachingDays) throws -> CapacityCalendar {
        guard let bytes else { return CapacityCalendar(places: places, days: open) }
        return CapacityCalendar(try CapacitySet(serializedBytes: bytes), days: open)
    }
}

/// The calendars that providers have set, as they are now: rows which the provisions' events say all of.
struct CapacityCalendars: LogView {
    let name = "capacity-calendars"
    let tables = ["provision_capacity"]

    func rows(
        _ events: [PlacementEvent], to id: UUID, key: UUID, _ before: Loaded<ProvisionCapacity>, at time: Date
    ) throws -> [PostgresQuery] {
        guard events.contains(where: { $0.body.kind == .capacitySet }),
            let capacity = ProvisionCapacity.replay(events, after: before.state)
        else { return [] }
        let calendar: [UInt8] = try capacity.set.serializedBytes()
        return [
            """
            insert into provision_capacity (provision_id, version, calendar)
            values (\(id), \(before.version + Int64(events.count)), \(calendar))
            on conflict (provision_id) do update set (version, calendar) = row (excluded.version, excluded.calendar)
            """
        ]
    }
}
