import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// The calendars of the forums: a row per meeting. The meetings' events say all of it.
struct MeetingCalendar: LogView {
    let name = "meeting-calendar"
    let tables = ["meeting"]

    func rows(
        _ events: [CaseEvent], to id: UUID, key: UUID, _ before: Loaded<Meeting>, at time: Date
    ) -> [PostgresQuery] {
        guard let meeting = Meeting.replay(events, after: before.state) else { return [] }
        let slot = meeting.slot
        return [
            """
            insert into meeting (id, locality, forum, state, version, starts_at, papers_by, place)
            values (\(id), \(slot.locality), \(slot.forum.code), \(meeting.state.code),
                \(before.version + Int64(events.count)), \(slot.startsAt), \(slot.papersBy), \(slot.place))
            on conflict (id) do update set state = excluded.state, version = excluded.version,
                starts_at = excluded.starts_at, papers_by = excluded.papers_by, place = excluded.place
            """
        ]
    }

    /// Holds back everybody else who changes that forum's calendar, or lists a case on it, until the transaction ends.
    /// Taken before any case is locked, so that two who need both never wait for each other.
    static func hold(_ forum: Forum, in locality: String, _ sql: some PostgresSession) async throws {
        let name = "meetings of \(forum.code) in \(locality)"
        _ = try await sql.query("select pg_advisory_xact_lock(hashtextextended(\(name), 0))")
    }

    /// The meetings of a forum in a locality from that moment on, in order, and the one that is named.
    static func entries(
        of forum: Forum, in locality: String, from time: Date, named: UUID? = nil, _ sql: some PostgresSession
    ) async throws -> [MeetingEntry] {
        try await sql.query(
            """
            select * from meeting where locality = \(locality) and forum = \(forum.code)
            and (starts_at >= \(time) or id = \(named)) order by starts_at, id
            """
        ).map { try MeetingRow($0).entry }
    }
}

/// A meeting as a list shows it: one row of `meeting`.
struct MeetingRow: Sendable {
    let id: UUID
    let version: Int64
    let entry: MeetingEntry

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        version = try row.value("version")
        let forum: String = try row.value("forum")
        let state: String = try row.value("state")
        entry = MeetingEntry(
            id: id.text, state: MeetingState(rawValue: state) ?? .cancelled,
            slot: MeetingSlot(
                locality: try row.value("locality"), forum: Forum(code: forum) ?? .unspecified,
                startsAt: try row.value("starts_at"), papersBy: try row.value("papers_by"),
                place: try row.value("place")))
    }

    /// The meeting of that id; `nil` when there is none.
    static func find(_ id: UUID, _ sql: some PostgresSession) async throws -> MeetingRow? {
        try await sql.query("select * from meeting where id = \(id)").map(MeetingRow.init).first
    }
}
