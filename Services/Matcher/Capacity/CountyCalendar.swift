import Contracts
import EventFlow
import Inclusion
import Postgres
import RoutingData
import SwiftProtobuf
import Synchronization

/// When there is school and office work: by the county's data that count, as the router has announced them; until it has, by
/// the built-in county's.
struct CountyCalendar: Sendable {
    /// On which days children can be taught.
    let days: TeachingDays
    /// By when providers answer, and a placement's days.
    let clocks: Clocks

    private init(_ calendar: SchoolCalendar?, label: String) {
        days = TeachingDays(calendar)
        clocks =
            calendar.map { Clocks(calendar: label, workingDays: $0.workingDays, schoolDays: $0.schoolDays) }
            ?? .standard
    }

    private static let builtIn: CountyCalendar = {
        let county = try? BuiltIn.county().county
        return CountyCalendar(county?.calendar, label: county?.label ?? "")
    }()

    // MARK: In the database

    /// Belongs to the read model that hands its events to ``notes(of:)``.
    static let table = "county_calendar"

    /// What the event changes: the one row, when it announces a calendar, otherwise nothing.
    static func notes(of event: ReceivedEvent) throws -> [PostgresQuery] {
        guard event.type == CaseEvent.Kind.countyAnnounced.rawValue,
            case .countyAnnounced(let announced) = try event.decode(CaseEvent.self), announced.hasCalendar
        else { return [] }
        let bytes: [UInt8] = try announced.serializedBytes()
        return ["delete from county_calendar", "insert into county_calendar (announced) values (\(bytes))"]
    }

    /// Its answer is for ``read(_:)``; to be sent along with others.
    static let question: PostgresQuery = "select announced from county_calendar"

    /// What ``question`` was answered.
    static func read(_ rows: PostgresRows) throws -> CountyCalendar {
        guard let bytes = try rows.decodeFirst([UInt8].self) else { return builtIn }
        if let kept = last.withLock({ $0?.bytes == bytes ? $0?.calendar : nil }) { return kept }
        let announced = try CountyAnnounced(serializedBytes: bytes)
        let calendar = CountyCalendar(SchoolCalendar(announced.calendar), label: announced.label)
        last.withLock { $0 = (bytes, calendar) }
        return calendar
    }

    /// The one that was read last: it changes once in a term, and is asked for with every booking.
    private static let last = Mutex<(bytes: [UInt8], calendar: CountyCalendar)?>(nil)

    /// The one that counts now, in a round trip of its own.
    static func now(in sql: some PostgresSession) async throws -> CountyCalendar {
        try read(try await sql.query(question))
    }
}
