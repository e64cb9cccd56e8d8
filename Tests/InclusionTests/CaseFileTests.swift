import Contracts
import FoundationEssentials
import RoutingData
import SwiftProtobuf
import Testing

@testable import Inclusion

@Suite(.timeLimit(.minutes(1))) struct CaseFileTests {
    static let now = Date(timeIntervalSince1970: 1_795_426_200)  // Monday 23 November 2026, 09:30 UTC

    static func opening() throws -> OpenCase {
        let referral = try Samples.submitted()
        let basis = try RoutingBasis.builtIn()
        return OpenCase(
            caseID: Samples.id(3), referral: referral,
            routing: ReferralRouter.route(
                referral, home: Samples.place("E07000081"), school: .notGiven, rules: basis.rules, in: basis.county))
    }

    static func decision() -> ApPlacementDraft {
        var draft = ApPlacementDraft()
        draft.purpose = "reintegration"
        draft.purposeWords = "A small setting for one term."
        draft.objectives = ["Attends 90 % of sessions by week 6"]
        draft.wantedStart = "2026-12-01"
        draft.weeks = 12
        draft.sessionsAWeek = 6
        draft.apKind = "aps"
        draft.reason = "What the school could do alone has not been enough."
        draft.record = CaseStories.record()
        return draft
    }

    static func deciding(_ draft: ApPlacementDraft = decision()) -> CaseCommand {
        .decideApPlacement(
            DecideApPlacement(
                draft: draft, by: "coordinator-1", brief: Samples.sealed(), record: Samples.sealed("record")))
    }

    static func placed(_ request: UInt64) -> CaseCommand {
        var accepted = PlacementAccepted()
        accepted.requestID = Samples.id(request).text
        accepted.caseID = Samples.id(3).text
        accepted.provisionID = "provision"
        return .notePlaced(accepted)
    }

    /// What the matcher says of the place that came of that request, with `provider-a`.
    static func note(_ event: PlacementEvent) throws -> CaseCommand {
        guard let note = PlacementNote(event) else { throw Samples.Missing() }
        return .notePlacement(note)
    }

    static func ref(_ request: UInt64) -> PlacementRef {
        .with {
            ($0.placementID, $0.requestID, $0.caseID) = ("stay", Samples.id(request).text, Samples.id(3).text)
            ($0.provisionID, $0.providerID) = ("provision", "provider-a")
        }
    }

    static func agreed(_ request: UInt64) throws -> CaseCommand {
        try note(
            .agreed(
                .with {
                    $0.placement = ref(request)
                    ($0.place.from, $0.place.to, $0.reviewBy) = ("2026-12-07", "2027-03-25", "2026-12-18")
                }))
    }

    static func started(_ request: UInt64) throws -> CaseCommand {
        try note(
            .started(
                .with { ($0.placement, $0.startedOn, $0.reviewBy) = (ref(request), "2026-12-08", "2027-01-05") }))
    }

    static func reviewed(_ request: UInt64, next: String) throws -> CaseCommand {
        try note(
            .reviewed(
                .with {
                    ($0.placement, $0.reviewedOn, $0.nextReviewBy) = (ref(request), "2026-12-16", next)
                }))
    }

    static func notStarted(_ request: UInt64) throws -> CaseCommand {
        try note(.notStarted(.with { ($0.placement, $0.reason) = (ref(request), "family_declined") }))
    }

    static func ended(_ request: UInt64, as ending: PlacementEnding = .completed) throws -> CaseCommand {
        try note(
            .ended(.with { ($0.placement, $0.endedOn, $0.endedAs) = (ref(request), "2027-02-10", ending.code) }))
    }

    static func notFound(_ request: UInt64) -> CaseCommand {
        var unable = PlacementUnableToMatch()
        unable.requestID = Samples.id(request).text
        unable.caseID = Samples.id(3).text
        return .notePlacementNotFound(unable)
    }

    /// A case and its story so far.
    struct Story {
        var file: CaseFile?
        var events: [CaseEvent] = []

        @discardableResult
        mutating func tell(_ command: CaseCommand) throws -> [CaseEvent] {
            let new = try CaseFile.decide(file, command, now: CaseFileTests.now)
            file = CaseFile.replay(new, after: file)
            events += new
            return new
        }
    }

    @Test func fromReferralToPlace() throws {
        var story = Story()
        try story.tell(.open(Self.opening()))
        let opened = try #require(story.file)
        #expect(opened.state == .open)
        #expect(opened.locality == "E07000081")
        #expect(opened.forum == .talc)
        #expect(opened.acknowledgeBy == "2026-11-24T09:30:00Z")
        #expect(opened.allowedMoves(for: .coordinator) == [.acknowledge, .transfer])
        #expect(opened.location?.eastingKm == 383)
        #expect(opened.isIn(["E07000081"]))
        #expect(!opened.isIn(["E07000078", "out_of_area"]))

        try story.tell(.acknowledge(by: "coordinator-1"))
        #expect(story.file?.acknowledgedBy == "coordinator-1")
        #expect(
            story.file?.allowedMoves(for: .coordinator)
                == [.assign, .askForInformation, .list, .decide, .decideApPlacement, .transfer])

        let decided = try story.tell(Self.deciding())
        #expect(story.file?.state == .awaitingPlacement)
        #expect(story.file?.allowedMoves(for: .coordinator) == [.assign, .decide, .correctDecision])
        guard case .apPlacementDecided(let decision) = try #require(decided.first) else { throw Samples.Missing() }
        #expect(decision.purpose == "reintegration")
        #expect(decision.location.eastingKm == 383)
        #expect(decision.agency.kind == .education)
        #expect(decision.apKind == "aps")
        #expect(decision.record == Samples.sealed("record") && !decision.exclusionNear)

        try story.tell(Self.placed(10))
        #expect(story.file?.state == .active)
        #expect(story.file?.lastSearch?.provisionID == "provision")
        #expect(try story.tell(Self.placed(10)) == [])
        #expect(story.events.count == 4)
        #expect(CaseFile.replay(story.events) == story.file)
    }

    @Test func nothingFoundGivesTheBallBack() throws {
        var story = Story()
        try story.tell(.open(Self.opening()))
        try story.tell(.acknowledge(by: "coordinator-1"))
        try story.tell(Self.deciding())
        try story.tell(Self.notFound(10))
        #expect(story.file?.state == .acknowledged)
        #expect(story.file?.allowedMoves(for: .coordinator).contains(.decideApPlacement) == true)
        #expect(try story.tell(Self.notFound(10)) == [])
        try story.tell(Self.deciding())
        // The end of the first search, seen again, does not end the second.
        #expect(try story.tell(Self.notFound(10)) == [])
        #expect(story.file?.state == .awaitingPlacement)
        try story.tell(Self.placed(11))
        #expect(story.file?.searches.map(\.provisionID) == [nil, "provision"])
        #expect(story.file?.decisions.count == 2)
        #expect(CaseFile.replay(story.events) == story.file)
    }

    @Test func openingAgainBringsNothing() throws {
        var story = Story()
        try story.tell(.open(Self.opening()))
        #expect(try story.tell(.open(Self.opening())) == [])
        var other = try Self.opening()
        other.referral.referralID = Samples.id(77).text
        let violation = #expect(throws: RuleViolation.self) { try story.tell(.open(other)) }
        #expect(violation?.kind == .notAllowedNow)
    }

    @Test func onlyTheCoordinatorMoves() throws {
        var story = Story()
        try story.tell(.open(Self.opening()))
        for party in Party.allCases where party != .coordinator {
            #expect(story.file?.allowedMoves(for: party) == [])
        }
    }

    @Test func anotherCasesPlacementIsNotNoted() throws {
        var story = Story()
        try story.tell(.open(Self.opening()))
        try story.tell(.acknowledge(by: "coordinator-1"))
        try story.tell(Self.deciding())
        var accepted = PlacementAccepted()
        accepted.requestID = Samples.id(10).text
        accepted.caseID = Samples.id(99).text
        #expect(throws: RuleViolation.self) { try story.tell(.notePlaced(accepted)) }
    }

    struct Slip: Sendable, CustomTestStringConvertible {
        var name: String
        var change: @Sendable (inout ApPlacementDraft) -> Void
        var problems: [String]
        var testDescription: String { name }
    }

    @Test(arguments: [
        Slip(name: "good", change: { _ in }, problems: []),
        Slip(name: "no purpose", change: { $0.purpose = "" }, problems: ["/purpose required"]),
        Slip(name: "no such purpose", change: { $0.purpose = "respite" }, problems: ["/purpose not_allowed"]),
        Slip(name: "no words", change: { $0.purposeWords = " " }, problems: ["/purpose_words required"]),
        Slip(name: "no objective", change: { $0.objectives = [] }, problems: ["/objectives required"]),
        Slip(name: "blank objective", change: { $0.objectives = [""] }, problems: ["/objectives/0 required"]),
        Slip(name: "yesterday", change: { $0.wantedStart = "2026-11-22" }, problems: ["/wanted_start in_the_past"]),
        Slip(name: "today", change: { $0.wantedStart = "2026-11-23" }, problems: []),
        Slip(
            name: "numbers",
            change: {
                $0.weeks = 40
                $0.sessionsAWeek = 0
            },
            problems: ["/weeks out_of_range", "/sessions_a_week out_of_range"]),
        Slip(name: "any kind", change: { $0.apKind = nil }, problems: []),
        Slip(name: "no such kind", change: { $0.apKind = "x" }, problems: ["/ap_kind not_allowed"]),
        Slip(
            name: "views", change: { $0.record.views = ViewsDraft() },
            problems: ["/record/views/child required", "/record/views/family required"]),
        Slip(
            name: "an exclusion is near", change: { $0.exclusionNear = true },
            problems: ["/record/options_considered too_few", "/record/options_exhausted required"]),
        Slip(
            name: "an exclusion is near, and it is said how every option was exhausted",
            change: {
                $0.exclusionNear = true
                $0.record.optionsConsidered.append("A managed move")
                $0.record.optionsExhausted = "One after the other."
            }, problems: []),
        Slip(
            name: "another meeting", change: { $0.meetingID = Samples.id(70).text },
            problems: ["/meeting_id not_allowed"]),
        Slip(name: "reason", change: { $0.reason = "" }, problems: ["/reason required"]),
    ])
    func decisionRules(_ slip: Slip) throws {
        var story = Story()
        try story.tell(.open(Self.opening()))
        try story.tell(.acknowledge(by: "coordinator-1"))
        var draft = Self.decision()
        slip.change(&draft)
        let problems = try #require(story.file).problems(draft)
        #expect(problems.map { "\($0.pointer) \($0.code)" } == slip.problems)
        if slip.problems.isEmpty {
            try story.tell(Self.deciding(draft))
        } else {
            #expect(throws: RuleViolation(.invalid, problems)) { try story.tell(Self.deciding(draft)) }
        }
    }

    @Test func apsNeedsTheHeadteacherAndAgenciesTheirRight() throws {
        var opening = try Self.opening()
        opening.referral.apKind = ""
        opening.referral.agency.kind = .police
        var story = Story()
        try story.tell(.open(opening))
        let problems = try #require(story.file).problems(Self.decision())
        #expect(problems.map(\.code) == ["may_not_refer", "headteacher_authorisation"])
    }

    @Test func theBriefIsWhatTheProviderMayKnow() throws {
        let referral = try ReferralRules.accept(Samples.draft(), agency: Samples.school, today: Samples.today)
        let brief = Self.decision().brief(from: referral.details)
        #expect(brief.givenName == "Rowan")
        #expect(brief.objectives == ["Attends 90 % of sessions by week 6"])
        #expect(brief.tried == ["Part-time timetable"])
        #expect(brief.childViews == "I would go somewhere smaller.")
    }
}

extension CaseFile {
    fileprivate func problems(_ draft: ApPlacementDraft) -> [RuleProblem] {
        draft.problems(for: self, today: LondonTime.day(of: CaseFileTests.now))
    }
}
