import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// What becomes of a case when the rules, asked again, say something else.
@Suite(.timeLimit(.minutes(1))) struct CaseReroutingTests {
    private func routed(to district: String, level: Int32 = 3) throws -> CaseCommand {
        try CaseStories.reroute(to: district, level: level)
    }

    private func opened() throws -> CaseFile {
        let events = try CaseFile.decide(nil, .open(try CaseFileTests.opening()), now: CaseFileTests.now)
        return try #require(CaseFile.replay(events))
    }

    private func after(_ file: CaseFile, _ command: CaseCommand, _ time: Date = CaseFileTests.now) throws -> CaseFile {
        try #require(CaseFile.replay(try CaseFile.decide(file, command, now: time), after: file))
    }

    @Test func theSameAnswerChangesNothing() throws {
        #expect(try CaseFile.decide(try opened(), try routed(to: "E07000081"), now: CaseFileTests.now).isEmpty)
    }

    @Test func beforeADecisionTheNewLocalityBeginsWithReading() throws {
        let later = CaseFileTests.now + 3 * 86_400
        let read = try after(try opened(), .acknowledge(by: "coordinator-1"))
        let moved = try after(read, try routed(to: "E07000078"), later)
        #expect(moved.locality == "E07000078")
        #expect(moved.state == .open)
        #expect(moved.acknowledgedBy == nil)
        #expect(moved.acknowledgeBy == RFC3339.text(Clocks.standard.acknowledgeBy(from: later)))
        #expect(moved.moves.map(\.because) == ["moved"])
        #expect(moved.moves.first?.fromLocality == "E07000081")
        #expect(moved.allowedMoves(for: .coordinator) == [.acknowledge, .transfer])
        // And back, with both moves kept.
        let back = try after(moved, try routed(to: "E07000081"), later)
        #expect(back.moves.map(\.locality) == ["E07000078", "E07000081"])
    }

    @Test func whatWasDecidedGoesOnElsewhere() throws {
        var file = try after(try opened(), .acknowledge(by: "coordinator-1"))
        file = try after(file, CaseFileTests.deciding())
        let moved = try after(file, try routed(to: "E07000078"))
        #expect(moved.locality == "E07000078")
        #expect(moved.state == .awaitingPlacement)
        #expect(moved.acknowledgedBy == "coordinator-1")
        #expect(moved.acknowledgeBy == file.acknowledgeBy)
    }

    @Test func otherFactsChangeTheForumUntilOneExpectsTheCase() throws {
        let file = try opened()
        let changed = try after(file, try routed(to: "E07000081", level: 4))
        #expect(changed.forum == .interventionCircle)
        #expect(changed.moves.map(\.because) == ["facts_changed"])
        #expect(changed.state == .open && changed.acknowledgeBy == file.acknowledgeBy)

        var listed = try after(file, .acknowledge(by: "coordinator-1"))
        listed = try after(listed, CaseStories.list)
        #expect(try CaseFile.decide(listed, try routed(to: "E07000081", level: 4), now: CaseFileTests.now).isEmpty)
        // The move of the child counts all the same, and that meeting is none of the new locality's.
        let moved = try after(listed, try routed(to: "E07000078", level: 4))
        #expect(moved.listing == nil && moved.state == .open && moved.forum == .interventionCircle)
    }

    @Test func whatAPersonChoseStands() throws {
        let file = try opened()
        var transfer = CaseRerouted()
        (transfer.caseID, transfer.locality, transfer.forum) = (file.id, "E07000082", .talc)
        (transfer.because, transfer.reroutedBy, transfer.routing) = ("transferred", "coordinator-1", file.routing)
        let transferred = try #require(CaseFile.replay([.rerouted(transfer)], after: file))
        for command in [try routed(to: "E07000081"), try routed(to: "E07000081", level: 4)] {
            #expect(try CaseFile.decide(transferred, command, now: CaseFileTests.now).isEmpty)
        }
        // A new address is something nobody knew when choosing.
        #expect(try after(transferred, try routed(to: "E07000078")).locality == "E07000078")
    }

    @Test func aClosedCaseStaysWhereItWas() throws {
        let file = try opened()
        let closed = try after(file, .noteLeft(referralID: file.referralID, as: .withdrawn))
        #expect(try CaseFile.decide(closed, try routed(to: "E07000078"), now: CaseFileTests.now).isEmpty)
    }
}
