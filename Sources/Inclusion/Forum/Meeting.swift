public import Contracts
public import FoundationEssentials

/// A meeting of a forum in one locality: what its calendar plans, and what becomes of it. Its id is the key of its events.
public struct Meeting: Aggregate, Equatable {
    /// UUID text.
    public let id: String
    /// Which forum meets, where and when.
    public internal(set) var slot: MeetingSlot
    /// Subject of a token; `nil` when the calendar planned it.
    public let plannedBy: String?
    /// Whether a person planned it, has moved it or has given it up: then no calendar changes it.
    public internal(set) var isByHand: Bool
    /// How far it has come.
    public internal(set) var state = MeetingState.planned
    /// Ids of the cases it looks at, in order, once it has been opened.
    public internal(set) var agenda: [String] = []
    /// By agency; empty before it is recorded.
    public internal(set) var attendance: [Attendance] = []
    /// Ids of the cases it did not reach.
    public internal(set) var carriedOver: [String] = []
    /// UUID text of the meeting they went to; `nil` when all were reached.
    public internal(set) var nextMeetingID: String?
    /// Why it does not take place; `nil` unless it was cancelled.
    public internal(set) var cancelledWhy: String?

    /// The state after `event`. What is about another meeting, or about no meeting, changes nothing.
    public static func evolve(_ state: Meeting?, _ event: CaseEvent) -> Meeting? {
        if case .meetingPlanned(let planned) = event { return Meeting(planned) }
        guard var meeting = state else { return nil }
        meeting.take(event)
        return meeting
    }

    private init(_ planned: MeetingPlanned) {
        id = planned.meetingID
        slot = MeetingSlot(
            locality: planned.locality, forum: planned.forum, startsAt: planned.startsAt, papersBy: planned.papersBy,
            place: planned.place)
        plannedBy = planned.plannedBy.isEmpty ? nil : planned.plannedBy
        isByHand = plannedBy != nil
    }

    private mutating func take(_ event: CaseEvent) {
        switch event {
        case .meetingMoved(let moved):
            slot = MeetingSlot(
                locality: slot.locality, forum: slot.forum, startsAt: moved.startsAt, papersBy: moved.papersBy,
                place: moved.place)
            if !moved.movedBy.isEmpty { isByHand = true }
        case .meetingCancelled(let cancelled):
            state = .cancelled
            cancelledWhy = cancelled.why
            if !cancelled.cancelledBy.isEmpty { isByHand = true }
        case .meetingOpened(let opened):
            state = .sitting
            agenda = opened.caseIds
        case .attendanceRecorded(let recorded):
            attendance = recorded.attendance
        case .meetingClosed(let closed):
            state = .closed
            carriedOver = closed.carriedOver
            nextMeetingID = closed.nextMeetingID.isEmpty ? nil : closed.nextMeetingID
        default: break
        }
    }

    /// It as the forum's calendar shows it.
    public var entry: MeetingEntry { MeetingEntry(id: id, state: state, slot: slot) }
}

/// Which forum meets, where and when.
public struct MeetingSlot: Sendable, Hashable {
    /// ONS district code.
    public let locality: String
    /// Which forum.
    public let forum: Forum
    /// When it begins.
    public let startsAt: Date
    /// By when its papers are ready.
    public let papersBy: Date
    /// Where, for people.
    public let place: String

    /// From its parts.
    public init(locality: String, forum: Forum, startsAt: Date, papersBy: Date, place: String) {
        self.locality = locality
        self.forum = forum
        self.startsAt = startsAt
        self.papersBy = papersBy
        self.place = place
    }

    /// As an event has it; the beginning of time stands for a text that is no time.
    init(locality: String, forum: Forum, startsAt: String, papersBy: String, place: String) {
        self.init(
            locality: locality, forum: forum, startsAt: RFC3339.instant(startsAt) ?? Date(timeIntervalSince1970: 0),
            papersBy: RFC3339.instant(papersBy) ?? Date(timeIntervalSince1970: 0), place: place)
    }

    /// The day in the United Kingdom.
    public var day: CalendarDate { LondonTime.day(of: startsAt) }
}

/// A meeting as the calendar of its forum shows it.
public struct MeetingEntry: Sendable, Hashable {
    /// UUID text.
    public let id: String
    /// How far it has come.
    public let state: MeetingState
    /// Which forum, where and when.
    public let slot: MeetingSlot

    /// From its parts.
    public init(id: String, state: MeetingState, slot: MeetingSlot) {
        self.id = id
        self.state = state
        self.slot = slot
    }
}

extension Sequence<MeetingEntry> {
    /// The first planned meeting that begins later than `time`.
    public func next(after time: Date) -> MeetingEntry? {
        filter { $0.state == .planned && $0.slot.startsAt > time }
            .min { ($0.slot.startsAt, $0.id) < ($1.slot.startsAt, $1.id) }
    }
}
