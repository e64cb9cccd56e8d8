public import Contracts
public import FoundationEssentials

extension CaseFile {
    /// The same events, the last one with all clocks that run from then on if they are not the ones that ran before.
    public static func timing(
        _ events: [CaseEvent], after state: CaseFile?, now: Date, by clocks: Clocks
    ) -> [CaseEvent] {
        guard let last = events.last, let file = replay(events, after: state) else { return events }
        let all = file.clocks(after: state, now: now, by: clocks)
        guard all != file.clocks else { return events }
        return events.dropLast() + [last.setting(clocks: all)]
    }

    /// The clocks that run once the case has come from `before` to what it is `now`.
    func clocks(after before: CaseFile?, now: Date, by clocks: Clocks) -> [CaseClock] {
        let turn = ClockTurn(before: before, file: self, now: now, clocks: clocks)
        return outcome == nil ? turn.all : turn.ofPlace
    }

    /// Why clocks that this case should have are missing; empty when none is.
    public func clockGaps(now: Date, by clocks: Clocks = .standard) -> [CalendarGap] {
        guard outcome == nil else { return [] }
        do {
            _ = try ClockTurn(before: self, file: self, now: now, clocks: clocks).fullTimeEducation()
            return []
        } catch {
            return [error]
        }
    }
}

/// A moment at which the clocks of a case are set: those that still have their reason go on as they are, the others end,
/// and new ones start.
struct ClockTurn {
    let before: CaseFile?
    /// As it is now, with the clocks of before.
    let file: CaseFile
    let now: Date
    let clocks: Clocks

    private var office: WorkingDays { clocks.workingDays }

    var all: [CaseClock] {
        [acknowledge, triage].compactMap { $0 } + information
            + [papers, forum, plan, start, planReview, placeReview, try? fullTimeEducation()].compactMap { $0 }
    }

    /// What goes on in a case that was closed over its child's place, because its last referral was withdrawn or a provider
    /// said yes at that moment: until the place is over, somebody has to look at it.
    var ofPlace: [CaseClock] { file.hasPlace ? [start, placeReview].compactMap { $0 } : [] }

    private func running(_ kind: CaseClockKind, about: String = "") -> CaseClock? {
        file.clocks.first { $0.kind == kind.code && $0.about == about }
    }

    // MARK: With the coordinator

    private var acknowledge: CaseClock? {
        let running = running(.acknowledge)
        let moved = before.map { $0.moves.count < file.moves.count } ?? false
        if file.stage != .open {
            // Another locality has it now, and nobody there has done anything yet.
            guard moved ? before?.locality != file.locality : running != nil && !isTakenUp else { return nil }
        }
        if let running, !moved { return running }
        // As it was promised when it was opened; counted anew where it came later.
        let due = file.moves.isEmpty ? RFC3339.instant(file.acknowledgeBy) : nil
        return days(.acknowledge, clocks.acknowledge, due: due ?? clocks.acknowledgeBy(from: now))
    }

    /// Whether somebody has taken a step just now.
    private var isTakenUp: Bool {
        guard let before else { return false }
        return before.assignedTo != file.assignedTo || before.stage != file.stage || before.listing != file.listing
            || before.questions.count != file.questions.count || before.decisions.count != file.decisions.count
    }

    private var triage: CaseClock? {
        guard [.open, .acknowledged, .inTriage, .placeOver].contains(file.stage) else { return nil }
        let clock =
            running(.triage)
            ?? days(
                .triage, clocks.triage, remind: clocks.triage - clocks.triageReminder, due: clocks.decideBy(from: now))
        return pausing(clock, file.hasOpenQuestion)
    }

    /// Stops a clock, or lets it go on: then it starts, and is due, as much office time later as it stood still.
    private func pausing(_ clock: CaseClock, _ pause: Bool) -> CaseClock {
        var clock = clock
        guard !clock.breached, clock.isPaused != pause else { return clock }
        if pause {
            clock.pausedAt = RFC3339.text(now)
            return clock
        }
        // One that was stopped before it started has stood still since it would have.
        let since = RFC3339.instant(max(clock.pausedAt, clock.startedAt))
        let stood = since.map { office.officeSeconds(from: $0, to: now) } ?? 0
        func later(_ text: String) -> String {
            RFC3339.instant(text).map { RFC3339.text(office.adding(officeSeconds: stood, to: $0)) } ?? text
        }
        clock.pausedAt = ""
        clock.startedAt = later(clock.startedAt)
        clock.dueAt = later(clock.dueAt)
        clock.remindAt = later(clock.remindAt)
        return clock
    }

    private var plan: CaseClock? {
        guard file.stage == .supported, file.plan?.reviewOn == nil else { return nil }
        // A plan that has ended is followed by another one, or by the end of the case.
        let about = file.plan?.id ?? ""
        let due = office.deadline(workingDays: clocks.plan, after: now)
        return running(.plan, about: about) ?? days(.plan, clocks.plan, about: about, due: due)
    }

    private var planReview: CaseClock? {
        guard let plan = file.plan, let day = plan.reviewOn.flatMap({ CalendarDate($0) }) else { return nil }
        return review(about: plan.id, on: day)
    }

