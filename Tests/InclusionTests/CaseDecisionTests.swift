import Contracts
import FoundationEssentials
import SwiftProtobuf
import Testing

@testable import Inclusion

/// What has to be said with a decision, and what becomes of it.
@Suite("Decisions of a case", .timeLimit(.minutes(1))) struct CaseDecisionTests {
    typealias Stories = CaseStories

    /// What is wrong with a draft after a change, for a case that was acknowledged.
    private func problems(_ outcome: CaseOutcome, _ change: (inout OutcomeDraft) -> Void) throws -> [String] {
        var draft = Stories.draft(outcome)
        change(&draft)
        var story = try Stories.story(Stories.acknowledge)
        let problems = draft.problems(for: try #require(story.file))
        if problems.isEmpty {
            #expect(try story.tell(Stories.decide(draft)).count == 1)
            #expect(story.file?.state == (draft.outcome == "supported" ? .decided : .closed))
        } else {
            #expect(throws: RuleViolation(.invalid, problems)) { try story.tell(Stories.decide(draft)) }
        }
        return problems.map { "\($0.pointer) \($0.code)" }
    }

    @Test("Every kind of decision can be made", arguments: CaseOutcome.decided)
    func kinds(outcome: CaseOutcome) throws { #expect(try problems(outcome) { _ in } == []) }

    struct Slip: Sendable, CustomTestStringConvertible {
        var outcome: CaseOutcome
        var change: @Sendable (inout OutcomeDraft) -> Void
        var problems: [String]
        var testDescription: String { "\(outcome.code): \(problems)" }
    }

    @Test(
        "A decision says why and what next, and what its kind needs",
        arguments: [
            Slip(outcome: .noFurtherAction, change: { $0.reason = nil }, problems: ["/reason required"]),
            Slip(outcome: .noFurtherAction, change: { $0.reason = "x" }, problems: ["/reason not_allowed"]),
            Slip(outcome: .adviceGiven, change: { $0.reason = "other" }, problems: ["/reason not_allowed"]),
            Slip(
                outcome: .adviceGiven, change: { ($0.why, $0.next) = (" ", "") },
                problems: ["/why required", "/next required"]),
            Slip(outcome: .adviceGiven, change: { $0.outcome = "withdrawn" }, problems: ["/kind not_allowed"]),
            Slip(outcome: .signposted, change: { $0.services = [] }, problems: ["/services required"]),
            Slip(
                outcome: .signposted, change: { $0.services[0].contact = "" },
                problems: ["/services/0/contact required"]),
            Slip(
                outcome: .signposted,
                change: { $0.services = Array(repeating: ServiceDraft(name: "n", contact: "c"), count: 11) },
                problems: ["/services too_many"]),
            Slip(
                outcome: .supported, change: { $0.services = [ServiceDraft(name: "n", contact: "c")] },
                problems: ["/services not_allowed"]),
            Slip(outcome: .transferred, change: { $0.passedTo = nil }, problems: ["/passed_to required"]),
            Slip(outcome: .adviceGiven, change: { $0.passedTo = "x" }, problems: ["/passed_to not_allowed"]),
            Slip(
                outcome: .escalatedToSafeguarding, change: { $0.frontDoorReference = "" },
                problems: ["/front_door_reference required"]),
            Slip(
                outcome: .supported, change: { $0.frontDoorReference = "FD-1" },
                problems: ["/front_door_reference not_allowed"]),
            Slip(
                outcome: .supported, change: { $0.meetingID = Samples.id(70).text },
                problems: ["/meeting_id not_allowed"]),
            Slip(
                outcome: .supported, change: { $0.record = DecisionRecordDraft() },
                problems: [
                    "/record/options_considered required", "/record/evidence required", "/record/views/child required",
                    "/record/views/family required", "/record/tests/closer_to_vision required",
                    "/record/tests/more_equal required", "/record/tests/best_we_can_do required",
                    "/record/tests/more_inclusive required", "/record/present required",
                ]),
            Slip(
                outcome: .supported,
                change: {
                    $0.record.tests[.moreEqual] = .init(answer: "no")
                    $0.record.tests[.moreInclusive] = .init(answer: "perhaps")
                    $0.record.tests[.bestWeCanDo] = .init(answer: "yes", words: " ")
                },
                problems: [
                    "/record/tests/more_equal/words required", "/record/tests/best_we_can_do/words required",
                    "/record/tests/more_inclusive/answer not_allowed",
                ]),
            Slip(
                outcome: .supported,
                change: {
                    $0.record.evidence = Array(repeating: "e", count: 11)
                    $0.record.present = Array(repeating: "p", count: 31)
                    $0.record.dissent = ""
                },
                problems: [
                    "/record/evidence too_many", "/record/present too_many", "/record/dissent required",
                ]),
        ])
    func slips(slip: Slip) throws { #expect(try problems(slip.outcome, slip.change) == slip.problems) }

    @Test("The record says all of it, and the referrer reads which services help")
    func messages() throws {
        var draft = Stories.draft(.signposted)
        draft.record.dissent = "The SENCo would have waited."
        let record = draft.recordMessage
        #expect(record.why == "Because." && record.optionsConsidered == ["More support in class"])
        #expect(record.evidence == ["Two reviews of the plan"] && record.present == ["Coordinator", "SENCo"])
        #expect(record.childViews == "I would go somewhere smaller." && record.familyViews == "We agree.")
        #expect(record.tests.map(\.question) == DecisionQuestion.allCases.map(\.code))
        #expect(record.tests.map(\.answer) == ["yes", "yes", "partly", "yes"])
        #expect(record.tests[2].words == "Nearer home would be better." && record.dissent == draft.record.dissent)
        #expect(record.services.map(\.name) == ["Youth Project"])
        #expect(draft.message.next == "This instead.\nYouth Project: 01452 000111")
    }

    @Test("What a decision was passed on with stands in its event, and its record with it")
    func event() throws {
        for (outcome, passedTo) in [(CaseOutcome.transferred, "Vale Child Health"), (.escalatedToSafeguarding, "FD-1")]
        {
            var story = try Stories.story(Stories.acknowledge)
            guard case .decided(let decided) = try story.tell(Stories.decide(outcome)).first else {
                throw Samples.Missing()
            }
            #expect(decided.passedTo == passedTo && decided.closes && decided.record == Samples.sealed("record"))
            #expect(story.file?.outcome == outcome)
        }
    }

    @Test("A meeting decides what was listed for it")
    func meeting() throws {
        var story = try Stories.story(Stories.acknowledge)
        let listed = CaseEvent.listed(
            .with { ($0.forum, $0.meetsOn, $0.meetingID) = (.talc, "2026-12-03", Samples.id(70).text) })
        story.file = CaseFile.replay([listed], after: story.file)
        var draft = Stories.draft(.supported)
        draft.meetingID = Samples.id(70).text
        let id = try #require(story.file?.id)
        let sitting = Meeting.replay(
            [
                CaseEvent.meetingPlanned(.with { $0.meetingID = Samples.id(70).text }),
                .meetingOpened(.with { ($0.meetingID, $0.caseIds) = (Samples.id(70).text, [id]) }),
            ], after: nil)
        let decide = CaseCommand.decide(
            DecideCase(
                draft: draft, by: "c", words: Samples.sealed(), record: Samples.sealed("record"), meeting: sitting))
        guard case .decided(let decided) = try story.tell(decide).first else { throw Samples.Missing() }
        #expect(decided.meetingID == Samples.id(70).text)
    }

    @Test("A record is corrected by a further one, even when the case is closed; a decision that is not there is not")
    func correcting() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.decide(.adviceGiven))
        let decisions = story.file?.decisions
        guard case .decisionCorrected(let corrected) = try story.tell(Stories.correct()).first else {
            throw Samples.Missing()
        }
        #expect(corrected.decision == 1 && corrected.record == Samples.sealed("again"))
        #expect(story.file?.decisions == decisions && story.file?.corrections.count == 1)
        #expect(story.file?.state == .closed)
        for number in [0, 2, .max, .min] {
            let violation = #expect(throws: RuleViolation.self) { try story.tell(Stories.correct(number)) }
            #expect(violation?.problems.map(\.code) == ["no_such_decision"])
        }
        let empty = CorrectionDraft(why: "", record: DecisionRecordDraft())
        #expect(empty.problems().count == 10)
    }
}
