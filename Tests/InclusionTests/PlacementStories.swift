import Contracts
import FoundationEssentials
import SwiftProtobuf

@testable import Inclusion

/// A placement told from its beginning: agreed on Monday 23 November 2026 for 7 December to 26 March.
struct PlacementStory {
    var placement: Placement?
    var events: [PlacementEvent] = []
    var request: PlacementRequest

    static let coordinator = Placement.Actor(subject: "coordinator-1", party: .coordinator, organisation: "county")
    static let provider = Placement.Actor(subject: "tutor", party: .provider, organisation: "org-a")
    static let agreedAt = CaseFileTests.now

    /// Terms around it: half-terms, as the county's file has them.
    static let clocks: Clocks = {
        func date(_ text: String) -> CalendarDate { CalendarDate(text) ?? Samples.today }
        let terms = [
            ("2026-11-02", "2026-12-18"), ("2027-01-04", "2027-02-12"), ("2027-02-22", "2027-03-25"),
            ("2027-04-12", "2027-05-28"),
        ].map { date($0.0)...date($0.1) }
        return Clocks(
            calendar: "test/1", workingDays: WorkingDays(),
            schoolDays: SchoolDays(terms: terms, closures: [date("2027-01-04")]))
    }()

    /// A request to which a provider has said yes.
    init(_ change: (inout ApPlacementDecided) -> Void = { _ in }) throws {
        var decided = try PlacementRequestTests.decided()
        decided.census = Samples.sealed("census")
        decided.registration = "dual"
        change(&decided)
        var story = PlacementRequestTests.Story()
        try story.tell(.request(id: Samples.id(10), decided))
        try story.tell(.shortlist(PlacementRequestTests.candidates("a")))
        var asked = PlacementRequestTests.asked(20, "a")
        asked.place = .with {
            ($0.from, $0.to, $0.sessions) = ("2026-11-01", "2027-12-31", WeekSession.allCases.map(\.code))
        }
        try story.tell(.ask(ProvidersAsked([asked], by: "coordinator-1")))
        try story.tell(.accept(PlacementRequestTests.answer(20, "a")))
        guard let request = story.request else { throw Samples.Missing() }
        self.request = request
    }

    static func agreement() -> AgreementDraft {
        var draft = AgreementDraft()
        draft.objectives = ["In class four days a week", "Reads for ten minutes a day"]
        (draft.from, draft.to, draft.sessions) = ("2026-12-07", "2027-03-25", ["mon_am", "wed_pm"])
        draft.sessionTimes = "9:15 to 12:00, 13:00 to 15:00"
        draft.transport = "Taxi, arranged by the school"
        var contact = AgreementContact()
        (contact.name, contact.role, contact.telephone) = ("Sam Example", "tutor", "01452 000101")
        draft.contacts = [contact]
        draft.risks = ["None known"]
        draft.views = ViewsDraft(child: "I want to go.", family: "We agree.")
        draft.reintegration = "Back in steps from March."
        draft.primaryReason = "behaviour"
        draft.notice = .init(
            givenOn: "2026-11-23", address: "1 Mill Lane", reportTo: "Sam Example", reasons: "A small group.")
        return draft
    }

    @discardableResult
    mutating func agree(
        _ draft: AgreementDraft = agreement(), by actor: Placement.Actor = coordinator, movesBefore: Int = 0
    ) throws -> [PlacementEvent] {
        try tell(
            .agree(.init(request: request, draft: draft, details: Samples.sealed(), movesBefore: movesBefore)),
            by: actor, on: "2026-11-23")
    }

    /// Tells it at ten on that day.
    @discardableResult
    mutating func tell(
        _ command: Placement.Command, by actor: Placement.Actor = provider, on text: String
    ) throws -> [PlacementEvent] {
        guard let day = CalendarDate(text) else { throw Samples.Missing() }
        let now = LondonTime(date: day, hour: 10).instant
        let new = try Placement.decide(placement, command, by: actor, now: now, clocks: Self.clocks)
        placement = Placement.replay(new, after: placement)
        events += new
        return new
    }

    /// A placement in that state.
    static func at(_ state: Placement.State, _ change: (inout ApPlacementDecided) -> Void = { _ in }) throws -> Self {
        var story = try PlacementStory(change)
        try story.agree()
        if state == .confirmed { return story }
        if state == .notStarted {
            try story.tell(notStart, on: "2026-12-08")
            return story
        }
        try story.tell(start, on: "2026-12-07")
        if state == .inReview { try story.tell(review(), on: "2026-12-16") }
        if state == .extended { try story.tell(extend(until: "2027-04-30"), by: coordinator, on: "2026-12-16") }
        if state == .ended { try story.tell(end(), on: "2026-12-18") }
        return story
    }

    // MARK: Commands, each good in itself on 18 December 2026

    static let start = Placement.Command.start(on: "2026-12-07", counted: CalendarDate("2026-11-23"))
    static let notStart = Placement.Command.notStart(
        NotStartedDraft(reason: "family_declined", words: "They moved."), words: Samples.sealed())

    static func attendance(_ marks: (String, String, String)...) -> Placement.Command {
        .recordAttendance(
            SessionMarksDraft(marks: marks.map { .init(date: $0.0, session: $0.1, attendance: $0.2) }), at: .aps)
    }

    static func review(on day: String = "2026-12-16", _ recommendation: String = "continue") -> Placement.Command {
        .review(
            StayReviewDraft(
                reviewedOn: day, recommendation: recommendation, objectives: [outcome(1, "partly")],
                progress: "Comes every day.", childViews: "It is calm here."), words: Samples.sealed())
    }

    static func extend(until day: String = "2027-05-28") -> Placement.Command {
        .extend(ExtensionDraft(until: day, words: "More time to settle."), words: Samples.sealed())
    }

    static let plan = Placement.Command.planReintegration(
        ReintegrationDraft(destination: "mainstream", from: "2027-01-05", words: "Mornings first."),
        words: Samples.sealed())

    static func end(
        on day: String = "2026-12-18", as ending: String = "ended_early",
        outcomes: [ObjectiveOutcome] = [outcome(1, "achieved"), outcome(2, "not")]
    ) -> Placement.Command {
        .end(
            EndingDraft(endedOn: day, endedAs: ending, objectives: outcomes, words: "Likes to read."),
            words: Samples.sealed())
    }

    static func outcome(_ objective: Int32, _ result: String) -> ObjectiveOutcome {
        var outcome = ObjectiveOutcome()
        (outcome.objective, outcome.outcome) = (objective, result)
        return outcome
    }
}
