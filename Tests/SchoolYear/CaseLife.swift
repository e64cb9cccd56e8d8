import Contracts
import FoundationEssentials
import Inclusion
import RoutingData
import SwiftProtobuf

/// One child's case, from the referral to the end of the year.
struct CaseLife {
    private let number: Int
    private var random: SplitMix64
    private var now: Date
    private var file: CaseFile?
    /// When somebody does something next; `nil` when only time does.
    private var nextStep: Date?
    private var ids = 0
    private(set) var tally = YearTally()

    init(number: Int, seed: UInt64) {
        self.number = number
        random = SplitMix64(seed: seed &* 1_000_003 &+ UInt64(number))
        let length = Int(YearCalendar.ends.timeIntervalSince(YearCalendar.begins)) - 30 * 86_400
        now = YearCalendar.begins.addingTimeInterval(Double(random.number(0...length)))
    }

    /// Goes from one moment at which something happens to the next.
    mutating func live() {
        tally.cases = 1
        var recomputed = now >= YearCalendar.changes
        guard let opening = opening() else {
            tally.faults.append("the rules that are built in cannot be read")
            return
        }
        tell(.open(opening))
        plan()
        while let file,
            let next = [file.nextMoment.flatMap { RFC3339.instant($0.at) }, nextStep].compactMap({ $0 }).min(),
            next < YearCalendar.ends
        {
            if !recomputed, next >= YearCalendar.changes {
                (now, recomputed) = (YearCalendar.changes, true)
                tell(.recompute)
                continue
            }
            now = max(now, next)
            if nextStep.map({ $0 <= now }) ?? false {
                step(file)
                plan()
            } else {
                tell(.tick)
            }
        }
        look()
    }

    // MARK: People

    /// When the person who has the ball does something: soon, late, or not before somebody asks.
    private mutating func plan() {
        guard let file, let ball = file.ball else {
            nextStep = nil
            return
        }
        if ball.reason == .forum, let day = file.listing.flatMap({ CalendarDate($0.meetsOn) }) {
            nextStep = LondonTime(date: day, hour: random.happens(90) ? 11 : 20).instant
            return
        }
        if ball.reason == .review {
            nextStep = now.addingTimeInterval(Double(random.number(14...70) * 86_400))
            return
        }
        let hours = random.happens(85) ? random.number(1...40) : random.number(60...400)
        // An agency that never answers leaves it to the coordinator, who waits for the last deadline.
        let days = ball.reason == .information && random.happens(25) ? 18 * 24 : 0
        nextStep = YearCalendar.before.workingDays.deadline(workingDays: 0, after: now)
            .addingTimeInterval(Double((hours + days) * 3600))
    }

    private mutating func step(_ file: CaseFile) {
        switch file.state {
        case .open: tell(.acknowledge(by: "coordinator"))
        case .acknowledged where random.happens(70):
            tell(.assign(AssignmentDraft(assignee: "worker"), by: "coordinator"))
        case .acknowledged, .inTriage: triage(file)
        case .needsInformation: answer(file)
        case .listed: meet(file)
        case .awaitingPlacement: search()
        case .active where file.hasPlace: stay(file)
        case .decided, .active: support(file)
        case .closed: if file.hasPlace { stay(file) }
        }
    }

    private mutating func triage(_ file: CaseFile) {
        switch random.number(0...9) {
        case 0, 1, 2: ask(file)
        case 3, 4, 5: tell(.list(listing(file)))
        case 6: decide(.supported)
        case 7: search(for: file)
        default: decide(.adviceGiven)
        }
    }

    private mutating func ask(_ file: CaseFile) {
        tell(
            .ask(
                AskForInformation(
                    questionID: id(), draft: QuestionDraft(words: "How often?"), by: "coordinator", question: Sealed()))
        )
    }

    /// The agency, while it is waited for; afterwards the coordinator decides without.
    private mutating func answer(_ file: CaseFile) {
        guard file.ball?.holder == .referrer, let question = file.questions.first(where: file.isOpen) else {
            return decide(random.happens(50) ? .signposted : .supported)
        }
        var answered = ReferralAnswered()
        (answered.referralID, answered.questionID) = (question.askedReferralID, question.id)
        tell(.noteAnswer(answered))
    }

