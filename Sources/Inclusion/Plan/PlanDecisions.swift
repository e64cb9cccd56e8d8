public import Contracts
public import FoundationEssentials

/// What can be asked of a child's plan. `by` is the subject of the coordinator's token; what is sealed are the words of the
/// draft beside it.
public enum PlanCommand: Sendable {
    /// The child has none that runs.
    case start(StartPlan)
    /// Assess, Plan, Do.
    case startCycle(PlanCycleDraft, words: Sealed, by: String)
    /// Review, and with it the next round if there is one.
    case review(PlanReviewDraft, words: Sealed, next: NextCycle?, by: String)
    /// Nothing more is planned here.
    case end(why: String, words: Sealed, by: String)

    /// The round that follows a review.
    public struct NextCycle: Sendable {
        /// As posted.
        public var draft: PlanCycleDraft
        /// Its words, sealed.
        public var words: Sealed

        /// From its parts.
        public init(draft: PlanCycleDraft, words: Sealed) {
            self.draft = draft
            self.words = words
        }
    }
}

/// A plan with the id it is given.
public struct StartPlan: Sendable {
    /// UUID text.
    public var planID: String
    /// The case it begins in.
    public var file: CaseFile
    /// Who leads: an organisation.
    public var leadOrganisation: String
    /// Who of it, by role.
    public var lead: String
    /// Subject of the coordinator's token.
    public var by: String

    /// From its parts.
    public init(planID: String, file: CaseFile, leadOrganisation: String, lead: String, by: String) {
        self.planID = planID
        self.file = file
        self.leadOrganisation = leadOrganisation
        self.lead = lead
        self.by = by
    }
}

extension ChildPlan {
    /// What happens when `command` meets `state` at `now`; `nil` state means that the child has no plan yet.
    public static func decide(
        _ state: ChildPlan?, _ command: PlanCommand, now: Date, calendar: SchoolCalendar
    ) throws(RuleViolation) -> [CaseEvent] {
        if case .start(let start) = command { return try starting(state, start) }
        guard let plan = state else { throw .notAllowedNow("no_such_plan", "There is no such plan.") }
        let today = LondonTime.day(of: now)
        switch command {
        case .start: return []
        case .startCycle(let draft, let words, let person):
            try plan.demand(.startCycle)
            try RuleViolation.demandNone(draft.problems(today: today, calendar))
            return [plan.cycle(after: plan.cycles.count, draft, words, by: person)]
        case .review(let draft, let words, let next, let person):
            return try plan.reviewing(draft, words, next, by: person, today, calendar)
        case .end(let why, let words, let person):
            try plan.demand(.end)
            var check = FieldCheck()
            check.text(why, "/why", limit: 4000, multiline: true)
            try RuleViolation.demandNone(check.problems)
            return [plan.end(words, by: person)]
        }
    }

    /// What a coordinator may do now.
    public var allowedMoves: [PlanMove] {
        switch state {
        case .started: [.startCycle, .end]
        case .running: [.review, .end]
        case .ended: []
        }
    }

    private static func starting(_ state: ChildPlan?, _ start: StartPlan) throws(RuleViolation) -> [CaseEvent] {
        if let plan = state, plan.ended == nil {
            throw .notAllowedNow("plan_exists", "The child has a plan already: \(plan.id).")
        }
        guard start.file.outcome == nil else {
            throw .notAllowedNow("not_allowed_now", "A plan cannot begin in a case that is closed.")
        }
        var check = FieldCheck()
        check.text(start.leadOrganisation, "/lead_organisation", limit: 100)
        check.text(start.lead, "/lead", limit: 200)
        try RuleViolation.demandNone(check.problems)
        var started = PlanStarted()
        started.planID = state?.id ?? start.planID
        started.childID = start.file.childID
        started.caseID = start.file.id
        started.locality = start.file.locality
        started.leadOrganisation = start.leadOrganisation
        started.lead = start.lead
        started.startedBy = start.by
        return [.planStarted(started)]
    }

    private func reviewing(
        _ draft: PlanReviewDraft, _ words: Sealed, _ next: PlanCommand.NextCycle?, by person: String,
        _ today: CalendarDate, _ calendar: SchoolCalendar
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.review)
        guard let cycle = running?.started else { return [] }
        let following = next?.draft.problems(today: today, calendar, at: "/next") ?? []
        try RuleViolation.demandNone(draft.problems(of: cycle) + following)
        var reviewed = PlanReviewed()
        reviewed.planID = id
        reviewed.childID = childID
        reviewed.cycle = cycle.cycle
        reviewed.results = draft.results
        reviewed.words = words
        reviewed.reviewedBy = person
        let nextCycle = next.map { self.cycle(after: cycles.count, $0.draft, $0.words, by: person) }
        return [.planReviewed(reviewed)] + (nextCycle.map { [$0] } ?? [])
    }

    // MARK: Parts

    private func cycle(after count: Int, _ draft: PlanCycleDraft, _ words: Sealed, by person: String) -> CaseEvent {
        var started = PlanCycleStarted()
        started.planID = id
        started.childID = childID
        started.cycle = Int32(clamping: count + 1)
        started.outcomeIds = draft.outcomes.map(\.id)
        started.reviewOn = draft.reviewOn
        started.words = words
        started.startedBy = person
        return .planCycleStarted(started)
    }

    private func end(_ words: Sealed, by person: String) -> CaseEvent {
        var ended = PlanEnded()
        ended.planID = id
        ended.childID = childID
        ended.why = words
        ended.endedBy = person
        return .planEnded(ended)
    }

    private func demand(_ move: PlanMove) throws(RuleViolation) {
        guard allowedMoves.contains(move) else {
            throw .notAllowedNow("not_allowed_now", "\(move.words) is not possible now. \(state.words)")
        }
    }
}

extension ChildPlan {
    /// Working days within which the next round has to be agreed: a plan that runs always has a next date.
    public static let settleWithin = 10

    /// The next date a case is told of: the review of the round or, between two, the day by which the next one has to be
    /// agreed; `nil` once the plan has ended.
    public func nextDate(now: Date, _ calendar: SchoolCalendar) -> CalendarDate? {
        guard ended == nil else { return nil }
        return reviewOn
            ?? LondonTime.day(of: calendar.workingDays.deadline(workingDays: Self.settleWithin, after: now))
    }
}
