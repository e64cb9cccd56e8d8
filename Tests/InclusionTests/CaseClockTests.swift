import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// A case with a clock on the wall that the test sets.
struct TimedStory {
    var file: CaseFile?
    var events: [CaseEvent] = []
    var now = CaseFileTests.now
    var clocks = Clocks.standard

    init(_ commands: CaseCommand..., excluded: Bool = false, daysOut: Int32 = 0, clocks: Clocks = .standard) throws {
        self.clocks = clocks
        var opening = try CaseFileTests.opening()
        opening.referral.facts.permanentlyExcluded = excluded
        opening.referral.facts.daysOutOfSchool = daysOut
        try tell(.open(opening))
        for command in commands { try tell(command) }
    }

    @discardableResult
    mutating func tell(_ command: CaseCommand, at time: String? = nil) throws -> [CaseEvent] {
        if let time { now = try instant(time) }
        let new = try CaseFile.decide(file, command, now: now, clocks: clocks)
        file = CaseFile.replay(new, after: file)
        events += new
        return new
    }

    func clock(_ kind: CaseClockKind) -> CaseClock? { file?.clocks.first { $0.known == kind } }
    var kinds: [String] { file?.clocks.map(\.kind) ?? [] }
}

@Suite("Clocks of a case", .timeLimit(.minutes(1))) struct CaseClockTests {
    typealias Stories = CaseStories

    @Test("A case opens in one event, with its clocks in it")
    func opening() throws {
        let story = try TimedStory()
        #expect(story.events.map(\.name) == ["opened"] && story.kinds == ["acknowledge", "triage"])
        // Monday 23 November 2026, 09:30.
        let (acknowledge, triage) = (try #require(story.clock(.acknowledge)), try #require(story.clock(.triage)))
        #expect(acknowledge.startedAt == "2026-11-23T09:30:00Z" && acknowledge.dueAt == "2026-11-24T09:30:00Z")
        #expect(acknowledge.dueAt == story.file?.acknowledgeBy && acknowledge.with == "coordinator")
        #expect(triage.dueAt == "2026-11-30T09:30:00Z" && triage.remindAt == "2026-11-27T09:30:00Z")
        #expect(story.file?.ball?.reason == .acknowledge && story.file?.ball?.until == acknowledge.dueAt)
    }

    @Test("Each stage has the clocks that belong to it, and who has the ball")
    func stages() throws {
        func check(_ commands: CaseCommand..., kinds: [String], with: BallHolder, why: CaseReason?) throws {
            var story = try TimedStory()
            for command in commands { try story.tell(command) }
            #expect(story.kinds == kinds)
            #expect(story.file?.ball?.holder ?? .nobody == with && story.file?.ball?.reason == why)
            #expect(CaseFile.replay(story.events) == story.file)
        }
        let acknowledged = Stories.acknowledge
        try check(acknowledged, kinds: ["triage"], with: .coordinator, why: .triage)
        try check(
            acknowledged, .assign(AssignmentDraft(assignee: "a"), by: "b"), kinds: ["triage"], with: .coordinator,
            why: .triage)
        try check(acknowledged, Stories.ask(), kinds: ["triage", "information"], with: .referrer, why: .information)
        try check(acknowledged, Stories.list, kinds: ["papers", "forum"], with: .forum, why: .forum)
        try check(acknowledged, CaseFileTests.deciding(), kinds: [], with: .hub, why: .placement)
        try check(acknowledged, Stories.decide(.supported), kinds: ["plan"], with: .coordinator, why: .plan)
        try check(
            acknowledged, CaseFileTests.deciding(), CaseFileTests.placed(1), kinds: ["start"], with: .coordinator,
            why: .start)
        try check(
            acknowledged, CaseFileTests.deciding(), CaseFileTests.notFound(1), kinds: ["triage"], with: .coordinator,
            why: .triage)
        try check(acknowledged, Stories.decide(.adviceGiven), kinds: [], with: .nobody, why: nil)
    }

    @Test("What does not change the clocks does not carry them")
    func unchanged() throws {
        var story = try TimedStory(Stories.acknowledge)
        let events = try story.tell(Stories.join()) + story.tell(Stories.amend()) + story.tell(Stories.basis(false))
        #expect(events.map { $0.clocks == nil } == [true, true, true])
    }

    @Test("Triage stands still while an agency is asked, and goes on with the office time it had left")
    func pausing() throws {
        var story = try TimedStory(Stories.acknowledge)
        try story.tell(Stories.ask(), at: "2026-11-24T10:30:00Z")
        #expect(story.clock(.triage)?.pausedAt == "2026-11-24T10:30:00Z")
        // Until Friday afternoon: 6.5 hours of Tuesday, two days, and 6 hours of Friday.
        try story.tell(Stories.answer(), at: "2026-11-27T15:00:00Z")
        let triage = try #require(story.clock(.triage))
        #expect(triage.pausedAt == "" && triage.startedAt == "2026-11-26T14:00:00Z")
        #expect(triage.dueAt == "2026-12-03T14:00:00Z" && triage.remindAt == "2026-12-02T14:00:00Z")
        #expect(story.kinds == ["triage"])
        // Nights and weekends are no time.
        try story.tell(Stories.ask(Samples.id(61)), at: "2026-11-27T17:00:00Z")
        try story.tell(Stories.answer(Samples.id(61)), at: "2026-11-30T09:00:00Z")
        #expect(story.clock(.triage)?.dueAt == triage.dueAt)
    }

    @Test("An agency is chased before its deadline; when that passes, the coordinator has the ball")
    func information() throws {
        var story = try TimedStory(Stories.acknowledge, Stories.ask())
        #expect(story.clock(.information)?.about == Stories.question.text)
        #expect(try story.tell(.tick, at: "2026-11-30T09:29:59Z") == [])
        let chased = try story.tell(.tick, at: "2026-11-30T09:30:00Z")
        guard case .chased(let word)? = chased.first else { throw Samples.Missing() }
        #expect(word.askedReferralID == Stories.opener.text && word.chasedBy == "" && word.clock.reminded)
        #expect(try story.tell(.tick) == [])
        guard case .clockBreached(let late)? = try story.tell(.tick, at: "2026-12-07T09:30:00Z").first else {
            throw Samples.Missing()
        }
        #expect(late.clock.with == "coordinator" && late.clock.breached)
        #expect(story.file?.ball?.holder == .coordinator && story.file?.ball?.reason == .informationLate)
        #expect(story.file?.state == .needsInformation && story.file?.nextMoment == nil)
        try story.tell(Stories.answer())
        #expect(story.kinds == ["triage"] && story.file?.nextMoment != nil)
    }

    @Test("A tick after a long time says everything once: what was to be reminded of first, then what has passed")
    func longAfter() throws {
        var story = try TimedStory(Stories.acknowledge)
        #expect(try story.tell(.tick, at: "2027-01-20T12:00:00Z").map(\.name) == ["chased", "clock_breached"])
        #expect(try story.tell(.tick, at: "2027-02-20T12:00:00Z") == [])
        #expect(story.file?.ball?.reason == .triageLate)
    }

    @Test("Papers that wait for nothing go out by themselves; those that wait for an answer are late")
    func papers() throws {
        // The meeting is on Thursday 3 December.
        var story = try TimedStory(Stories.acknowledge, Stories.list)
        #expect(story.clock(.papers)?.dueAt == "2026-12-01T17:00:00Z")
        #expect(story.clock(.forum)?.dueAt == "2026-12-03T17:00:00Z")
        #expect(try story.tell(.tick, at: "2026-12-01T17:00:00Z").map(\.name) == ["chased"])
        #expect(story.kinds == ["forum"])
        #expect(try story.tell(.tick, at: "2026-12-03T17:00:00Z").map(\.name) == ["clock_breached"])
        #expect(story.file?.ball?.holder == .coordinator && story.file?.ball?.reason == .forumLate)
        var asked = try TimedStory(Stories.acknowledge, Stories.list, Stories.ask())
        #expect(
            try asked.tell(.tick, at: "2026-12-01T17:00:00Z").map(\.name) == ["chased", "clock_breached"],
            "the agency is chased, and the papers are late")
    }

    @Test("A plan's review is reminded of five working days before, and moves with the plan")
    func reviews() throws {
        var story = try TimedStory(Stories.acknowledge, Stories.decide(.supported))
        #expect(story.clock(.plan)?.dueAt == "2026-12-07T09:30:00Z")
        func note(_ day: String, in story: inout TimedStory) {
            var noted = PlanNoted()
            (noted.planID, noted.reviewOn) = ("plan-1", day)
            let events = CaseFile.timing([.planNoted(noted)], after: story.file, now: story.now, by: story.clocks)
            story.file = CaseFile.replay(events, after: story.file)
        }
        note("2027-01-15", in: &story)
        let review = try #require(story.clock(.review))
        #expect(review.dueAt == "2027-01-15T17:00:00Z" && review.remindAt == "2027-01-08T09:00:00Z")
        try story.tell(.tick, at: "2027-01-08T09:00:00Z")
        #expect(story.clock(.review)?.reminded == true)
        note("2027-03-01", in: &story)
        #expect(story.clock(.review)?.reminded == false && story.clock(.review)?.dueAt == "2027-03-01T17:00:00Z")
        note("", in: &story)
        #expect(story.kinds == ["plan"], "another plan, or the end of the case")
    }

    /// A case with a place since Monday 23 November 2026; the child has been out of school for two days.
    private static func placed() throws -> TimedStory {
        try TimedStory(
            Stories.acknowledge, CaseFileTests.deciding(), CaseFileTests.placed(9), daysOut: 2,
            clocks: schoolClocks([autumn, spring]))
    }

    @Test("Between a provider's yes and the start there is a day for it; until the child is there, days out go on")
    func starting() throws {
        var story = try Self.placed()
        #expect(story.kinds == ["start", "full_time_education"] && story.file?.ball?.holder == .coordinator)
        #expect(story.clock(.start)?.dueAt == "2026-12-01T09:00:00Z", "as it was wanted")
        try story.tell(CaseFileTests.agreed(9))
        #expect(story.kinds == ["start", "full_time_education"] && story.file?.ball?.holder == .provider)
        #expect(story.file?.ball?.reason == .start && story.file?.ball?.until == "2026-12-07T17:00:00Z")
        let late = try story.tell(.tick, at: "2026-12-07T17:00:00Z")
        #expect(late.map(\.name) == ["chased", "clock_breached", "clock_breached"])
        #expect(story.file?.ball?.holder == .coordinator && story.file?.ball?.reason == .startLate)
        try story.tell(CaseFileTests.started(9), at: "2026-12-08T15:00:00Z")
        #expect(story.kinds == ["review"] && story.file?.ball?.holder == .provider)
        #expect(story.file?.state == .active)
    }

    @Test("A child who did not come is the coordinator's again, to decide within the time for it")
    func neverCame() throws {
        var story = try Self.placed()
        try story.tell(CaseFileTests.agreed(9))
        try story.tell(CaseFileTests.notStarted(9), at: "2026-12-07T10:00:00Z")
        #expect(story.kinds == ["triage", "full_time_education"] && story.file?.state == .acknowledged)
        #expect(story.file?.ball?.holder == .coordinator && story.clock(.triage)?.dueAt == "2026-12-14T10:00:00Z")
        #expect(story.file?.isPlaceTaken == false)
        #expect(story.file?.allowedMoves(for: .coordinator).contains(.decideApPlacement) == true)
    }

    @Test("A placement's review is reminded of before and late after, to whoever has the child, until it is held")
    func placementReviews() throws {
        var story = try Self.placed()
        try story.tell(CaseFileTests.agreed(9))
        try story.tell(CaseFileTests.started(9), at: "2026-12-08T15:00:00Z")
        #expect(story.clock(.review)?.dueAt == "2027-01-05T17:00:00Z")
        guard case .chased(let chased)? = try story.tell(.tick, at: "2026-12-24T09:00:00Z").first else {
            throw Samples.Missing()
        }
        #expect(chased.providerID == "provider-a" && chased.clock.with == "provider")
        guard case .clockBreached(let late)? = try story.tell(.tick, at: "2027-01-05T17:00:00Z").first else {
            throw Samples.Missing()
        }
        #expect(late.providerID == "provider-a" && late.clock.with == "coordinator")
        #expect(story.file?.ball?.reason == .reviewLate)
        try story.tell(CaseFileTests.reviewed(9, next: "2027-02-12"), at: "2027-01-06T12:00:00Z")
        #expect(story.clock(.review)?.dueAt == "2027-02-12T17:00:00Z" && story.file?.ball?.holder == .provider)
        try story.tell(CaseFileTests.reviewed(9, next: ""), at: "2027-01-07T12:00:00Z")
        #expect(story.clock(.review)?.dueAt == "2027-03-25T17:00:00Z", "its end is a day to look at it")
    }

    @Test("After a place the coordinator closes the case or decides again", arguments: PlacementEnding.allCases)
    func afterAPlace(ending: PlacementEnding) throws {
        var story = try Self.placed()
        try story.tell(CaseFileTests.agreed(9))
        try story.tell(CaseFileTests.started(9), at: "2026-12-08T15:00:00Z")
        let again = try story.tell(CaseFileTests.ended(9, as: ending), at: "2027-02-10T12:00:00Z")
        #expect(again.map(\.name) == ["placement_noted"])
        #expect(try story.tell(CaseFileTests.ended(9, as: ending)) == [], "known already")
        // A place that ended early leaves the child without one.
        #expect(story.kinds == (ending == .endedEarly ? ["triage", "full_time_education"] : ["triage"]))
        #expect(story.file?.state == .inTriage && story.file?.ball?.holder == .coordinator)
        #expect(story.file?.place?.outcome == ending.code && story.file?.place?.until == "2027-02-10")
        let moves = story.file?.allowedMoves(for: .coordinator) ?? []
        #expect(moves.contains(.close) && moves.contains(.decideApPlacement))
        try story.tell(Stories.close(.placed))
        #expect(story.file?.outcome == .placed)
    }

    @Test("A case that is closed over its child's place has the place's days until that is over, and nothing else")
    func placeOfAClosedCase() throws {
        var story = try Self.placed()
        try story.tell(CaseFileTests.agreed(9))
        try story.tell(CaseFileTests.started(9), at: "2026-12-08T15:00:00Z")
        try story.tell(Stories.withdraw)
        #expect(story.file?.state == .closed && story.kinds == ["review"])
        #expect(story.file?.ball?.holder == .provider && story.file?.ball?.until == "2027-01-05T17:00:00Z")
        #expect(try story.tell(.tick, at: "2026-12-24T09:00:00Z").map(\.name) == ["chased"])
        #expect(try story.tell(.tick, at: "2027-01-05T17:00:00Z").map(\.name) == ["clock_breached"])
        #expect(story.file?.ball?.holder == .coordinator && story.file?.reason == .reviewLate)
        try story.tell(CaseFileTests.reviewed(9, next: "2027-02-12"), at: "2027-01-06T12:00:00Z")
        #expect(story.clock(.review)?.dueAt == "2027-02-12T17:00:00Z")
        try story.tell(CaseFileTests.ended(9), at: "2027-02-10T12:00:00Z")
        #expect(story.kinds == [] && story.file?.ball == nil && story.file?.outcome == .withdrawn)
    }

    @Test("A provider's yes that meets a closing decision has a day to start by, and opened again the child is placed")
    func placedWhileClosing() throws {
        var story = try TimedStory(Stories.acknowledge, CaseFileTests.deciding(), Stories.decide(.noFurtherAction))
        #expect(story.kinds == [] && story.file?.ball == nil)
        try story.tell(CaseFileTests.placed(9))
        #expect(story.file?.state == .closed && story.kinds == ["start"] && story.file?.ball?.holder == .coordinator)
        try story.tell(Stories.reopen())
        #expect(story.file?.state == .active && story.kinds == ["start"])
        try story.tell(CaseFileTests.agreed(9))
        try story.tell(CaseFileTests.notStarted(9), at: "2026-12-07T10:00:00Z")
        #expect(story.file?.state == .acknowledged && story.kinds == ["triage"])
    }

    // MARK: School days

    static func schoolClocks(_ terms: [(String, String)]) throws -> Clocks {
        Clocks(
            calendar: "test/1", workingDays: WorkingDays(),
            schoolDays: SchoolDays(terms: try terms.map { try day($0)...day($1) }))
    }

    static let autumn = ("2026-11-02", "2026-12-18"), spring = ("2027-01-05", "2027-03-25")

    @Test(
        "Full-time education from the sixth school day",
        arguments: [
            // Permanently excluded today; out for some days already; so long that it is due tomorrow.
            (true, 0, "2026-12-01T09:00:00Z", "2026-11-30T09:00:00Z"),
            (false, 2, "2026-11-27T09:00:00Z", "2026-11-26T09:00:00Z"), (false, 8, "2026-11-24T09:00:00Z", ""),
        ])
    func fullTimeEducation(excluded: Bool, daysOut: Int32, due: String, remind: String) throws {
        let story = try TimedStory(
            excluded: excluded, daysOut: daysOut, clocks: Self.schoolClocks([Self.autumn, Self.spring]))
        let clock = try #require(story.clock(.fullTimeEducation))
        #expect(clock.dueAt == due && clock.remindAt == remind && clock.with == "coordinator")
        #expect(story.file?.clockGaps(now: story.now, by: story.clocks) == [])
    }

    @Test("Where term dates are missing the clock is not invented; once they are known it runs")
    func holes() throws {
        var story = try TimedStory(excluded: true)
        #expect(story.kinds == ["acknowledge", "triage"])
        #expect(story.file?.clockGaps(now: story.now, by: story.clocks) == [.noSchoolCalendar])
        // Spring is missing, and Easter is five months away.
        let holed = try Self.schoolClocks([("2026-11-02", "2026-11-25"), ("2027-04-12", "2027-05-28")])
        story = try TimedStory(excluded: true, clocks: holed)
        #expect(story.file?.clockGaps(now: story.now, by: holed) == [.schoolCalendarHole])
        story = try TimedStory(excluded: true, clocks: Self.schoolClocks([("2026-11-02", "2026-11-25")]))
        #expect(story.kinds == ["acknowledge", "triage"])
        story.clocks = try Self.schoolClocks([Self.autumn, Self.spring])
        #expect(try story.tell(.recompute).map(\.name) == ["clocks_recomputed"])
        #expect(story.clock(.fullTimeEducation)?.dueAt == "2026-12-01T09:00:00Z")
    }

    // MARK: Other calendars

    @Test("When a day is closed, what is due moves; who was reminded is reminded again; nothing starts earlier")
    func recomputing() throws {
        var story = try TimedStory(Stories.acknowledge)
        try story.tell(.tick, at: "2026-11-27T09:30:00Z")
        let before = try #require(story.clock(.triage))
        #expect(before.reminded)
        #expect(try story.tell(.recompute) == [], "the same calendars")
        let closed = BankHolidays(source: "", days: BankHolidays.england.days.union([try day("2026-11-30")]))
        story.clocks = Clocks(calendar: "test/2", workingDays: WorkingDays(holidays: closed), schoolDays: nil)
        guard case .clocksRecomputed(let word)? = try story.tell(.recompute).first else { throw Samples.Missing() }
        let after = try #require(story.clock(.triage))
        #expect(word.calendar == "test/2" && after.startedAt == before.startedAt)
        #expect(after.dueAt == "2026-12-01T09:30:00Z" && !after.reminded)
        try story.tell(.tick)
        story.clocks = .standard
        try story.tell(.recompute)
        #expect(story.clock(.triage)?.dueAt == before.dueAt && story.clock(.triage)?.reminded == true)
    }

    @Test("A case that is older than clocks is given them by the first tick")
    func older() throws {
        var opened = CaseOpened()
        (opened.caseID, opened.referralID) = (Samples.id(3).text, Samples.id(1).text)
        opened.acknowledgeBy = "2026-11-24T09:30:00Z"
        let file = try #require(CaseFile.replay([.opened(opened)]))
        let events = try CaseFile.decide(file, .tick, now: CaseFileTests.now)
        #expect(events.map(\.name) == ["clocks_recomputed"])
        let after = try #require(CaseFile.replay(events, after: file))
        #expect(
            after.clocks.map(\.kind) == ["acknowledge", "triage"] && after.clocks.first?.dueAt == opened.acknowledgeBy)
        #expect(try CaseFile.decide(after, .tick, now: CaseFileTests.now) == [])
    }

    @Test("Another locality acknowledges anew, until somebody there takes a step")
    func rerouting() throws {
        var story = try TimedStory(Stories.acknowledge)
        story.now = try instant("2026-11-25T10:00:00Z")
        var moved = CaseRerouted()
        (moved.fromLocality, moved.locality) = ("E07000081", "E07000078")
        let events = CaseFile.timing([.rerouted(moved)], after: story.file, now: story.now, by: story.clocks)
        story.file = CaseFile.replay(events, after: story.file)
        #expect(story.kinds == ["acknowledge", "triage"] && story.clock(.acknowledge)?.dueAt == "2026-11-26T10:00:00Z")
        #expect(story.file?.isToAcknowledge == true && story.file?.ball?.reason == .acknowledge)
        try story.tell(.assign(AssignmentDraft(assignee: "a"), by: "a"))
        #expect(story.kinds == ["triage"])
    }
}