    private mutating func meet(_ file: CaseFile) {
        if random.happens(20) {
            return tell(.list(listing(file)))
        }
        decide(random.happens(40) ? .supported : .adviceGiven)
    }

    private mutating func search(for file: CaseFile) {
        var draft = ApPlacementDraft()
        (draft.purpose, draft.purposeWords, draft.objectives) = ("assessment", "To find out.", ["Attends"])
        draft.wantedStart = LondonTime.day(of: now).adding(days: 21).description
        (draft.weeks, draft.sessionsAWeek, draft.reason) = (6, 4, "Because.")
        draft.record = Self.record
        tell(.decideApPlacement(DecideApPlacement(draft: draft, by: "coordinator", brief: Sealed(), record: Sealed())))
    }

    private mutating func search() {
        guard let file else { return }
        if random.happens(75) {
            var accepted = PlacementAccepted()
            (accepted.requestID, accepted.caseID, accepted.provisionID) = (id().text, file.id, "provision")
            tell(.notePlaced(accepted))
        } else {
            var unable = PlacementUnableToMatch()
            (unable.requestID, unable.caseID) = (id().text, file.id)
            tell(.notePlacementNotFound(unable))
        }
    }

    /// How it goes with the place.
    private mutating func stay(_ file: CaseFile) {
        guard let search = file.lastSearch else { return }
        if file.outcome == nil, random.happens(5) {
            return tell(.noteLeft(referralID: file.lead.id, as: .withdrawn))
        }
        var ref = PlacementRef()
        (ref.caseID, ref.requestID, ref.placementID) = (file.id, search.requestID, search.requestID)
        (ref.provisionID, ref.providerID) = ("provision", "provider")
        let today = LondonTime.day(of: now)
        func on(_ days: Int) -> String { today.adding(days: days).description }
        let event: PlacementEvent
        switch file.place?.happening {
        case nil:
            event = .agreed(
                .with {
                    $0.placement = ref
                    ($0.place.from, $0.place.to, $0.reviewBy) = (on(5), on(90), on(33))
                })
        case .agreed where random.happens(85):
            event = .started(.with { ($0.placement, $0.startedOn, $0.reviewBy) = (ref, on(0), on(28)) })
        case .agreed: event = .notStarted(.with { ($0.placement, $0.reason) = (ref, "family_declined") })
        case .started:
            event = .reviewed(.with { ($0.placement, $0.reviewedOn, $0.nextReviewBy) = (ref, on(0), on(42)) })
        default: event = .ended(.with { ($0.placement, $0.endedOn, $0.endedAs) = (ref, on(0), "completed") })
        }
        if let note = PlacementNote(event) { tell(.notePlacement(note)) }
    }

    /// A plan begins, goes on, or has come to its end.
    private mutating func support(_ file: CaseFile) {
        if file.plan != nil, random.happens(40) {
            return tell(.noteLeft(referralID: file.lead.id, as: .withdrawn))
        }
        var noted = PlanNoted()
        (noted.caseID, noted.referralID, noted.locality) = (file.id, file.referralID, file.locality)
        noted.planID = file.plan?.id ?? id().text
        let isOver = file.plan != nil && random.happens(30)
        noted.reviewOn = isOver ? "" : LondonTime.day(of: now).adding(days: random.number(28...60)).description
        take(CaseFile.timing([.planNoted(noted)], after: file, now: now, by: YearCalendar.clocks(at: now)))
    }

    private mutating func decide(_ outcome: CaseOutcome) {
        var draft = OutcomeDraft(outcome: outcome.code, why: "Because.", next: "This.")
        draft.record = Self.record
        if outcome == .signposted { draft.services = [ServiceDraft(name: "A service", contact: "01452 000000")] }
        tell(.decide(DecideCase(draft: draft, by: "coordinator", words: Sealed(), record: Sealed())))
    }

    /// A record with nothing missing.
    private static let record: DecisionRecordDraft = {
        var record = DecisionRecordDraft()
        (record.optionsConsidered, record.evidence) = (["One"], ["The referral"])
        (record.views, record.present) = (ViewsDraft(child: "Yes.", family: "Yes."), ["Coordinator"])
        for question in DecisionQuestion.allCases { record.tests[question] = .init(answer: "yes") }
        return record
    }()

