import Contracts
import Testing

@testable import Inclusion

/// Every state against every move and every party, as a table to be read and reviewed.
@Suite("Table of a placement", .timeLimit(.minutes(1))) struct PlacementTableTests {
    typealias Story = PlacementStory

    /// A line for each move; a column for each state. x: it happens, for provider and coordinator. p, c: for that one alone.
    /// A dot: not now.
    static let table = """
        #                   confirmed
        #                   |  started
        #                   |  |  in_review
        #                   |  |  |  extended
        #                   |  |  |  |  ended
        #                   |  |  |  |  |  not_started
        start               x  .  .  .  .  .
        not_start           x  .  .  .  .  .
        record_attendance   .  p  p  p  .  .
        review              .  x  x  x  .  .
        extend              .  c  c  c  .  .
        plan_reintegration  .  x  x  x  .  .
        end                 .  x  x  x  .  .
        """

    static let lines = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        (move: line.prefix { $0 != " " }, marks: line.dropFirst(20).filter { $0 != " " })
    }

    /// Each good in itself on 18 December 2026. A new one does not compile before it is here.
    static func command(_ move: Placement.Move) -> Placement.Command {
        switch move {
        case .start: Story.start
        case .notStart: Story.notStart
        case .recordAttendance: Story.attendance(("2026-12-07", "am", "present"))
        case .review: Story.review()
        case .extend: Story.extend()
        case .planReintegration: Story.plan
        case .end: Story.end()
        }
    }

    static func happens(_ move: Placement.Move, in story: Story, by actor: Placement.Actor) throws -> Bool {
        var story = story
        let before = story.placement
        do {
            return try story.tell(command(move), by: actor, on: "2026-12-18").count == 1
        } catch let violation as RuleViolation {
            #expect(story.placement == before)
            let mayNever = !move.parties.contains(actor.party)
            #expect(violation.kind == (mayNever ? .forbidden : .notAllowedNow), "\(move.code)")
            return false
        }
    }

    @Test("Every state answers every move, of either party, as the table says", arguments: 0..<lines.count)
    func everyMove(number: Int) throws {
        let line = Self.lines[number]
        let move = try #require(Placement.Move(rawValue: String(line.move)))
        let found = try Placement.State.inOrder.map { state -> Character in
            let story = try Story.at(state)
            #expect(story.placement?.state == state)
            let provider = try Self.happens(move, in: story, by: Story.provider)
            let coordinator = try Self.happens(move, in: story, by: Story.coordinator)
            return switch (provider, coordinator) {
            case (true, true): "x"
            case (true, false): "p"
            case (false, true): "c"
            case (false, false): "."
            }
        }
        #expect(String(found) == String(line.marks), "\(line.move)")
    }

    @Test("The table leaves out no move and no state")
    func complete() {
        #expect(Self.lines.map { String($0.move) } == Placement.Move.allCases.map(\.code))
        #expect(Self.lines.allSatisfy { $0.marks.count == Placement.State.allCases.count })
        #expect(Set(Placement.State.inOrder) == Set(Placement.State.allCases))
    }

    @Test("What a party is told it may do is what it can do", arguments: Party.allCases)
    func allowed(party: Party) throws {
        for state in Placement.State.inOrder {
            let story = try Story.at(state)
            let placement = try #require(story.placement)
            let actor = Placement.Actor(subject: "anybody", party: party, organisation: "org-a")
            let told = placement.allowedMoves(for: party, organisation: "org-a")
            #expect(try told == Placement.Move.allCases.filter { try Self.happens($0, in: story, by: actor) })
            guard party == .provider else { continue }
            #expect(placement.allowedMoves(for: party, organisation: "org-b") == [])
            #expect(placement.allowedMoves(for: party) == [])
        }
    }

    @Test("Another provider can do nothing, and what is not there can be asked nothing")
    func strangers() throws {
        let stranger = Placement.Actor(subject: "stranger", party: .provider, organisation: "org-b")
        for move in Placement.Move.allCases {
            var story = try Story.at(.started)
            #expect(throws: RuleViolation.self) {
                try story.tell(Self.command(move), by: stranger, on: "2026-12-18")
            }
            story.placement = nil
            let violation = #expect(throws: RuleViolation.self) {
                try story.tell(Self.command(move), by: Story.coordinator, on: "2026-12-18")
            }
            #expect(violation?.problems.map(\.code) == ["no_such_placement"])
        }
    }
}

extension Placement.State {
    /// As the columns of the table.
    static let inOrder: [Self] = [.confirmed, .started, .inReview, .extended, .ended, .notStarted]
}
