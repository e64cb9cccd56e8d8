import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// Every state against every command, and what is true whatever happens.
@Suite("Moves of a case", .timeLimit(.minutes(1))) struct CaseMovesTests {
    typealias Stories = CaseStories

    /// What can be told, by name.
    static let commands: [(name: String, make: @Sendable () throws -> CaseCommand)] = [
        ("acknowledge", { Stories.acknowledge }), ("ask", { Stories.ask(Samples.id(61)) }), ("list", { Stories.list }),
        ("decide ap", { CaseFileTests.deciding() }), ("advise", { Stories.decide(.adviceGiven) }),
        ("support", { Stories.decide(.supported) }), ("placed", { CaseFileTests.placed(10) }),
        ("not found", { CaseFileTests.notFound(10) }), ("search withdrawn", { Stories.searchWithdrawn() }),
        ("join", { try Stories.join() }), ("answer", { Stories.answer() }), ("amend", { try Stories.amend() }),
        ("stop sharing", { Stories.basis(false) }), ("withdraw", { Stories.withdraw }),
    ]

    /// Row: a state. Column: a command, in the order above. What follows: an event, `-` nothing, a code when refused.
    static let table: [(name: String, story: @Sendable () throws -> CaseFileTests.Story, row: String)] = [
        (
            "open", { try Stories.story() },
            """
            acknowledged not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now \
            no_search no_search no_search referral_joined no_such_question amended sharing_changed closed
            """
        ),
        (
            "acknowledged", { try Stories.story(Stories.acknowledge) },
            """
            not_allowed_now information_asked listed ap_placement_decided decided decided \
            no_search no_search no_search referral_joined no_such_question amended sharing_changed closed
            """
        ),
        (
            "needs_information", { try Stories.story(Stories.acknowledge, Stories.ask()) },
            """
            not_allowed_now information_asked listed ap_placement_decided decided decided \
            no_search no_search no_search referral_joined information_received amended sharing_changed closed
            """
        ),
        (
            "listed", { try Stories.story(Stories.acknowledge, Stories.list) },
            """
            not_allowed_now information_asked listed ap_placement_decided decided decided \
            no_search no_search no_search referral_joined no_such_question amended sharing_changed closed
            """
        ),
        (
            "awaiting_placement", { try Stories.story(Stories.acknowledge, Stories.ask(), CaseFileTests.deciding()) },
            """
            not_allowed_now not_allowed_now not_allowed_now not_allowed_now decided place_looked_for \
            placed placement_not_found placement_not_found referral_joined information_received amended \
            sharing_changed closed
            """
        ),
        (
            "active", { try Stories.story(Stories.acknowledge, Stories.decide(.supported)) },
            """
            not_allowed_now information_asked listed ap_placement_decided decided decided \
            no_search no_search no_search referral_joined no_such_question amended sharing_changed closed
            """
        ),
        (
            "active", { try Stories.story(Stories.acknowledge, CaseFileTests.deciding(), CaseFileTests.placed(9)) },
            """
            not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now \
            no_search no_search no_search referral_joined no_such_question amended sharing_changed closed
            """
        ),
        (
            "closed", { try Stories.story(Stories.acknowledge, Stories.ask(), Stories.decide(.adviceGiven)) },
            """
            not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now \
            no_search no_search no_search not_allowed_now information_received - - -
            """
        ),
        (
            // Closed while a place was looked for: that somebody said yes at the same moment is not lost.
            "closed",
            { try Stories.story(Stories.acknowledge, CaseFileTests.deciding(), Stories.decide(.noFurtherAction)) },
            """
            not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now not_allowed_now \
            placed - - not_allowed_now no_such_question - - -
            """
        ),
    ]

    @Test("Every state answers every command as the table says", arguments: 0..<table.count)
    func everyMove(row: Int) throws {
        let (name, make, expected) = Self.table[row]
        let story = try make()
        #expect(story.file?.state.code == name)
        let outcomes = try Self.commands.map { _, command in
            var next = story
            do {
                return try next.tell(try command()).first?.name ?? "-"
            } catch let violation as RuleViolation {
                #expect(violation.kind == .notAllowedNow)
                #expect(next.file == story.file)
                return violation.problems.first?.code ?? ""
            }
        }
        let wanted = expected.split(separator: " ").map(String.init)
        for ((command, _), (outcome, wanted)) in zip(Self.commands, zip(outcomes, wanted)) {
            #expect(outcome == wanted, "\(command) when \(name)")
        }
        #expect(outcomes.count == wanted.count)
    }

    @Test("What is not there can be asked nothing")
    func noCase() throws {
        for (_, make) in Self.commands {
            let command = try make()
            let violation = #expect(throws: RuleViolation.self) {
                try CaseFile.decide(nil, command, now: CaseFileTests.now)
            }
            #expect(violation?.problems.first?.code == "no_such_case")
        }
    }

    /// A command by number, good in itself, about a few referrals, questions and searches.
    private static func command(_ random: inout SplitMix64) throws -> CaseCommand {
        let referral = Bool.random(using: &random) ? Stories.opener : Stories.other
        let question = Samples.id(UInt64.random(in: 60...62, using: &random))
        let search = UInt64.random(in: 10...12, using: &random)
        return switch Int.random(in: 0..<16, using: &random) {
        case 0: Stories.acknowledge
        case 1, 2: Stories.ask(question, of: Bool.random(using: &random) ? referral.text : nil)
        case 3: Stories.list
        case 4: CaseFileTests.deciding()
        case 5: Stories.decide(CaseOutcome.decided.randomElement(using: &random) ?? .supported)
        case 6: CaseFileTests.placed(search)
        case 7: CaseFileTests.notFound(search)
        case 8: Stories.searchWithdrawn(search)
        case 9: try Stories.join()
        case 10, 11: Stories.answer(question, from: referral)
        case 12: try Stories.amend(referral, level: Int32.random(in: 1...4, using: &random))
        case 13: Stories.basis(Bool.random(using: &random), of: referral)
        case 14: Stories.headteacher(referral)
        default: Stories.leave(referral, Bool.random(using: &random) ? .withdrawn : .enteredInError)
        }
    }

    @Test("Whatever happens, in whatever order", arguments: 0..<400)
    func always(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var story = try Stories.story(Stories.acknowledge)
        for _ in 0..<40 {
            let before = try #require(story.file)
            let command = try Self.command(&random)
            guard let events = try? story.tell(command) else {
                #expect(story.file == before)
                continue
            }
            let after = try #require(story.file)
            #expect(CaseFile.replay(story.events) == after)
            #expect(after.referrals.contains { $0.left == nil } || after.outcome != nil, "somebody is in an open case")
            if before.outcome != nil {
                #expect(after.state == .closed && after.outcome == before.outcome)
                #expect(events.allSatisfy { ["placed", "information_received"].contains($0.name) })
            }
            if !before.isSharingAllowed {
                #expect(events.allSatisfy { !["listed", "ap_placement_decided"].contains($0.name) })
                #expect(before.allowedMoves(for: .coordinator).filter { $0.shares } == [])
            }
            #expect((after.state == .closed) == after.allowedMoves(for: .coordinator).isEmpty || after.stage == .placed)
            // What is heard from elsewhere may be heard twice.
            switch command {
            case .acknowledge, .ask, .list, .decide, .decideApPlacement: break
            default:
                let again = try story.tell(command)
                #expect(again.isEmpty)
            }
        }
    }
}
