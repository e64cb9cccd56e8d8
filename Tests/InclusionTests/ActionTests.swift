import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// What somebody does about a child by a day.
@Suite("Actions in a case", .timeLimit(.minutes(1))) struct ActionTests {
    typealias Stories = CaseStories

    static func agree(_ draft: ActionDraft, meeting: MeetingEntry? = nil) -> CaseCommand {
        .agreeAction(
            AgreeAction(
                actionID: Samples.id(70), draft: draft, meeting: meeting, by: "coordinator-1", what: Samples.sealed()))
    }

    static let good = ActionDraft(
        what: "Visit the family", organisation: "agency-health", owner: "School nurse", dueOn: "2026-12-01")
    static let done = CaseCommand.completeAction(Samples.id(70).text, words: nil, by: "nurse")

    @Test("Agreed once, done once, also when the case is closed meanwhile")
    func life() throws {
        var story = try Stories.story(Stories.acknowledge, Self.agree(Self.good))
        #expect(story.file?.actions.first?.done == nil)
        try story.tell(Stories.decide(.adviceGiven))
        try story.tell(Self.done)
        #expect(story.file?.actions.first?.done?.doneBy == "nurse" && story.file?.state == .closed)
        for (command, code) in [(Self.done, "already_done"), (Self.agree(Self.good), "not_allowed_now")] {
            let refused = #expect(throws: RuleViolation.self) { try story.tell(command) }
            #expect(refused?.problems.first?.code == code)
        }
        let unknown = #expect(throws: RuleViolation.self) {
            try story.tell(.completeAction(Samples.id(71).text, words: nil, by: "nurse"))
        }
        #expect(unknown?.problems.first?.code == "no_such_action")
    }

    @Test("All that is wrong with an action is said at once")
    func drafts() throws {
        var story = try Stories.story(Stories.acknowledge)
        let draft = ActionDraft(
            what: " ", organisation: "", owner: "Nurse", dueOn: "2026-11-22", meetingID: Samples.id(7).text)
        let refused = #expect(throws: RuleViolation.self) { try story.tell(Self.agree(draft)) }
        #expect(
            refused?.problems.map { "\($0.pointer) \($0.code)" } == [
                "/what required", "/organisation required", "/due_on in_the_past", "/meeting_id not_allowed",
            ])
        var inMeeting = Self.good
        inMeeting.meetingID = ForumSamples.next.id
        try story.tell(Self.agree(inMeeting, meeting: ForumSamples.next))
        #expect(story.file?.actions.first?.agreed.meetingID == ForumSamples.next.id)
    }
}
