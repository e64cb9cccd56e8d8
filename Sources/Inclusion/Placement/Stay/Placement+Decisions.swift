public import Contracts
public import FoundationEssentials

extension Placement {
    /// What happens when `actor` asks for `command` at `now`; `nil` state means that there is no such placement yet.
    public static func decide(
        _ state: Placement?, _ command: Command, by actor: Actor, now: Date, clocks: Clocks
    ) throws(RuleViolation) -> [PlacementEvent] {
        let today = LondonTime.day(of: now)
        if case .agree(let agree) = command {
            return [.agreed(try agreeing(state, agree, by: actor, today, clocks))]
        }
        guard let placement = state else { throw .notAllowedNow("no_such_placement", "There is no such placement.") }
        if let move = command.move { try placement.demand(move, by: actor) }
        return switch command {
        case .agree: []
        case .start(let day, let counted):
            [.started(try placement.starting(on: day, counted, by: actor, today, clocks))]
        case .notStart(let draft, let words): [.notStarted(try placement.notStarting(draft, words, by: actor))]
        case .recordAttendance(let draft, let kind):
            [.attendanceRecorded(try placement.recording(draft, at: kind, by: actor, today, clocks))]
        case .review(let draft, let words):
            [.reviewed(try placement.reviewing(draft, words, by: actor, today, clocks))]
        case .extend(let draft, let words): [.extended(try placement.extending(draft, words, by: actor, today))]
        case .planReintegration(let draft, let words):
            [.reintegrationPlanned(try placement.planning(draft, words, by: actor))]
        case .end(let draft, let words): [.ended(try placement.ending(draft, words, by: actor, today, clocks))]
        }
    }

    private static func agreeing(
        _ state: Placement?, _ agree: Agree, by actor: Actor, _ today: CalendarDate, _ clocks: Clocks
    ) throws(RuleViolation) -> PlacementAgreed {
        guard actor.party == .coordinator else {
            throw .forbidden("not_yours", "Only the coordinator may agree a placement.")
        }
        guard let offer = agree.request.acceptedOffer else {
            throw .notAllowedNow("not_accepted", "No provider has said yes yet.")
        }
        guard state == nil else { throw .notAllowedNow("agreed_already", "This placement has been agreed already.") }
        let (request, draft) = (agree.request, agree.draft)
        let isDirection = request.isOffSiteDirection
        try RuleViolation.demandNone(
            draft.problems(
                isDirection: isDirection, booked: offer.place, today: today, schoolDays: clocks.schoolDays))
        var agreed = PlacementAgreed()
        agreed.placement = request.placement(of: offer)
        agreed.childID = request.childID
        agreed.purpose = request.purpose
        agreed.place = draft.place
        agreed.registration = request.registration
        agreed.facts = request.facts
        agreed.objectives = Int32(clamping: draft.objectives.count)
        agreed.offSiteDirection = isDirection
        if isDirection { agreed.noticeGivenOn = draft.notice?.givenOn ?? "" }
        agreed.agreedBy = actor.subject
        agreed.agreement = agree.details
        if let census = request.census { agreed.census = census }
        agreed.movesBefore = Int32(clamping: agree.movesBefore)
        if let first = CalendarDate(draft.from), let last = CalendarDate(draft.to) {
            agreed.reviewBy = clocks.firstPlacementReview(from: first, until: last).description
        }
        agreed.agency = request.agency
        agreed.primaryReason = draft.primaryReason
        return agreed
    }

    private func starting(
        on text: String, _ counted: CalendarDate?, by actor: Actor, _ today: CalendarDate, _ clocks: Clocks
    ) throws(RuleViolation) -> PlacementStarted {
        var check = FieldCheck()
        let day = check.pastDate(text, "/started_on", today: today)
        if day != nil, text < agreed.place.from || text > until {
            check.add("/started_on", "out_of_range", "From the agreed first day to the last.")
        } else if let day, clocks.schoolDays?.isSchoolDay(day) == false {
            check.add("/started_on", "no_school_day", "A school day: not a weekend, a holiday or outside the terms.")
        }
        try RuleViolation.demandNone(check.problems)
        var started = PlacementStarted()
        started.placement = ref
        started.startedOn = text
        started.recordedBy = actor.subject
        if let day, let last = CalendarDate(until) {
            started.reviewBy = clocks.firstPlacementReview(from: day, until: last).description
            started.daysOutOfSchool = Int32(clamping: daysOutOfSchool(counted, until: day, clocks.schoolDays))
        }
        return started
    }

    private func notStarting(
        _ draft: NotStartedDraft, _ words: Sealed, by actor: Actor
    ) throws(RuleViolation) -> PlacementNotStarted {
        try RuleViolation.demandNone(draft.problems())
        var notStarted = PlacementNotStarted()
        notStarted.placement = ref
        notStarted.reason = draft.reason
        notStarted.recordedBy = actor.subject
        notStarted.words = words
        return notStarted
    }

