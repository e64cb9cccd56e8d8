import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// What happens to a meeting, and with it to the cases on its agenda: all in one transaction.
struct MeetingDesk: Sendable {
    let transaction: EventTransaction
    let now: Date
    let clocks: Clocks
    /// Subject of the token; empty when the calendar has changed.
    let by: String

    /// A meeting after a change.
    struct Changed: Sendable {
        let meeting: Meeting
        let version: Int64
    }

    private typealias Listed = (id: UUID, loaded: Loaded<CaseFile>, file: CaseFile)

    /// A meeting that a coordinator wants beside those of the calendar.
    func plan(_ slot: MeetingSlot, as id: UUID) async throws -> Changed {
        try await MeetingCalendar.hold(slot.forum, in: slot.locality, transaction.sql)
        let plan = PlanMeeting(id: id.text, slot: slot, others: try await others(slot), by: by)
        return try await commit(.plan(plan), to: id, .none)
    }

    /// To another time or place; its cases hear of it.
    func move(_ id: UUID, _ meeting: Loaded<Meeting>, to slot: MeetingSlot) async throws -> Changed {
        let others = try await others(slot)
        let changed = try await commit(.move(to: slot, others: others, by: by), to: id, meeting)
        if meeting.state?.slot != slot {
            try await carry(try await listed(for: changed.meeting), from: changed.meeting, to: changed.meeting.entry)
        }
        return changed
    }

    /// It does not take place: its cases go to the next one.
    func cancel(_ id: UUID, _ meeting: Loaded<Meeting>, why: String) async throws -> Changed {
        let (cases, next) = try await whatIsLeft(of: meeting)
        let changed = try await commit(
            .cancel(why: why, listed: cases.map(\.file.id), next: next, by: by), to: id, meeting)
        if let next { try await carry(cases, from: changed.meeting, to: next) }
        return changed
    }

    /// It begins, and its agenda stands.
    func open(_ id: UUID, _ meeting: Loaded<Meeting>) async throws -> Changed {
        guard let state = meeting.state else { throw Problem.notFound() }
        let files = try await listed(for: state).map(\.file)
        return try await commit(.open(listed: files, by: by), to: id, meeting)
    }

    /// Who is there.
    func record(
        _ drafts: [AttendanceDraft], members: [ForumMember], _ id: UUID, _ meeting: Loaded<Meeting>
    ) async throws -> Changed {
        try await commit(.record(drafts, members: members, by: by), to: id, meeting)
    }

    /// It is over: the cases it did not decide go to the next one.
    func close(_ id: UUID, _ meeting: Loaded<Meeting>) async throws -> Changed {
        let (cases, next) = try await whatIsLeft(of: meeting)
        let changed = try await commit(
            .close(unreached: cases.map(\.file.id), next: next, by: by), to: id, meeting)
        if let next { try await carry(cases, from: changed.meeting, to: next) }
        return changed
    }

    /// The meeting as it is now, locked together with the calendar of its forum.
    /// - Throws: ``Problem`` 404 unless it is in one of the caller's localities.
    func load(_ id: UUID, for identity: Identity) async throws -> Loaded<Meeting> {
        guard let row = try await MeetingRow.find(id, transaction.sql),
            identity.covers(locality: row.entry.slot.locality)
        else { throw Problem.notFound() }
        return try await load(row)
    }

    /// The same of one that was found already.
    func load(_ row: MeetingRow) async throws -> Loaded<Meeting> {
        try await MeetingCalendar.hold(row.entry.slot.forum, in: row.entry.slot.locality, transaction.sql)
        return try await transaction.load(Meeting.self, row.id)
    }

    // MARK: Parts

    private func commit(_ command: MeetingCommand, to id: UUID, _ before: Loaded<Meeting>) async throws -> Changed {
        let events = try Problem.rules { try Meeting.decide(before.state, command, now: now) }
        let version = try await transaction.append(
            events, to: id, key: id, before, at: now, showing: MeetingCalendar())
        guard let meeting = Meeting.replay(events, after: before.state) else { throw Problem.notFound() }
        return Changed(meeting: meeting, version: version)
    }

    /// The meetings of the same forum, those of today included.
    private func others(_ slot: MeetingSlot) async throws -> [MeetingEntry] {
        let midnight = LondonTime(date: LondonTime.day(of: now), secondOfDay: 0).instant
        return try await MeetingCalendar.entries(of: slot.forum, in: slot.locality, from: midnight, transaction.sql)
    }

    /// The cases a meeting has not decided, in the order of its agenda, and the meeting that looks at them next.
    private func whatIsLeft(of meeting: Loaded<Meeting>) async throws -> ([Listed], MeetingEntry?) {
        guard let state = meeting.state else { return ([], nil) }
        // A meeting may be held after its time, or given up before it: the next one lies after both.
        let next = try await others(state.slot).filter { $0.id != state.id }.next(after: max(state.slot.startsAt, now))
        return (try await listed(for: state), next)
    }

    /// The cases a meeting has to look at, in order, each locked.
    private func listed(for meeting: Meeting) async throws -> [Listed] {
        let ids = try await transaction.sql.query(
            "select id from case_file where meeting_id = \(UUID(uuidString: meeting.id)) order by id"
        ).decode(UUID.self)
        var found: [String: Listed] = [:]
        for id in ids {
            let loaded = try await transaction.load(CaseFile.self, id)
            guard let file = loaded.state, file.isListed(for: meeting) else { continue }
            found[file.id] = (id, loaded, file)
        }
        return Agenda.ordered(found.values.map(\.file)).compactMap { found[$0.id] }
    }

    private func carry(_ cases: [Listed], from meeting: Meeting, to next: MeetingEntry) async throws {
        for (id, loaded, file) in cases {
            let carry = CarryOver(from: meeting.id, to: next, by: by)
            let events = try Problem.rules { try CaseFile.decide(file, .carryOver(carry), now: now, clocks: clocks) }
            _ = try await CaseRow.commit(events, to: id, loaded, at: now, in: transaction)
        }
    }
}
