import Contracts
import Testing

@testable import Inclusion

@Suite("A placement while it lasts", .timeLimit(.minutes(1))) struct PlacementStayTests {
    typealias Story = PlacementStory

    static func problems(_ command: Placement.Command, _ story: Story, on day: String = "2026-12-18") throws -> [String]
    {
        var story = story
        let actor = command.move == .extend ? Story.coordinator : Story.provider
        do {
            try story.tell(command, by: actor, on: day)
            return []
        } catch let violation as RuleViolation {
            return violation.problems.map { "\($0.pointer) \($0.code)" }
        }
    }

    @Test("From the start to the end of a term")
    func whole() throws {
        var story = try Story { $0.facts.daysOutOfSchool = 8 }
        try story.agree(movesBefore: 1)
        guard case .started(let started)? = try story.tell(Story.start, on: "2026-12-07").first else {
            throw Samples.Missing()
        }
        // Eight before, and ten school days from 23 November to 4 December.
        #expect(started.daysOutOfSchool == 18 && started.reviewBy == "2026-12-18")
        try story.tell(
            Story.attendance(
                ("2026-12-07", "am", "present"), ("2026-12-09", "pm", "absent_unauthorised"),
                ("2026-12-14", "am", "not_required")), on: "2026-12-14")
        try story.tell(Story.attendance(("2026-12-09", "pm", "late")), on: "2026-12-15")
        #expect(try #require(story.placement).attendance == (2, 2))
        try story.tell(Story.review(), on: "2026-12-16")
        #expect(story.placement?.reviewBy == "2027-02-12")
        try story.tell(Story.review(on: "2027-02-10", "extend"), on: "2027-02-10")
        #expect(story.placement?.reviewBy == "2027-03-25")
        try story.tell(Story.extend(), by: Story.coordinator, on: "2027-03-22")
        #expect(story.placement?.until == "2027-05-28" && story.placement?.extensions.count == 1)
        try story.tell(Story.plan, on: "2027-03-22")
        let end = Story.end(on: "2027-05-28", as: "reintegrated")
        guard case .ended(let ended)? = try story.tell(end, on: "2027-05-28").first else { throw Samples.Missing() }
        #expect(ended.sessionsAttended == 2 && ended.sessionsRequired == 2 && ended.moves == 2)
        #expect(
            ended.facts.needs == story.request.facts.needs && ended.objectives.map(\.outcome) == ["achieved", "not"])
        #expect(story.placement?.state == .ended && story.placement?.reviewBy == nil)
        #expect(Placement.replay(story.events) == story.placement)
    }

    @Test("It starts on a school day that has come, between the agreed days")
    func start() throws {
        let story = try Story.at(.confirmed)
        func start(_ day: String) -> Placement.Command { .start(on: day, counted: nil) }
        #expect(try Self.problems(start("2026-12-04"), story) == ["/started_on out_of_range"])
        #expect(try Self.problems(start("2026-12-12"), story) == ["/started_on no_school_day"])
        #expect(try Self.problems(start("2026-12-21"), story) == ["/started_on in_the_future"])
        #expect(try Self.problems(start("soon"), story) == ["/started_on not_allowed"])
        #expect(try Self.problems(start("2026-12-18"), story) == [])
    }

    @Test("A child who is in school until then has lost no days")
    func daysOut() throws {
        for (days, excluded, expected) in [(0, false, 0), (0, true, 10), (5, false, 15)] as [(Int32, Bool, Int32)] {
            let story = try Story.at(.started) {
                ($0.facts.daysOutOfSchool, $0.facts.permanentlyExcluded) = (days, excluded)
            }
            #expect(story.placement?.started?.daysOutOfSchool == expected)
        }
    }

    @Test("Sessions are reported that were agreed and have come")
    func attendance() throws {
        let story = try Story.at(.started)
        #expect(try Self.problems(Story.attendance(), story) == ["/marks required"])
        #expect(
            try Self.problems(
                Story.attendance(
                    ("2026-12-07", "pm", "present"), ("2026-12-08", "am", "present"), ("2026-12-09", "pm", "asleep"),
                    ("2026-12-21", "am", "present"), ("2026-11-30", "am", "present"), ("2026-12-14", "night", "late"),
                    ("2026-12-16", "pm", "late"), ("2026-12-16", "pm", "late")), story) == [
                    "/marks/0/session not_agreed", "/marks/1/session not_agreed", "/marks/2/mark not_allowed",
                    "/marks/3/date in_the_future", "/marks/4/date out_of_range", "/marks/5/session not_allowed",
                    "/marks/7 duplicate",
                ])
        #expect(
            try Self.problems(Story.attendance(("2026-12-28", "am", "present")), story, on: "2027-01-05")
                == ["/marks/0/date no_school_day"])
        let odd = SessionMarksDraft(marks: [.init(date: "2026-12-07", session: "am", attendance: "late", code: "A9")])
        #expect(try Self.problems(.recordAttendance(odd, at: nil), story) == ["/marks/0/code not_allowed"])
    }

    @Test("The register's code is suggested, and what the recorder enters stays as it is")
    func codes() throws {
        var story = try Story.at(.started)
        let draft = SessionMarksDraft(marks: [
            .init(date: "2026-12-07", session: "am", attendance: "present", code: "B"),
            .init(date: "2026-12-09", session: "pm", attendance: "absent_authorised"),
        ])
        try story.tell(.recordAttendance(draft, at: .aps), on: "2026-12-14")
        let marks = try #require(story.placement).marks.sorted { $0.key < $1.key }.map(\.value)
        #expect(marks.map(\.suggestedCode) == ["D", ""] && marks.map(\.code) == ["B", ""])

        let agreed = try #require(story.placement).agreed
        func code(
            _ attendance: SessionAttendance, _ kind: ApKind?, _ change: (inout PlacementAgreed) -> Void = { _ in }
        )
            -> String?
        {
            var agreed = agreed
            change(&agreed)
            return RegisterCode.suggestion(for: attendance, in: agreed, at: kind)
        }
        #expect(code(.present, .thirdSector) == "B" && code(.late, nil) == "B" && code(.present, .apFreeSchool) == "D")
        #expect(code(.present, .aps) { $0.registration = "single" } == "B")
        #expect(code(.present, .aps) { $0.agency.kind = .localAuthority } == "K")
        #expect(code(.present, .independent) { $0.facts.permanentlyExcluded = true } == "K")
        #expect(code(.notRequired, .aps) == "C2" && code(.absentUnauthorised, .aps) == "O")
        for attendance in SessionAttendance.allCases {
            let suggested = code(attendance, .aps)
            #expect(suggested.map(RegisterCode.all.contains) ?? (attendance == .absentAuthorised))
        }
    }

    @Test("A review has the child's view, and the next one is held half-termly")
    func reviews() throws {
        let story = try Story.at(.started)
        let silent = StayReviewDraft(
            reviewedOn: "2026-12-06", recommendation: "wait", objectives: [Story.outcome(3, "well")], progress: "",
            childViews: " ")
        #expect(
            try Self.problems(.review(silent, words: Samples.sealed()), story) == [
                "/reviewed_on out_of_range", "/recommendation not_allowed", "/objectives/0/outcome not_allowed",
                "/objectives/0/objective out_of_range", "/progress required", "/child_views required",
            ])
        let clocks = Story.clocks
        let until = try day("2027-05-28")
        for (held, next) in [
            ("2026-12-16", "2027-02-12"), ("2026-12-22", "2027-02-12"), ("2027-01-05", "2027-03-25"),
            ("2027-04-20", "2027-05-28"), ("2027-05-28", "2027-07-09"),
        ] {
            #expect(clocks.nextPlacementReview(after: try day(held), until: until) == (try day(next)), "\(held)")
        }
        // Within four weeks: those of a start on 4 January end in school; those of one on 7 December end in the holidays.
        #expect(clocks.firstPlacementReview(from: try day("2027-01-05"), until: until) == (try day("2027-02-02")))
        #expect(clocks.firstPlacementReview(from: try day("2026-12-07"), until: until) == (try day("2026-12-18")))
        let short = try day("2026-12-11")
        #expect(clocks.firstPlacementReview(from: try day("2026-12-07"), until: short) == short)
        var ending = story
        try ending.tell(Story.review(on: "2026-12-16", "end"), on: "2026-12-16")
        #expect(ending.placement?.reviewBy == nil)
    }

    @Test("It is extended to a later day, with a reason")
    func extensions() throws {
        let story = try Story.at(.started)
        for day in ["2027-03-25", "2027-12-24"] {
            #expect(try Self.problems(Story.extend(until: day), story) == ["/until out_of_range"])
        }
        let silent = ExtensionDraft(until: "2027-04-30", words: "")
        #expect(try Self.problems(.extend(silent, words: Samples.sealed()), story) == ["/words required"])
        #expect(try Self.problems(Story.extend(until: "2027-12-23"), story) == [])
    }

    @Test("It ends with an outcome for every objective, and with a plan for what follows")
    func ends() throws {
        var story = try Story.at(.started)
        let one = [Story.outcome(1, "achieved")]
        #expect(try Self.problems(Story.end(outcomes: one), story) == ["/objectives required"])
        #expect(
            try Self.problems(Story.end(outcomes: one + one), story) == [
                "/objectives/1/objective duplicate", "/objectives required",
            ])
        for ending in ["reintegrated", "moved_on"] {
            #expect(try Self.problems(Story.end(as: ending), story) == ["/ended_as plan_missing"])
        }
        #expect(try Self.problems(Story.end(as: "completed"), story) == ["/ended_as too_early"])
        #expect(try Self.problems(Story.end(on: "2026-12-04"), story) == ["/ended_on out_of_range"])
        #expect(try Self.problems(Story.end(on: "2026-12-21"), story) == ["/ended_on in_the_future"])
        try story.tell(Story.plan, on: "2026-12-18")
        #expect(try Self.problems(Story.end(as: "reintegrated"), story) == [])
        // Only holidays lie between the last day of school and the last day agreed.
        var draft = Story.agreement()
        draft.to = "2026-12-31"
        var short = try Story()
        try short.agree(draft)
        try short.tell(Story.start, on: "2026-12-07")
        #expect(try Self.problems(Story.end(as: "completed"), short) == [])
    }

    @Test("That it did not begin has a code and words")
    func notStarted() throws {
        let story = try Story.at(.confirmed)
        let silent = NotStartedDraft(reason: "rain", words: "")
        #expect(
            try Self.problems(.notStart(silent, words: Samples.sealed()), story)
                == ["/reason not_allowed", "/words required"])
    }
}
