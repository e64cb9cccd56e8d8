import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// Every state of a meeting against every command, and what becomes of the cases on its agenda.
@Suite("Meetings of a forum", .timeLimit(.minutes(1))) struct MeetingTests {
    typealias Forums = ForumSamples

    /// Noon of the day the sample meeting is on.
    static let thatDay = LondonTime(date: Forums.next.slot.day, hour: 12).instant

    /// What can be told, by name.
    static let commands: [(name: String, command: MeetingCommand)] = [
        ("plan", .plan(PlanMeeting(id: Forums.next.id, slot: Forums.next.slot, others: [], by: "coordinator-1"))),
        ("plan by calendar", .plan(PlanMeeting(id: Forums.next.id, slot: Forums.next.slot, others: [], by: nil))),
        ("move", .move(to: Forums.later.slot, others: [], by: "coordinator-1")),
        ("cancel", .cancel(why: "Snow.", listed: ["a"], next: Forums.later, by: "coordinator-1")),
        ("open", .open(listed: [], by: "coordinator-1")),
        (
            "record",
            .record(
                [AttendanceDraft(organisation: "agency-police", attended: "present")], members: Forums.members,
                by: "coordinator-1")
        ),
        ("close", .close(unreached: ["a"], next: Forums.later, by: "coordinator-1")),
    ]

    /// Row: a state. Column: a command, in the order above. What follows: an event, `-` nothing, a code when refused.
    static let table: [(state: MeetingState?, told: [String], row: String)] = [
        (
            nil, [],
            """
            meeting_planned meeting_planned no_such_meeting no_such_meeting no_such_meeting no_such_meeting \
            no_such_meeting
            """
        ),
        (
            .planned, ["plan"],
            "meeting_exists - meeting_moved meeting_cancelled meeting_opened not_allowed_now not_allowed_now"
        ),
        (
            .sitting, ["plan", "open"],
            "meeting_exists - not_allowed_now not_allowed_now not_allowed_now attendance_recorded meeting_closed"
        ),
        (
            .closed, ["plan", "open", "close"],
            "meeting_exists - not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now"
        ),
        (
            .cancelled, ["plan", "cancel"],
            "meeting_exists - not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now"
        ),
    ]

    static func meeting(told names: [String]) throws -> Meeting? {
        try names.reduce(nil) { meeting, name in
            let command = try #require(commands.first { $0.name == name }).command
            return Meeting.replay(try Meeting.decide(meeting, command, now: thatDay), after: meeting)
        }
    }

    @Test("Every state answers every command as the table says", arguments: 0..<table.count)
    func everyMove(row: Int) throws {
        let (state, told, expected) = Self.table[row]
        let meeting = try Self.meeting(told: told)
        #expect(meeting?.state == state)
        let wanted = expected.split(separator: " ").map(String.init)
        #expect(wanted.count == Self.commands.count)
        for ((name, command), wanted) in zip(Self.commands, wanted) {
            do {
                let events = try Meeting.decide(meeting, command, now: Self.thatDay)
                #expect((events.first?.name ?? "-") == wanted, "\(name)")
            } catch {
                #expect(error.problems.first?.code == wanted, "\(name)")
            }
        }
    }

    @Test("A meeting is opened on its day or later, and two of a forum are never on one day")
    func days() throws {
        let planned = try #require(try Self.meeting(told: ["plan"]))
        let early = #expect(throws: RuleViolation.self) {
            try Meeting.decide(planned, .open(listed: [], by: "c"), now: CaseFileTests.now)
        }
        #expect(early?.problems.first?.code == "too_early")
        let double = #expect(throws: RuleViolation.self) {
            try Meeting.decide(
                planned, .move(to: Forums.later.slot, others: [Forums.next, Forums.later], by: "c"),
                now: CaseFileTests.now)
        }
        #expect(double?.problems.first?.code == "meeting_exists")
        let byHand = PlanMeeting(id: Samples.id(9).text, slot: Forums.next.slot, others: [Forums.next], by: nil)
        #expect(try Meeting.decide(nil, .plan(byHand), now: CaseFileTests.now) == [])
    }

    @Test("What was not decided needs a meeting to go to")
    func nowhere() throws {
        let sitting = try Self.meeting(told: ["plan", "open"])
        let planned = try Self.meeting(told: ["plan"])
        for (meeting, command) in [
            (sitting, MeetingCommand.close(unreached: ["a"], next: nil, by: "c")),
            (planned, .cancel(why: "Snow.", listed: ["a"], next: nil, by: "c")),
        ] {
            let refused = #expect(throws: RuleViolation.self) {
                try Meeting.decide(meeting, command, now: Self.thatDay)
            }
            #expect(refused?.problems.first?.code == "no_next_meeting")
        }
        let closed = try Meeting.decide(sitting, .close(unreached: [], next: nil, by: "c"), now: Self.thatDay)
        #expect(Meeting.replay(closed, after: sitting)?.nextMeetingID == nil)
    }

    @Test("Only members of the forum are there, each once")
    func attendance() throws {
        let sitting = try Self.meeting(told: ["plan", "open"])
        let drafts = [
            AttendanceDraft(organisation: "agency-police", attended: "present"),
            AttendanceDraft(organisation: "agency-police", attended: "late"),
            AttendanceDraft(organisation: "stranger", attended: "absent"),
        ]
        let refused = #expect(throws: RuleViolation.self) {
            try Meeting.decide(sitting, .record(drafts, members: Forums.members, by: "c"), now: Self.thatDay)
        }
        #expect(
            refused?.problems.map { "\($0.pointer) \($0.code)" } == [
                "/attendance/1/organisation duplicate", "/attendance/1/attended not_allowed",
                "/attendance/2/organisation not_a_member",
            ])
        let right = [AttendanceDraft(organisation: "agency-health", attended: "apologies")]
        let events = try Meeting.decide(sitting, .record(right, members: Forums.members, by: "c"), now: Self.thatDay)
        let after = try #require(Meeting.replay(events, after: sitting))
        #expect(after.attendance.map(\.kind) == ["health"])
        #expect(try Meeting.decide(after, .record(right, members: Forums.members, by: "c"), now: Self.thatDay) == [])
    }

    @Test(
        "When a meeting is to be is checked before it is",
        arguments: [
            ("2026-11-23", "09:00", [String]()), ("2026-11-22", "09:00", ["/meets_on in_the_past"]),
            ("2027-12-01", "9:00", ["/meets_on too_late", "/at not_allowed"]),
            ("soon", "25:00", ["/meets_on not_allowed", "/at not_allowed"]),
        ])
    func drafts(day: String, at: String, problems: [String]) throws {
        let draft = MeetingDraft(meetsOn: day, at: at, place: nil)
        let forum = Forums.forum(.talc, first: Samples.today)
        do {
            let slot = try draft.slot(of: forum, Forums.calendar, today: Samples.today)
            #expect(problems.isEmpty && slot.place == "Room 1" && slot.day.description == day)
            // Two working days before Monday 23 November is Thursday.
            #expect(RFC3339.text(slot.papersBy) == "2026-11-19T17:00:00Z")
        } catch {
            #expect(error.problems.map { "\($0.pointer) \($0.code)" } == problems)
        }
    }
}
