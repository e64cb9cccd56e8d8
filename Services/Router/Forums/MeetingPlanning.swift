import Contracts
import Crypto
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// Keeps the calendars of the forums filled, some weeks ahead. Copies may do so at once: a meeting's id follows from its
/// forum, place and day, so only one of them can plan it.
struct MeetingPlanning: Sendable {
    let events: EventStore
    let now: @Sendable () -> Date

    /// Plans what the county's calendars want and nobody has planned yet. Returns how many meetings.
    func planMissing(in county: County) async throws -> Int {
        let time = now()
        let wanted = MeetingPlanner.meetings(of: county, today: LondonTime.day(of: time))
            .map { (Self.id(of: $0), $0) }
        let known = Set(
            try await events.pool.query("select id from meeting where id = any(\(wanted.map(\.0)))").decode(UUID.self))
        var count = 0
        for (id, slot) in wanted where !known.contains(id) {
            do {
                if try await plan(slot, as: id, at: time) { count += 1 }
            } catch is VersionConflict {
                // Another copy was quicker.
            }
        }
        return count
    }

    private func plan(_ slot: MeetingSlot, as id: UUID, at time: Date) async throws -> Bool {
        try await events.transaction { transaction in
            try await MeetingCalendar.hold(slot.forum, in: slot.locality, transaction.sql)
            let loaded = try await transaction.load(Meeting.self, id)
            let others = try await MeetingCalendar.entries(
                of: slot.forum, in: slot.locality, from: time, transaction.sql)
            let plan = PlanMeeting(id: id.text, slot: slot, others: others, by: nil)
            let planned = try Meeting.decide(loaded.state, .plan(plan), now: time)
            try await transaction.append(planned, to: id, key: id, loaded, at: time, showing: MeetingCalendar())
            return !planned.isEmpty
        }
    }

    /// The id of the meeting a calendar has on a day: the same in every copy, at any time.
    static func id(of slot: MeetingSlot) -> UUID {
        let words = "meeting \(slot.locality) \(slot.forum.code) \(slot.day)"
        let midnight = LondonTime(date: slot.day, secondOfDay: 0).instant
        return .v7(at: midnight, from: Array(SHA256.hash(data: Array(words.utf8))))
    }
}