    /// The forum meets every second Thursday.
    private mutating func listing(_ file: CaseFile) -> ListCase {
        let first = CalendarDate("2026-09-10")?.dayNumber ?? 0
        let day = LondonTime.day(of: now).dayNumber + 1
        let meets = CalendarDate(dayNumber: first + (day - first + 13) / 14 * 14)
        let slot = MeetingSlot(
            locality: file.locality, forum: .talc, startsAt: LondonTime(date: meets, hour: 14).instant,
            papersBy: LondonTime(date: meets.adding(days: -2), hour: 17).instant, place: "Room 1")
        return ListCase(
            draft: ListingDraft(forum: "talc", meetsOn: meets.description),
            meetings: [MeetingEntry(id: id().text, state: .planned, slot: slot)], by: "coordinator")
    }

    // MARK: The case

    private static let basis = try? RoutingBasis.builtIn()

    private mutating func opening() -> OpenCase? {
        guard let basis = Self.basis else { return nil }
        var referral = ReferralSubmitted()
        referral.referralID = id().text
        referral.childID = id().text
        referral.reference = "RH-2345-6789"
        referral.agency.kind = random.one(of: AgencyKind.known.filter { $0 != .thirdSector }, else: .education)
        referral.agency.id = "agency-\(referral.agency.kind.code)"
        referral.facts.ageBand = .schoolAge
        referral.facts.level = Int32(random.number(1...4))
        referral.facts.needs = ["SEMH"]
        referral.facts.permanentlyExcluded = random.happens(5)
        referral.facts.daysOutOfSchool = random.happens(15) ? Int32(random.number(1...10)) : 0
        let district = random.one(of: Locality.gloucestershire.map(\.code), else: "unrouted")
        let routing = ReferralRouter.route(
            referral, home: .found(PostcodePlace(district: district)), school: .notGiven, rules: basis.rules,
            in: basis.county)
        return OpenCase(caseID: id(), referral: referral, routing: routing)
    }

    private mutating func id() -> UUID {
        ids += 1
        let bytes = withUnsafeBytes(of: (UInt64(number).bigEndian, UInt64(ids).bigEndian)) { Array($0) }
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
                bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }

    private mutating func tell(_ command: CaseCommand) {
        do {
            take(try CaseFile.decide(file, command, now: now, clocks: YearCalendar.clocks(at: now)))
        } catch {
            tally.faults.append("case \(number): \(error.problems.map(\.words))")
        }
    }

    private mutating func take(_ events: [CaseEvent]) {
        for event in events {
            let before = file?.clocks ?? []
            file = CaseFile.evolve(file, event)
            tally.events[event.type.split(separator: ".").dropLast().last.map { String($0) } ?? "", default: 0] += 1
            compare(before, event)
        }
    }
}

// What must hold whatever happens.
extension CaseLife {
    private mutating func compare(_ before: [CaseClock], _ event: CaseEvent) {
        if case .clockBreached(let breached) = event {
            tally.breaches[breached.clock.kind, default: 0] += 1
            if !breached.clock.remindAt.isEmpty, !breached.clock.reminded {
                tally.faults.append("case \(number): \(breached.clock.kind) passed without a reminder")
            }
        }
        guard let file else { return }
        for clock in file.clocks {
            let old = before.first { $0.kind == clock.kind && $0.about == clock.about }
            if let old, clock.startedAt < old.startedAt {
                tally.faults.append("case \(number): \(clock.kind) runs backwards")
            }
        }
    }

    /// At the end of the year every case is closed and its child's place over, or somebody has it until a day that is known.
    private mutating func look() {
        guard let file else { return tally.faults.append("case \(number) is not there") }
        if file.outcome != nil { tally.closed = 1 }
        if file.outcome != nil, !file.hasPlace {
            if !file.clocks.isEmpty { tally.faults.append("case \(number) is closed, and a clock runs") }
        } else if file.ball == nil
            || (file.nextDue == nil && file.ball?.until == nil && !file.clocks.contains(where: \.isPaused))
        {
            tally.faults.append("case \(number), \(file.state.code), is nobody's")
        }
    }
}
