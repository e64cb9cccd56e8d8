import Contracts
import Crypto
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// Keeps the calendars of the forums filled, some weeks ahead. Copies may do so at once: a meeting's id follows from its
/// forum, place and day, so only one of them can plan it.
struct MeetingPlanning: Sendable {
    let events: EventStore
    let now: @Sendable () -> Date

    /// Plans what the county's calendars want and nobody has planned yet, or only another calendar has dropped. Returns how
    /// many meetings.
    func planMissing(in county: County) async throws -> Int {
        let time = now()
        let wanted = MeetingPlanner.meetings(of: county, today: LondonTime.day(of: time))
            .map { (Self.id(of: $0), $0) }
        // A cancelled one may have been dropped by another calendar: its events tell.
        let known = Set(
            try await events.pool.query(
                "select id from meeting where id = any(\(wanted.map(\.0))) and state <> 'cancelled'"
            ).decode(UUID.self))
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

    /// What became of meetings that an earlier calendar had planned.
    struct Changed: Sendable, Equatable {
        var moved = 0
        var cancelled = 0
        /// Not wanted any more, but with cases that would have nowhere to go: a person has to look.
        var left = 0
    }

    /// Moves and cancels what was planned by calendars that do not count any more, where nobody has changed it by hand.
    /// To be done when what is wanted has been planned: there the cases go.
    func follow(_ county: County) async throws -> Changed {
        let time = now()
        let today = LondonTime.day(of: time)
        let wanted = Dictionary(
            MeetingPlanner.meetings(of: county, today: today).map { (Self.id(of: $0), $0) }, uniquingKeysWith: { $1 })
        let tomorrow = LondonTime(date: today.adding(days: 1), secondOfDay: 0).instant
        let planned = try await events.pool.query(
            "select * from meeting where state = 'planned' and starts_at >= \(tomorrow) order by starts_at, id"
        ).map(MeetingRow.init)
        var changed = Changed()
        // What comes after the calendar's end is not known, so nothing follows from it.
        for row in planned where wanted[row.id] != row.entry.slot && row.entry.slot.day <= county.calendar.ends {
            let slot = wanted[row.id]
            do {
                guard try await change(row, to: slot, Clocks(county), at: time) else { continue }
                if slot == nil { changed.cancelled += 1 } else { changed.moved += 1 }
            } catch is Problem {
                changed.left += 1
            }
        }
        return changed
    }

    private func change(
        _ row: MeetingRow, to slot: MeetingSlot?, _ clocks: Clocks, at time: Date
    ) async throws -> Bool {
        try await events.transaction { transaction in
            let desk = MeetingDesk(transaction: transaction, now: time, clocks: clocks, by: "")
            let meeting = try await desk.load(row)
            guard let state = meeting.state, state.state == .planned, !state.isByHand else { return false }
            if let slot {
                _ = try await desk.move(row.id, meeting, to: slot)
            } else {
                _ = try await desk.cancel(row.id, meeting, why: "The county's calendar has changed.")
            }
            return true
        }
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
