import Contracts
import FoundationEssentials

// What time alone does to a case.
extension CaseFile {
    /// Reminds whoever has the ball where a reminder is due, then says which deadlines have passed. A case that has not the
    /// clocks it should have, because it is older than they are or the calendar had a hole, is given them first.
    func ticking(now: Date, by clocks: Clocks) -> [CaseEvent] {
        var file = self
        let moment = RFC3339.text(now)
        var events = setting(self.clocks(after: self, now: now, by: clocks), by: clocks.calendar)
        file.clocks = events.last?.clocks ?? file.clocks
        for clock in file.clocks where clock.isToRemind(at: moment) {
            events.append(file.reminding(clock))
        }
        for clock in file.clocks where clock.isOver(at: moment) {
            let isReady = clock.known == .papers && !hasOpenQuestion
            events.append(isReady ? file.sendingPapers(clock) : file.breaching(clock))
        }
        return events
    }

    /// Moves what is due when, because the calendars have changed. Nothing starts earlier than it did; what has run out
    /// stays so.
    func recomputing(now: Date, by clocks: Clocks) -> [CaseEvent] {
        let all = self.clocks(after: self, now: now, by: clocks).map { moved($0, by: clocks) }
        return setting(all, by: clocks.calendar)
    }

    private func setting(_ all: [CaseClock], by calendar: String) -> [CaseEvent] {
        guard all != clocks else { return [] }
        var recomputed = ClocksRecomputed()
        recomputed.caseID = id
        recomputed.referralID = referralID
        recomputed.locality = locality
        recomputed.calendar = calendar
        return [CaseEvent.clocksRecomputed(recomputed).setting(clocks: all)]
    }

    // MARK: Ticking

    private mutating func reminding(_ clock: CaseClock) -> CaseEvent {
        var clock = clock
        clock.reminded = true
        change(clock) { $0 = clock }
        return chased(clock)
    }

    /// Papers that nothing is missing from go out as they are: the coordinator is told, and the clock has done its work.
    private mutating func sendingPapers(_ clock: CaseClock) -> CaseEvent {
        clocks.removeAll { $0.kind == clock.kind && $0.about == clock.about }
        var clock = clock
        clock.reminded = true
        return chased(clock)
    }

    private mutating func breaching(_ clock: CaseClock) -> CaseEvent {
        var clock = clock
        clock.breached = true
        clock.with = (clock.known?.withAfterwards ?? .coordinator).code
        change(clock) { $0 = clock }
        var breached = ClockBreached()
        breached.caseID = id
        breached.referralID = referralID
        breached.locality = locality
        breached.clock = clock
        breached.providerID = reviewer(clock)
        return CaseEvent.clockBreached(breached).setting(clocks: clocks)
    }

    private func chased(_ clock: CaseClock) -> CaseEvent {
        var chased = CaseChased()
        chased.caseID = id
        chased.referralID = referralID
        chased.locality = locality
        chased.clock = clock
        chased.providerID = reviewer(clock)
        if clock.known == .information {
            chased.askedReferralID = questions.first { $0.id == clock.about }?.askedReferralID ?? ""
        }
        return CaseEvent.chased(chased).setting(clocks: clocks)
    }

    /// Who reviews the placement that a clock is about; empty where it is about something else.
    private func reviewer(_ clock: CaseClock) -> String {
        guard clock.known == .review, let place, clock.about == place.requestID else { return "" }
        return place.providerID
    }

    private mutating func change(_ clock: CaseClock, _ body: (inout CaseClock) -> Void) {
        guard let index = clocks.firstIndex(where: { $0.kind == clock.kind && $0.about == clock.about }) else { return }
        body(&clocks[index])
    }

    // MARK: Moving

    private func moved(_ clock: CaseClock, by clocks: Clocks) -> CaseClock {
        guard !clock.breached, let times = times(of: clock, by: clocks) else { return clock }
        let (due, remind) = (RFC3339.text(times.due), times.remind.map(RFC3339.text) ?? "")
        var moved = clock
        if due > clock.dueAt { moved.reminded = false }
        moved.dueAt = due
        if !moved.reminded, !clock.remindAt.isEmpty { moved.remindAt = remind }
        return moved
    }

    /// When a clock that started when it did is due by those calendars, and when the reminder is; `nil` for one that does
    /// not depend on them.
    private func times(of clock: CaseClock, by clocks: Clocks) -> (due: Date, remind: Date?)? {
        guard let kind = clock.known, let started = RFC3339.instant(clock.startedAt), let due = clock.due else {
            return nil
        }
        func days(_ count: Int) -> Date { clocks.workingDays.sameTime(count, workingDaysAfter: started) }
        switch kind {
        case .acknowledge: return (days(clocks.acknowledge), nil)
        case .triage: return (days(clocks.triage), days(clocks.triage - clocks.triageReminder))
        case .information: return (days(clocks.escalate), days(clocks.chase))
        case .plan: return (days(clocks.plan), nil)
        case .papers: return listing.flatMap { clocks.papers(for: $0, now: started) }.map { ($0, nil) }
        case .review: return (due, clocks.review(on: LondonTime.day(of: due)).remind)
        case .fullTimeEducation:
            return try? clocks.fullTimeEducation(since: started, daysOut: Int(lead.facts.daysOutOfSchool))
        case .forum, .start: return nil
        }
    }
}
