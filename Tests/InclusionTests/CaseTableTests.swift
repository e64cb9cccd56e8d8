import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// Every state against every command, as a table to be read and reviewed.
@Suite("Table of a case", .timeLimit(.minutes(1))) struct CaseTableTests {
    typealias Stories = CaseStories

    /// The columns: a case in each state and at each stage, and the ways in which one is closed.
    static let cases: [(heading: String, make: @Sendable () throws -> CaseFileTests.Story)] = [
        ("open", { try Stories.story() }),
        ("acknowledged", { try Stories.story(Stories.acknowledge) }),
        ("in_triage", { try Stories.story(Stories.acknowledge, Stories.assign()) }),
        ("needs_information", { try Stories.story(Stories.acknowledge, Stories.ask()) }),
        ("listed", { try Stories.story(Stories.acknowledge, Stories.list) }),
        ("awaiting_placement", { try Stories.story(Stories.acknowledge, Stories.ask(), CaseFileTests.deciding()) }),
        ("decided", { try Stories.story(Stories.acknowledge, Stories.decide(.supported)) }),
        (
            "active, with a plan",
            {
                var story = try Stories.story(Stories.acknowledge, Stories.decide(.supported))
                try story.notePlan()
                return story
            }
        ),
        (
            "active, with a place",
            { try Stories.story(Stories.acknowledge, CaseFileTests.deciding(), CaseFileTests.placed(9)) }
        ),
        (
            "listed, with a place",
            {
                try Stories.story(
                    Stories.acknowledge, CaseFileTests.deciding(), CaseFileTests.placed(9), CaseFileTests.agreed(9),
                    Stories.list)
            }
        ),
        (
            "in_triage, after a place",
            {
                try Stories.story(
                    Stories.acknowledge, CaseFileTests.deciding(), CaseFileTests.placed(9), CaseFileTests.agreed(9),
                    CaseFileTests.started(9), CaseFileTests.ended(9))
            }
        ),
        (
            "closed by a decision",
            { try Stories.story(Stories.acknowledge, Stories.ask(), Stories.decide(.adviceGiven)) }
        ),
        ("closed at its end", { try Stories.story(Stories.acknowledge, Stories.decide(.supported), Stories.close()) }),
        (
            "closed while a place was looked for",
            { try Stories.story(Stories.acknowledge, CaseFileTests.deciding(), Stories.decide(.noFurtherAction)) }
        ),
        ("closed when its referral was withdrawn", { try Stories.story(Stories.acknowledge, Stories.withdraw) }),
    ]

    /// What the marks in the table mean.
    static let marks: [(mark: Character, code: String)] = [
        (".", "not_allowed_now"), ("o", "another_case_open"), ("q", "no_such_question"), ("r", "another_referral"),
        ("a", "no_such_action"), ("g", "place_goes_on"),
        ("s", "no_search"), ("w", "place_looked_for"),
    ]

    /// A line for each command; a column for each case, in the order above. x: it happens. -: nothing follows from it.
    /// Other marks: why it is refused.
    static let table = """
        #                       open
        #                       |  acknowledged
        #                       |  |  in_triage
        #                       |  |  |  needs_information
        #                       |  |  |  |  listed
        #                       |  |  |  |  |  awaiting_placement
        #                       |  |  |  |  |  |  decided
        #                       |  |  |  |  |  |  |  active: plan, place
        #                       |  |  |  |  |  |  |  |  |  listed, with a place
        #                       |  |  |  |  |  |  |  |  |  |  in_triage, after a place
        #                       |  |  |  |  |  |  |  |  |  |  |  closed: by a decision, at its end, while a place was
        #                       |  |  |  |  |  |  |  |  |  |  |  |  |  |  looked for, when its referral was withdrawn
        acknowledge             x  .  .  .  .  .  .  .  .  .  .  .  .  .  .
        assign                  .  x  x  x  x  x  x  x  x  x  x  .  .  .  .
        ask_for_information     .  x  x  x  x  .  x  x  x  x  x  .  .  .  .
        chase                   .  .  .  x  .  x  .  .  .  .  .  .  .  .  .
        list                    .  x  x  x  x  .  x  x  x  x  x  .  .  .  .
        decide                  .  x  x  x  x  x  x  x  .  g  x  .  .  .  .
        decide (supported)      .  x  x  x  x  w  x  x  .  x  x  .  .  .  .
        decide_ap_placement     .  x  x  x  x  .  x  x  g  g  x  .  .  .  .
        change_level            .  .  x  x  .  .  x  x  x  .  x  .  .  .  .
        transfer                x  x  x  x  x  .  x  x  x  x  x  .  .  .  .
        close                   .  .  .  .  .  .  x  x  g  g  x  .  .  .  .
        reopen                  .  .  .  .  .  .  .  .  .  .  .  x  x  x  .
        reopen (another open)   .  .  .  .  .  .  .  .  .  .  .  o  o  o  .
        correct_decision        .  .  .  .  .  x  x  x  x  x  x  x  x  x  .
        open                    -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
        open (another referral) r  r  r  r  r  r  r  r  r  r  r  r  r  r  r
        note placed             s  s  s  s  s  x  s  s  s  s  s  s  s  x  s
        note no place found     s  s  s  s  s  x  s  s  s  s  s  s  s  -  s
        note search withdrawn   s  s  s  s  s  x  s  s  s  s  s  s  s  -  s
        note placement agreed   s  s  s  s  s  s  s  s  x  -  -  s  s  s  s
        note placement ended    s  s  s  s  s  s  s  s  x  x  -  s  s  s  s
        join                    x  x  x  x  x  x  x  x  x  x  x  .  .  .  .
        note answer             q  q  q  x  q  x  q  q  q  q  q  x  q  q  q
        note amended            x  x  x  x  x  x  x  x  x  x  x  -  -  -  -
        note headteacher agreed -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
        note no lawful basis    x  x  x  x  x  x  x  x  x  x  x  -  -  -  -
        note referral left      x  x  x  x  x  x  x  x  x  x  x  -  -  -  -
        reroute                 x  x  x  x  x  x  x  x  x  x  x  -  -  -  -
        carry over              -  -  -  -  x  -  -  -  -  x  -  -  -  -  -
        agree_action            x  x  x  x  x  x  x  x  x  x  x  .  .  .  .
        complete_action         a  a  a  a  a  a  a  a  a  a  a  a  a  a  a
        note plan               x  x  x  x  x  x  x  x  x  x  x  -  -  -  -
        tick                    -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
        recompute               -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
        """

    /// The commands of those lines, each good in itself.
    static let commands: [(line: String, make: @Sendable () throws -> CaseCommand)] = [
        ("acknowledge", { Stories.acknowledge }), ("assign", { Stories.assign("coordinator-3") }),
        ("ask_for_information", { Stories.ask(Samples.id(61)) }), ("chase", { Stories.chase() }),
        ("list", { Stories.list }), ("decide", { Stories.decide(.signposted) }),
        ("decide (supported)", { Stories.decide(.supported) }), ("decide_ap_placement", { CaseFileTests.deciding() }),
        ("change_level", { Stories.level() }), ("transfer", { Stories.transfer() }), ("close", { Stories.close() }),
        ("reopen", { Stories.reopen() }), ("reopen (another open)", { Stories.reopen(whileAnotherIsOpen: true) }),
        ("correct_decision", { Stories.correct() }), ("open", { .open(try CaseFileTests.opening()) }),
        (
            "open (another referral)",
            {
                var other = try CaseFileTests.opening()
                other.referral.referralID = Stories.other.text
                return .open(other)
            }
        ), ("note placed", { CaseFileTests.placed(10) }), ("note no place found", { CaseFileTests.notFound(10) }),
        ("note search withdrawn", { Stories.searchWithdrawn() }),
        ("note placement agreed", { try CaseFileTests.agreed(9) }),
        ("note placement ended", { try CaseFileTests.ended(9) }), ("join", { try Stories.join() }),
        ("note answer", { Stories.answer() }), ("note amended", { try Stories.amend() }),
        ("note headteacher agreed", { Stories.headteacher() }), ("note no lawful basis", { Stories.basis(false) }),
        ("note referral left", { Stories.withdraw }), ("reroute", { try Stories.reroute(to: "E07000078") }),
        ("carry over", { Stories.carryOver }), ("agree_action", { Stories.agree() }),
        ("complete_action", { .completeAction(Samples.id(70).text, words: nil, by: "nurse") }),
        ("note plan", { .notePlan(Samples.id(81).text, nextOn: CalendarDate("2027-01-18")) }),
        ("tick", { .tick }), ("recompute", { .recompute }),
    ]

    /// Where a command stands in the table. A new one does not compile before it has its line.
    static func line(of command: CaseCommand) -> String {
        switch command {
        case .open: "open"
        case .acknowledge: "acknowledge"
        case .assign: "assign"
        case .ask: "ask_for_information"
        case .chase: "chase"
        case .list: "list"
        case .decideApPlacement: "decide_ap_placement"
        case .decide: "decide"
        case .changeLevel: "change_level"
        case .transfer: "transfer"
        case .close: "close"
        case .reopen: "reopen"
        case .correctDecision: "correct_decision"
        case .notePlaced: "note placed"
        case .notePlacementNotFound: "note no place found"
        case .notePlacementWithdrawn: "note search withdrawn"
        case .notePlacement(let note): note.happened == .agreed ? "note placement agreed" : "note placement ended"
        case .join: "join"
        case .noteAnswer: "note answer"
        case .noteAmended: "note amended"
        case .noteHeadteacherAuthorised: "note headteacher agreed"
        case .noteLawfulBasis: "note no lawful basis"
        case .noteLeft: "note referral left"
        case .reroute: "reroute"
        case .carryOver: "carry over"
        case .agreeAction: "agree_action"
        case .completeAction: "complete_action"
        case .notePlan: "note plan"
        case .tick: "tick"
        case .recompute: "recompute"
        }
    }

    /// What comes of a command, as the table marks it.
    static func mark(_ command: CaseCommand, in story: CaseFileTests.Story) throws -> Character {
        var next = story
        do {
            let events = try next.tell(command)
            #expect(events.count <= 1, "one event each")
            return events.isEmpty ? "-" : "x"
        } catch let violation as RuleViolation {
            #expect(violation.kind == .notAllowedNow && next.file == story.file)
            return marks.first { $0.code == violation.problems.first?.code }?.mark ?? "?"
        }
    }

    /// The lines of the table: a command, and its marks without the spaces.
    static let lines = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        (command: String(line.prefix(24)).trimmed, marks: line.dropFirst(24).filter { $0 != " " })
    }

    @Test("Every state answers every command as the table says", arguments: 0..<lines.count)
    func everyMove(number: Int) throws {
        let line = Self.lines[number]
        let make = try #require(
            Self.commands.first { $0.line == line.command }?.make, "no such command: \(line.command)")
        let found = try Self.cases.map { try Self.mark(try make(), in: try $0.make()) }
        #expect(String(found) == String(line.marks), "\(line.command)")
    }

    @Test("The table leaves out no state, no stage and no command")
    func complete() throws {
        let files = try Self.cases.map { try #require(try $0.make().file) }
        #expect(Set(files.map(\.state)) == Set(CaseState.allCases))
        #expect(Set(files.map(\.stage)) == Set(CaseStage.allCases))
        for (file, column) in zip(files, Self.cases) { #expect(column.heading.hasPrefix(file.state.code)) }
        #expect(Self.lines.map(\.command) == Self.commands.map(\.line))
        for (line, make) in Self.commands { #expect(line.hasPrefix(Self.line(of: try make()))) }
        #expect(CaseMove.allCases.allSatisfy { move in Self.commands.contains { $0.line == move.code } })
    }

    @Test(
        "What a coordinator is told may be done is what can be done; nobody else may do anything",
        arguments: Party.allCases)
    func parties(party: Party) throws {
        for (heading, make) in Self.cases {
            let story = try make()
            let allowed = try #require(story.file).allowedMoves(for: party)
            guard party == .coordinator else {
                #expect(allowed == [], "\(heading)")
                continue
            }
            for move in CaseMove.allCases {
                // In one way or another.
                let ways = Self.commands.filter { $0.line == move.code || $0.line.hasPrefix("\(move.code) (") }
                let happens = try ways.contains { try Self.mark(try $0.make(), in: story) == "x" }
                #expect(allowed.contains(move) == happens, "\(move.code) when \(heading)")
            }
        }
    }

    @Test("What is not there can be asked nothing")
    func noCase() throws {
        for (line, make) in Self.commands where !line.hasPrefix("open") {
            let command = try make()
            let violation = #expect(throws: RuleViolation.self) {
                try CaseFile.decide(nil, command, now: CaseFileTests.now)
            }
            #expect(violation?.problems.first?.code == "no_such_case")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