    private var placeReview: CaseClock? {
        guard file.isInPlace, let place = file.place, let day = place.nextLook else { return nil }
        return review(about: place.requestID, on: day, with: .provider)
    }

    private func review(about: String, on day: CalendarDate, with holder: BallHolder = .coordinator) -> CaseClock {
        let (due, remind) = clocks.review(on: day)
        if let running = running(.review, about: about), running.dueAt == RFC3339.text(due) { return running }
        var clock = CaseClock(.review, about: about, started: now, due: due, remind: remind, now: now)
        clock.with = holder.code
        return clock
    }

    /// From a provider's yes until the child is there. Before the placement is agreed the coordinator has it, by the day
    /// the place was wanted for or, where that is too near, within the time for a decision; then the provider has.
    private var start: CaseClock? {
        guard file.hasPlace, !file.isInPlace, let search = file.lastSearch else { return nil }
        let running = running(.start, about: search.requestID)
        guard let place = file.place, let day = CalendarDate(place.startsOn) else {
            if let running { return running }
            let due = max(file.wantedStart ?? now, office.deadline(workingDays: clocks.triage, after: now))
            return CaseClock(.start, about: search.requestID, started: now, due: due, now: now)
        }
        let due = LondonTime(date: day, hour: WorkingDays.closes).instant
        if let running, running.dueAt == RFC3339.text(due) { return running }
        var clock = CaseClock(.start, about: search.requestID, started: now, due: due, now: now)
        clock.with = BallHolder.provider.code
        return clock
    }

    /// - Throws: where the term dates do not say by when.
    func fullTimeEducation() throws(CalendarGap) -> CaseClock? {
        let facts = file.lead.facts
        guard !file.hasEducation, facts.permanentlyExcluded || facts.daysOutOfSchool > 0 else { return nil }
        if let running = running(.fullTimeEducation) { return running }
        let (due, remind) = try clocks.fullTimeEducation(since: now, daysOut: Int(facts.daysOutOfSchool))
        return CaseClock(.fullTimeEducation, started: now, due: due, remind: remind, now: now)
    }

    // MARK: With others

    private var information: [CaseClock] {
        file.questions.filter(file.isOpen).compactMap { question in
            if let running = running(.information, about: question.id) { return running }
            guard let due = RFC3339.instant(question.answerBy) else { return nil }
            return days(.information, clocks.escalate, remind: clocks.chase, about: question.id, due: due)
        }
    }

    private var forum: CaseClock? {
        guard file.stage == .listed, let listing = file.listing, let day = CalendarDate(listing.meetsOn) else {
            return nil
        }
        let due = LondonTime(date: day, hour: WorkingDays.closes).instant
        if let running = running(.forum, about: listing.meetingID), running.dueAt == RFC3339.text(due) {
            return running
        }
        return CaseClock(.forum, about: listing.meetingID, started: now, due: due, now: now)
    }

    /// Starts with the listing alone: once the papers have gone out it does not come again.
    private var papers: CaseClock? {
        guard file.stage == .listed, let listing = file.listing else { return nil }
        guard before?.listing != listing || before?.stage != .listed else {
            return running(.papers, about: listing.meetingID)
        }
        guard let due = clocks.papers(for: listing, now: now) else { return nil }
        return CaseClock(.papers, about: listing.meetingID, started: now, due: due, now: now)
    }

    // MARK: Parts

    /// A clock of so many working days, started so long before it is due; its reminder after so many.
    private func days(
        _ kind: CaseClockKind, _ count: Int, remind: Int? = nil, about: String = "", due: Date
    ) -> CaseClock {
        let started = office.sameTime(-count, workingDaysAfter: due)
        return CaseClock(
            kind, about: about, started: started, due: due,
            remind: remind.map { office.sameTime($0, workingDaysAfter: started) }, now: now)
    }
}

extension Clocks {
    /// When a review on that day is over, and when whoever holds it is reminded.
    func review(on day: CalendarDate) -> (due: Date, remind: Date) {
        let reminded = workingDays.date(reviewReminder, workingDaysBefore: day)
        return (
            LondonTime(date: day, hour: WorkingDays.closes).instant,
            LondonTime(date: reminded, hour: WorkingDays.opens).instant
        )
    }

    /// By when papers are ready, for a case that was listed at `now`: where that has passed, by the morning of the
    /// meeting; `nil` where that has, too.
    func papers(for listing: CaseListing, now: Date) -> Date? {
        guard let day = CalendarDate(listing.meetsOn) else { return nil }
        let early = LondonTime(date: workingDays.date(papers, workingDaysBefore: day), hour: WorkingDays.closes)
        let late = LondonTime(date: day, hour: WorkingDays.opens)
        return [early.instant, late.instant].first { $0 > now }
    }

    /// When full-time education has to have begun, and when whoever sees to it is reminded: the school day before.
    func fullTimeEducation(since opened: Date, daysOut: Int) throws(CalendarGap) -> (due: Date, remind: Date?) {
        let day = try fullTimeEducation(from: LondonTime.day(of: opened), daysOut: daysOut)
        let before = schoolDays?.last(before: day)
        return (
            LondonTime(date: day, hour: WorkingDays.opens).instant,
            before.map { LondonTime(date: $0, hour: WorkingDays.opens).instant }
        )
    }
}
