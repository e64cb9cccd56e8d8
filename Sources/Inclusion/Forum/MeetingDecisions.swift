public import Contracts
public import FoundationEssentials

extension Meeting {
    /// What happens when `command` meets `state` at `now`; `nil` state means that there is no such meeting yet.
    /// Planning what the calendar planned before brings nothing, so several may plan at once. What a calendar has dropped is
    /// planned again by one that has it; what a person gave up is not.
    public static func decide(
        _ state: Meeting?, _ command: MeetingCommand, now: Date
    ) throws(RuleViolation) -> [CaseEvent] {
        if case .plan(let plan) = command { return try planning(state, plan) }
        guard let meeting = state else { throw .notAllowedNow("no_such_meeting", "There is no such meeting.") }
        return switch command {
        case .plan: []
        case .move(let slot, let others, let person): try meeting.moving(to: slot, others, person, now)
        case .cancel(let why, let listed, let next, let person):
            try meeting.cancelling(why, listed, next, by: person)
        case .open(let listed, let person): try meeting.opening(listed, by: person, now)
        case .record(let drafts, let members, let person): try meeting.recording(drafts, members, by: person)
        case .close(let unreached, let next, let person): try meeting.closing(unreached, next, by: person)
        }
    }

    /// What a coordinator of its locality may do now.
    public var allowedMoves: [MeetingMove] {
        switch state {
        case .planned: [.move, .cancel, .open]
        case .sitting: [.recordAttendance, .close]
        case .closed, .cancelled: []
        }
    }

    private static func planning(_ state: Meeting?, _ plan: PlanMeeting) throws(RuleViolation) -> [CaseEvent] {
        let onThatDay = plan.others.first { $0.state != .cancelled && $0.slot.day == plan.slot.day }
        let wasDropped = plan.by == nil && state?.state == .cancelled && state?.isByHand == false
        guard state == nil || wasDropped, onThatDay == nil else {
            if plan.by == nil { return [] }
            throw .meetingExists
        }
        var planned = MeetingPlanned()
        planned.meetingID = plan.id
        planned.locality = plan.slot.locality
        planned.forum = plan.slot.forum
        planned.startsAt = RFC3339.text(plan.slot.startsAt)
        planned.papersBy = RFC3339.text(plan.slot.papersBy)
        planned.place = plan.slot.place
        planned.plannedBy = plan.by ?? ""
        return [.meetingPlanned(planned)]
    }

    private func moving(
        to slot: MeetingSlot, _ others: [MeetingEntry], _ person: String, _ now: Date
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.move)
        guard !others.contains(where: { $0.id != id && $0.state != .cancelled && $0.slot.day == slot.day }) else {
            throw .meetingExists
        }
        guard slot != self.slot else { return [] }
        var moved = MeetingMoved()
        moved.meetingID = id
        moved.locality = slot.locality
        moved.forum = slot.forum
        moved.startsAt = RFC3339.text(slot.startsAt)
        moved.papersBy = RFC3339.text(slot.papersBy)
        moved.place = slot.place
        moved.movedBy = person
        return [.meetingMoved(moved)]
    }

    private func cancelling(
        _ why: String, _ listed: [String], _ next: MeetingEntry?, by person: String
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.cancel)
        try Self.demand(next, for: listed)
        var check = FieldCheck()
        check.text(why, "/why", limit: 500, multiline: true)
        try RuleViolation.demandNone(check.problems)
        var cancelled = MeetingCancelled()
        cancelled.meetingID = id
        cancelled.locality = slot.locality
        cancelled.forum = slot.forum
        cancelled.cancelledBy = person
        cancelled.why = why
        return [.meetingCancelled(cancelled)]
    }

    private func opening(
        _ listed: [CaseFile], by person: String, _ now: Date
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.open)
        // Whoever opens the wrong one of two would freeze an agenda that is still being made.
        guard LondonTime.day(of: now) >= slot.day else {
            throw .notAllowedNow("too_early", "It can be opened on its day: \(PlainDate.day(slot.day)).")
        }
        var opened = MeetingOpened()
        opened.meetingID = id
        opened.locality = slot.locality
        opened.forum = slot.forum
        opened.caseIds = Agenda.ordered(listed.filter { $0.isListed(for: self) }).map(\.id)
        opened.openedBy = person
        return [.meetingOpened(opened)]
    }

    private func recording(
        _ drafts: [AttendanceDraft], _ members: [ForumMember], by person: String
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.recordAttendance)
        let problems = AttendanceDraft.problems(drafts, members: members)
        try RuleViolation.demandNone(problems)
        var recorded = AttendanceRecorded()
        recorded.meetingID = id
        recorded.locality = slot.locality
        recorded.forum = slot.forum
        recorded.attendance = drafts.map { draft in
            var attendance = Attendance()
            attendance.organisation = draft.organisation
            attendance.kind = members.first { $0.organisation == draft.organisation }?.kind.code ?? ""
            attendance.attended = draft.attended
            return attendance
        }
        recorded.recordedBy = person
        return recorded.attendance == attendance ? [] : [.attendanceRecorded(recorded)]
    }

    private func closing(
        _ unreached: [String], _ next: MeetingEntry?, by person: String
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.close)
        try Self.demand(next, for: unreached)
        var closed = MeetingClosed()
        closed.meetingID = id
        closed.locality = slot.locality
        closed.forum = slot.forum
        closed.carriedOver = unreached
        if !unreached.isEmpty { closed.nextMeetingID = next?.id ?? "" }
        closed.closedBy = person
        return [.meetingClosed(closed)]
    }

    private func demand(_ move: MeetingMove) throws(RuleViolation) {
        guard allowedMoves.contains(move) else {
            throw .notAllowedNow("not_allowed_now", "\(move.words) is not possible now. \(state.words)")
        }
    }

    private static func demand(_ next: MeetingEntry?, for cases: [String]) throws(RuleViolation) {
        guard next != nil || cases.isEmpty else {
            throw .notAllowedNow(
                "no_next_meeting", "Its cases would have nowhere to go: no later meeting of this forum is planned here."
            )
        }
    }
}

extension RuleViolation {
    fileprivate static let meetingExists = RuleViolation.notAllowedNow(
        "meeting_exists", "This forum has a meeting here on that day already.")
}