    private func recording(
        _ draft: SessionMarksDraft, at kind: ApKind?, by actor: Actor, _ today: CalendarDate, _ clocks: Clocks
    ) throws(RuleViolation) -> PlacementAttendanceRecorded {
        try RuleViolation.demandNone(draft.problems(of: self, today: today, schoolDays: clocks.schoolDays))
        var recorded = PlacementAttendanceRecorded()
        recorded.placement = ref
        recorded.marks = draft.messages(for: agreed, at: kind)
        recorded.recordedBy = actor.subject
        return recorded
    }

    private func reviewing(
        _ draft: StayReviewDraft, _ words: Sealed, by actor: Actor, _ today: CalendarDate, _ clocks: Clocks
    ) throws(RuleViolation) -> PlacementReviewed {
        try RuleViolation.demandNone(draft.problems(of: self, today: today))
        var reviewed = PlacementReviewed()
        reviewed.placement = ref
        reviewed.reviewedOn = draft.reviewedOn
        reviewed.recordedBy = actor.subject
        reviewed.recommendation = draft.recommendation
        if draft.recommendation != ReviewRecommendation.end.code, let day = CalendarDate(draft.reviewedOn),
            let last = CalendarDate(until)
        {
            reviewed.nextReviewBy = clocks.nextPlacementReview(after: day, until: last).description
        }
        reviewed.objectives = draft.objectives
        reviewed.words = words
        return reviewed
    }

    private func extending(
        _ draft: ExtensionDraft, _ words: Sealed, by actor: Actor, _ today: CalendarDate
    ) throws(RuleViolation) -> PlacementExtended {
        try RuleViolation.demandNone(draft.problems(of: self, today: today))
        var extended = PlacementExtended()
        extended.placement = ref
        extended.until = draft.until
        extended.extendedBy = actor.subject
        extended.words = words
        return extended
    }

    private func planning(
        _ draft: ReintegrationDraft, _ words: Sealed, by actor: Actor
    ) throws(RuleViolation) -> ReintegrationPlanned {
        try RuleViolation.demandNone(draft.problems(of: self))
        var planned = ReintegrationPlanned()
        planned.placement = ref
        planned.destination = draft.destination
        planned.from = draft.from
        planned.plannedBy = actor.subject
        planned.words = words
        return planned
    }

    private func ending(
        _ draft: EndingDraft, _ words: Sealed, by actor: Actor, _ today: CalendarDate, _ clocks: Clocks
    ) throws(RuleViolation) -> PlacementEnded {
        try RuleViolation.demandNone(draft.problems(of: self, today: today, schoolDays: clocks.schoolDays))
        var ended = PlacementEnded()
        ended.placement = ref
        ended.endedOn = draft.endedOn
        ended.endedAs = draft.endedAs
        ended.objectives = draft.objectives
        ended.recordedBy = actor.subject
        ended.words = words
        ended.facts = agreed.facts
        ended.sessionsAttended = Int32(clamping: attendance.attended)
        ended.sessionsRequired = Int32(clamping: attendance.required)
        ended.moves = agreed.movesBefore &+ 1
        return ended
    }

    // MARK: Parts

    /// Another provider's placements do not exist for a provider; the API sees to that, and this does again.
    private func demand(_ move: Move, by actor: Actor) throws(RuleViolation) {
        guard move.parties.contains(actor.party), actor.party != .provider || actor.organisation == ref.providerID
        else { throw .forbidden("not_yours", "\(move.words) is not yours to do.") }
        guard move.isPossible(in: state) else {
            throw .notAllowedNow("not_allowed_now", "\(move.words) is not possible now. \(state.words)")
        }
    }

    /// School days out of education until that day, for a child who is out: those that were counted, and those since.
    private func daysOutOfSchool(
        _ counted: CalendarDate?, until day: CalendarDate, _ schoolDays: SchoolDays?
    ) -> Int {
        let before = Int(agreed.facts.daysOutOfSchool)
        guard before > 0 || agreed.facts.permanentlyExcluded, let schoolDays, let counted else { return before }
        return before + schoolDays.count(from: counted, through: day.adding(days: -1))
    }
}

extension PlacementRequest {
    /// The offer a provider has said yes to; `nil` while none has.
    public var acceptedOffer: PlacementOffer? { offers.last { $0.state == .accepted } }

    /// Whether a school directs the child off site (section 29A of the Education Act 2002): the child stays on its roll.
    /// Where the authority arranges the place, because it asked or the school has excluded the child for good, it is none;
    /// nor where the third sector or another agency asked.
    public var isOffSiteDirection: Bool {
        agency.kind == .education && !facts.permanentlyExcluded && registration != Registration.single.code
    }

    /// What comes of an accepted offer.
    func placement(of offer: PlacementOffer) -> PlacementRef {
        var ref = PlacementRef()
        ref.placementID = offer.id
        ref.requestID = id
        ref.referralID = referralID
        ref.caseID = caseID
        ref.locality = locality
        ref.provisionID = offer.provisionID
        ref.providerID = offer.providerID
        ref.reference = reference
        return ref
    }
}
