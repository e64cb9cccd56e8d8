import Contracts
import FoundationEssentials
import SchoolYear
import Testing

@testable import Inclusion

/// What is true whatever happens to a case.
@Suite("Moves of a case", .timeLimit(.minutes(1))) struct CaseMovesTests {
    typealias Stories = CaseStories

    /// A command by number, good in itself, about a few referrals, questions and searches.
    private static func command(_ random: inout SplitMix64) throws -> CaseCommand {
        let referral = Bool.random(using: &random) ? Stories.opener : Stories.other
        let question = Samples.id(UInt64.random(in: 60...62, using: &random))
        let search = UInt64.random(in: 10...12, using: &random)
        return switch Int.random(in: 0..<26, using: &random) {
        case 0: Stories.acknowledge
        case 1, 2: Stories.ask(question, of: Bool.random(using: &random) ? referral.text : nil)
        case 3: Stories.list
        case 4, 5: CaseFileTests.deciding()
        case 6: Stories.decide(CaseOutcome.decided.randomElement(using: &random) ?? .supported)
        case 7: CaseFileTests.placed(search)
        case 8: CaseFileTests.notFound(search)
        case 9: Stories.searchWithdrawn(search, because: PlacementWithdrawal.allCases.randomElement(using: &random))
        case 10: try Stories.join()
        case 11, 12: Stories.answer(question, from: referral)
        case 13: try Stories.amend(referral, level: Int32.random(in: 1...4, using: &random))
        case 14: Stories.basis(Bool.random(using: &random), of: referral)
        case 15: Stories.headteacher(referral)
        case 16: Stories.leave(referral, Bool.random(using: &random) ? .withdrawn : .enteredInError)
        case 17: Stories.assign("coordinator-\(Int.random(in: 1...3, using: &random))")
        case 18: Stories.chase(question)
        case 19: Stories.level(Int.random(in: 1...4, using: &random))
        case 20: Stories.transfer(Bool.random(using: &random) ? "E07000081" : "E07000082")
        case 21: Stories.close(CaseOutcome.endings.randomElement(using: &random) ?? .supported)
        case 22, 23: Stories.reopen(whileAnotherIsOpen: Bool.random(using: &random))
        case 24: Stories.correct(Int.random(in: 1...2, using: &random))
        default: Stories.acknowledge
        }
    }

    @Test("Whatever happens, in whatever order", arguments: 0..<400)
    func always(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var story = try Stories.story(Stories.acknowledge)
        for _ in 0..<60 {
            let before = try #require(story.file)
            let command = try Self.command(&random)
            guard let events = try? story.tell(command) else {
                #expect(story.file == before)
                continue
            }
            let after = try #require(story.file)
            #expect(CaseFile.replay(story.events) == after)
            #expect(after.referrals.contains { $0.left == nil } || after.outcome != nil, "somebody is in an open case")
            try counts(events, of: command)
            if before.outcome != nil { staysClosed(before, after, events) }
            if !before.isSharingAllowed {
                #expect(events.allSatisfy { !["listed", "ap_placement_decided"].contains($0.name) })
                #expect(before.allowedMoves(for: .coordinator).filter { $0.shares } == [])
            }
            #expect(after.state == .closed || !after.allowedMoves(for: .coordinator).isEmpty, "nobody is stuck")
            #expect(after.searchesWithoutEnd >= 0)
            if Self.isNews(command) {
                let again = try story.tell(command)
                #expect(again.isEmpty, "what is heard from elsewhere may be heard twice")
            }
        }
    }

    /// What a person does makes one event. Of what is heard from elsewhere it is one or none, but for a referral that leaves
    /// and takes with it what stopped sharing.
    private func counts(_ events: [CaseEvent], of command: CaseCommand) throws {
        if case .noteLeft = command, events.count == 2 {
            #expect(events.map(\.name) == ["referral_left", "sharing_changed"])
        } else {
            #expect(events.count == 1 || events.isEmpty && Self.isNews(command))
        }
    }

    /// A closed case changes only by being opened again, by a further record, and by what was on its way already.
    private func staysClosed(_ before: CaseFile, _ after: CaseFile, _ events: [CaseEvent]) {
        if events.map(\.name) == ["reopened"] {
            #expect(after.outcome == nil && after.state != .closed)
        } else {
            #expect(after.outcome == before.outcome && after.state == .closed)
            let fitting = ["placed", "placement_noted", "information_received", "decision_corrected"]
            #expect(events.allSatisfy { fitting.contains($0.name) })
        }
    }

    /// Whether it is heard from elsewhere rather than done by a coordinator.
    private static func isNews(_ command: CaseCommand) -> Bool {
        switch command {
        case .acknowledge, .assign, .ask, .chase, .list, .decide, .decideApPlacement, .changeLevel, .transfer, .close,
            .reopen, .correctDecision, .agreeAction, .completeAction:
            false
        case .open, .notePlaced, .notePlacementNotFound, .notePlacementWithdrawn, .notePlacement, .join, .noteAnswer,
            .noteAmended, .noteHeadteacherAuthorised, .noteLawfulBasis, .noteLeft, .reroute, .carryOver, .notePlan,
            .tick, .recompute:
            true
        }
    }
}
