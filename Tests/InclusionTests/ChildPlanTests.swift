import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// Every state of a plan against every command, and what its cases note of it.
@Suite("A child's plan", .timeLimit(.minutes(1))) struct ChildPlanTests {
    static let outcomes = [Samples.id(81).text, Samples.id(82).text]

    static func start(_ file: CaseFile) -> PlanCommand {
        .start(
            StartPlan(
                planID: Samples.id(80).text, file: file, leadOrganisation: "agency-sample-academy", lead: "SENCo",
                by: "coordinator-1"))
    }

    /// A round that is reviewed on a Friday in term.
    static func cycle(reviewOn: String = "2026-12-11") -> PlanCycleDraft {
        PlanCycleDraft(
            assess: "Mornings are hard.",
            outcomes: outcomes.map { id in
                var outcome = PlanOutcome()
                (outcome.id, outcome.words, outcome.measure) = (id, "In school by 9", "Register")
                return outcome
            }, doing: ["Tutor meets Rowan at the gate"], views: ViewsDraft(child: "Fine.", family: "Good."),
            reviewOn: reviewOn)
    }

    static func review(_ results: [(String, String)] = outcomes.map { ($0, "achieved") }) -> PlanReviewDraft {
        PlanReviewDraft(
            results: results.map { id, word in
                var result = OutcomeResult()
                (result.outcomeID, result.result) = (id, word)
                return result
            }, words: "It helped.", views: ViewsDraft(child: "Better.", family: "Calmer."))
    }

    static func commands() throws -> [(name: String, command: PlanCommand)] {
        let file = try #require(CaseStories.story(CaseStories.acknowledge).file)
        let next = PlanCommand.NextCycle(draft: cycle(reviewOn: "2027-01-29"), words: Samples.sealed())
        return [
            ("start", start(file)), ("cycle", .startCycle(cycle(), words: Samples.sealed(), by: "c")),
            ("review", .review(review(), words: Samples.sealed(), next: nil, by: "c")),
            ("review and go on", .review(review(), words: Samples.sealed(), next: next, by: "c")),
            ("end", .end(why: "Moved away.", words: Samples.sealed(), by: "c")),
        ]
    }

    /// Row: a state. Column: a command, in the order above. What follows: events, or a code when refused.
    static let table: [(state: PlanState?, told: [String], row: String)] = [
        (nil, [], "plan_started no_such_plan no_such_plan no_such_plan no_such_plan"),
        (.started, ["start"], "plan_exists plan_cycle_started not_allowed_now not_allowed_now plan_ended"),
        (
            .running, ["start", "cycle"],
            "plan_exists not_allowed_now plan_reviewed plan_reviewed+plan_cycle_started plan_ended"
        ),
        (
            .started, ["start", "cycle", "review"],
            "plan_exists plan_cycle_started not_allowed_now not_allowed_now plan_ended"
        ),
        (
            .running, ["start", "cycle", "review and go on"],
            "plan_exists not_allowed_now plan_reviewed plan_reviewed+plan_cycle_started plan_ended"
        ),
        (
            .ended, ["start", "cycle", "end"],
            "plan_started not_allowed_now not_allowed_now not_allowed_now not_allowed_now"
        ),
    ]

    static func decide(_ plan: ChildPlan?, _ command: PlanCommand) throws(RuleViolation) -> [CaseEvent] {
        try ChildPlan.decide(plan, command, now: CaseFileTests.now, calendar: ForumSamples.calendar)
    }

    static func plan(told names: [String]) throws -> ChildPlan? {
        let commands = try commands()
        return try names.reduce(nil) { plan, name in
            let command = try #require(commands.first { $0.name == name }).command
            return ChildPlan.replay(try decide(plan, command), after: plan)
        }
    }

    @Test("Every state answers every command as the table says", arguments: 0..<table.count)
    func everyMove(row: Int) throws {
        let (state, told, expected) = Self.table[row]
        let plan = try Self.plan(told: told)
        #expect(plan?.state == state)
        let wanted = expected.split(separator: " ").map(String.init)
        for ((name, command), wanted) in zip(try Self.commands(), wanted) {
            do {
                #expect(try Self.decide(plan, command).map(\.name).joined(separator: "+") == wanted, "\(name)")
            } catch {
                #expect(error.problems.first?.code == wanted, "\(name)")
            }
        }
    }

    @Test("A plan taken up again is the same plan, and its rounds are counted on")
    func again() throws {
        let ended = try #require(try Self.plan(told: ["start", "cycle", "review", "end"]))
        #expect(ended.nextDate(now: CaseFileTests.now, ForumSamples.calendar) == nil)
        let commands = try Self.commands()
        let events = try Self.decide(ended, commands[0].command)
        let taken = try #require(ChildPlan.replay(events, after: ended))
        #expect(taken.id == ended.id && taken.ended == nil && taken.cycles == ended.cycles)
        guard case .planCycleStarted(let second) = try Self.decide(taken, commands[1].command).first else {
            Issue.record("no round")
            return
        }
        #expect(second.cycle == 2)
    }

    @Test(
        "A review lies from tomorrow to 26 weeks ahead, on a school day as far as those are known",
        arguments: [
            ("2026-11-24", [String]()), ("2026-11-23", ["/review_on out_of_range"]),
            ("2027-05-24", []), ("2027-05-25", ["/review_on out_of_range"]),
            ("2026-12-25", ["/review_on no_school_day"]), ("2026-12-03", ["/review_on no_school_day"]),
            ("2026-12-12", ["/review_on no_school_day"]), ("", ["/review_on required"]),
        ])
    func reviewDays(day: String, problems: [String]) throws {
        let draft = Self.cycle(reviewOn: day)
        #expect(
            draft.problems(today: Samples.today, ForumSamples.calendar).map { "\($0.pointer) \($0.code)" } == problems)
    }

    @Test("A day after the calendar's end may be one")
    func unknownDays() throws {
        var calendar = ForumSamples.calendar
        calendar = SchoolCalendar(ends: Samples.today, terms: calendar.terms)
        // A Saturday: nobody knows what will be taught when.
        #expect(Self.cycle(reviewOn: "2026-12-12").problems(today: Samples.today, calendar) == [])
    }

    @Test(
        "A review has a result for every outcome, exactly once",
        arguments: [
            ([Self.outcomes[0]], ["/results required"]),
            ([Self.outcomes[0], Self.outcomes[0]], ["/results/1/outcome_id duplicate", "/results required"]),
            (Self.outcomes + ["other"], ["/results/2/outcome_id not_allowed"]), (Self.outcomes, []),
        ])
    func results(ids: [String], problems: [String]) throws {
        let running = try #require(try Self.plan(told: ["start", "cycle"])?.running)
        let draft = Self.review(ids.map { ($0, "partly") })
        #expect(draft.problems(of: running.started).map { "\($0.pointer) \($0.code)" } == problems)
    }

    @Test("A case with a plan is active, but for one nobody has read, one that is listed, or one a place is looked for")
    func noted() throws {
        let plan = Samples.id(80).text
        let note = CaseCommand.notePlan(plan, nextOn: CalendarDate("2026-12-11"))
        for (commands, state) in [
            ([], CaseState.open), ([CaseStories.acknowledge], .active),
            ([CaseStories.acknowledge, CaseStories.list], .listed),
            ([CaseStories.acknowledge, CaseFileTests.deciding()], .awaitingPlacement),
        ] {
            var story = try CaseStories.story()
            for command in commands { try story.tell(command) }
            #expect(try story.tell(note).map(\.name) == ["plan_noted"])
            #expect(story.file?.state == state && story.file?.plan == CasePlan(id: plan, reviewOn: "2026-12-11"))
            #expect(try story.tell(note) == [], "noted already")
            try story.tell(.notePlan(plan, nextOn: nil))
            #expect(story.file?.plan?.reviewOn == nil)
        }
        var closed = try CaseStories.story(CaseStories.withdraw)
        #expect(try closed.tell(note) == [])
    }
}
