import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// How a case comes onto an agenda, in which order it stands there, and how it goes on to the next.
@Suite("Listing a case", .timeLimit(.minutes(1))) struct ListingTests {
    typealias Forums = ForumSamples
    typealias Stories = CaseStories

    private static let meetings = [
        // Its papers were due on Thursday 19 November at 17:00.
        Forums.entry(199, "2026-11-23"), Forums.next, Forums.entry(202, "2026-12-10", .cancelled), Forums.later,
    ]

    @Test(
        "It is the meeting that is named, or the next whose papers are not due",
        arguments: [
            (ListingDraft(forum: "talc"), 200), (ListingDraft(forum: "talc", meetsOn: "2026-12-17"), 201),
            (ListingDraft(forum: "talc", meetsOn: "2026-11-23"), 199),
            (ListingDraft(forum: "talc", meetingID: Samples.id(199).text), 199),
        ] as [(ListingDraft, UInt64)])
    func chosen(draft: ListingDraft, id: UInt64) throws {
        let meeting = try draft.meeting(among: Self.meetings, now: CaseFileTests.now)
        #expect(meeting.id == Samples.id(id).text)
    }

    @Test(
        "What cannot be listed, and why",
        arguments: [
            (ListingDraft(forum: "club"), "/forum not_allowed"), (ListingDraft(forum: ""), "/forum required"),
            (ListingDraft(forum: "inclusion_advice"), "/forum no_meetings"),
            (ListingDraft(forum: "talc", meetsOn: "2026-11-22"), "/meets_on in_the_past"),
            (ListingDraft(forum: "talc", meetsOn: "soon"), "/meets_on not_allowed"),
            (ListingDraft(forum: "talc", meetsOn: "2026-12-04"), "/meets_on no_meeting"),
            (ListingDraft(forum: "talc", meetingID: Samples.id(7).text), "/meeting_id no_meeting"),
            (ListingDraft(forum: "talc", meetsOn: "2026-12-10"), " meeting_closed"),
        ])
    func refused(draft: ListingDraft, problem: String) throws {
        let violation = #expect(throws: RuleViolation.self) {
            try draft.meeting(among: Self.meetings, now: CaseFileTests.now)
        }
        #expect(violation?.problems.map { "\($0.pointer) \($0.code)" } == [problem])
    }

    @Test("Who asks for a day without a meeting is told the next ones")
    func words() throws {
        let refused = #expect(throws: RuleViolation.self) {
            try ListingDraft(forum: "talc", meetsOn: "2026-12-04")
                .meeting(among: Self.meetings, now: CaseFileTests.now)
        }
        #expect(
            refused?.problems.first?.words
                == "This forum meets here next on 23 November 2026, 3 December 2026, 17 December 2026.")
    }

    @Test("A case says which meeting, and goes to the next one only from there")
    func carried() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.list)
        #expect(story.file?.listing?.meetingID == Forums.next.id && story.file?.listing?.meetsOn == "2026-12-03")
        let elsewhere = CarryOver(from: Samples.id(7).text, to: Forums.later, by: "c")
        #expect(try story.tell(.carryOver(elsewhere)) == [])
        let carry = CarryOver(from: Forums.next.id, to: Forums.later, by: "c")
        let events = try story.tell(.carryOver(carry))
        guard case .listed(let listed) = events.first else {
            Issue.record("not listed again")
            return
        }
        #expect(listed.carriedFromMeetingID == Forums.next.id && listed.meetingID == Forums.later.id)
        #expect(listed.meetsAt == "2026-12-17T14:00:00Z" && story.file?.state == .listed)
        #expect(try story.tell(.carryOver(carry)) == [])
        // Decided: it is on no agenda any more.
        try story.tell(Stories.decide(.supported))
        #expect(try story.tell(.carryOver(CarryOver(from: Forums.later.id, to: Forums.next, by: "c"))) == [])
    }

    @Test("Also a case that waits for an answer, or may not be shared any more, goes on to the next meeting")
    func carriedWhileWaiting() throws {
        for command in [Stories.ask(), Stories.basis(false)] {
            var story = try Stories.story(Stories.acknowledge, Stories.list, command)
            let events = try story.tell(.carryOver(CarryOver(from: Forums.next.id, to: Forums.later, by: "c")))
            #expect(events.map(\.name) == ["listed"])
        }
    }

    @Test("A case that goes to another locality is on no agenda there, and in triage")
    func rerouted() throws {
        let story = try Stories.story(Stories.acknowledge, Stories.list)
        let file = try #require(story.file)
        let meeting = try #require(try MeetingTests.meeting(told: ["plan"]))
        #expect(file.isListed(for: meeting))
        var rerouted = CaseRerouted()
        rerouted.locality = "E07000078"
        rerouted.fromLocality = file.locality
        rerouted.forum = .talc
        let moved = try #require(CaseFile.evolve(file, .rerouted(rerouted)))
        #expect(moved.state == .inTriage && !moved.isListed(for: meeting))
    }

    /// A listed case with one clock.
    private static func file(
        _ id: String, due: String, breached: Bool = false, acknowledgeBy: String = "2026-11-24T09:00:00Z"
    ) throws -> CaseFile {
        var opened = CaseOpened()
        opened.caseID = id
        opened.locality = Forums.locality
        opened.acknowledgeBy = acknowledgeBy
        var clock = CaseClock()
        clock.dueAt = due
        clock.breached = breached
        var acknowledged = CaseAcknowledged()
        acknowledged.clocks.all = due.isEmpty ? [] : [clock]
        var listed = CaseListed()
        listed.forum = .talc
        listed.meetingID = Forums.next.id
        return try #require(CaseFile.replay([.opened(opened), .acknowledged(acknowledged), .listed(listed)]))
    }

    @Test("An agenda is in the order of clocks, and what is carried over in that of waiting")
    func order() throws {
        let files = [
            try Self.file("d", due: "2026-12-01T09:00:00Z"), try Self.file("b", due: "2026-12-01T09:00:00Z"),
            try Self.file("c", due: "2026-12-05T09:00:00Z", breached: true), try Self.file("a", due: ""),
            try Self.file("e", due: "2026-11-20T09:00:00Z", breached: true),
        ]
        let wanted = ["e", "c", "a", "b", "d"]
        #expect(Agenda.ordered(files).map(\.id) == wanted)
        #expect(Agenda.ordered(files.reversed()).map(\.id) == wanted)
        let planned = try #require(try MeetingTests.meeting(told: ["plan"]))
        let opened = try Meeting.decide(planned, .open(listed: files, by: "c"), now: MeetingTests.thatDay)
        #expect(Meeting.replay(opened, after: planned)?.agenda == wanted)
        let waiting = [("f", "2026-11-20T09:00:00Z"), ("g", "2026-11-18T09:00:00Z"), ("h", "2026-11-19T09:00:00Z")]
        let carried = try waiting.map { id, since in try Self.file(id, due: "", acknowledgeBy: since) }.map { file in
            let carry = CarryOver(from: Forums.next.id, to: Forums.later, by: "c")
            let events = try CaseFile.decide(file, .carryOver(carry), now: CaseFileTests.now)
            return try #require(CaseFile.replay(events, after: file))
        }
        #expect(Agenda.ordered(carried).map(\.id) == ["g", "h", "f"])
    }
}
