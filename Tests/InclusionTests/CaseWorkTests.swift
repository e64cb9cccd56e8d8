import Contracts
import FoundationEssentials
import SwiftProtobuf
import Testing

@testable import Inclusion

/// Who works on a case, at which level, in which locality; how it ends, and how it begins again.
@Suite("Work on a case", .timeLimit(.minutes(1))) struct CaseWorkTests {
    typealias Stories = CaseStories

    private func codes(_ story: CaseFileTests.Story, _ command: CaseCommand) -> [String] {
        var story = story
        do {
            _ = try story.tell(command)
            return []
        } catch let violation as RuleViolation {
            return violation.problems.map(\.code)
        } catch {
            return ["\(error)"]
        }
    }

    @Test("Who is given a case begins triage; it can be given to somebody else, but not to whoever has it")
    func assigning() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.assign())
        #expect(story.file?.state == .inTriage && story.file?.assignedTo == "coordinator-2")
        #expect(codes(story, Stories.assign()) == ["no_change"])
        #expect(codes(story, Stories.assign(" ")) == ["required"])
        try story.tell(Stories.list)
        try story.tell(Stories.assign("coordinator-3"))
        #expect(story.file?.state == .listed && story.file?.assignedTo == "coordinator-3")
        // After a search in vain whoever had it takes it up again.
        try story.tell(CaseFileTests.deciding())
        try story.tell(CaseFileTests.notFound(10))
        try story.tell(Stories.assign("coordinator-3"))
        #expect(story.file?.state == .inTriage)
    }

    @Test("An agency is reminded of what it has not answered, with the clock of the question")
    func chasing() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.ask(), Stories.ask(Samples.id(61)))
        guard case .chased(let chased) = try story.tell(Stories.chase()).first else { throw Samples.Missing() }
        #expect(chased.chasedBy == "coordinator-1" && chased.askedReferralID == Stories.opener.text)
        #expect(chased.clock.kind == "information" && chased.clock.about == Stories.question.text)
        #expect(chased.clock.dueAt == "2026-12-07T09:30:00Z" && chased.clock.with == "referrer")
        let running = CaseClock.with { ($0.kind, $0.about, $0.reminded) = ("information", Stories.question.text, true) }
        story.file?.clocks = [running]
        guard case .chased(let again) = try story.tell(Stories.chase()).first else { throw Samples.Missing() }
        #expect(again.clock == running)
        try story.tell(Stories.answer())
        #expect(codes(story, Stories.chase()) == ["not_waited_for"])
        #expect(codes(story, Stories.chase(Samples.id(62))) == ["no_such_question"])
        try story.tell(Stories.answer(Samples.id(61)))
        #expect(codes(story, Stories.chase()) == ["not_allowed_now"])
    }

    @Test("The level steps up and down, and is what the case rests on from then on")
    func level() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.assign())
        guard case .levelChanged(let changed) = try story.tell(Stories.level(4)).first else { throw Samples.Missing() }
        #expect(changed.fromLevel == 3 && changed.toLevel == 4 && story.file?.facts.level == 4)
        #expect(codes(story, Stories.level(4)) == ["no_change"])
        #expect(codes(story, Stories.level(5)) == ["out_of_range"])
        try story.tell(Stories.amend(level: 1))
        #expect(story.file?.facts.level == 4 && story.file?.lead.facts.level == 1)
        guard case .apPlacementDecided(let decided) = try story.tell(CaseFileTests.deciding()).first else {
            throw Samples.Missing()
        }
        #expect(decided.facts.level == 4)
    }

    @Test("A case that is passed on is read anew there, with its history; what was decided goes on")
    func transferring() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.assign())
        let before = try #require(story.file)
        guard case .rerouted(let rerouted) = try story.tell(Stories.transfer()).first else { throw Samples.Missing() }
        #expect(rerouted.because == "transferred" && rerouted.reroutedBy == "coordinator-1")
        #expect(rerouted.fromLocality == "E07000081" && rerouted.location == before.location)
        #expect(rerouted.acknowledgeBy == "2026-11-24T09:30:00Z")
        let after = try #require(story.file)
        #expect(after.state == .open && after.locality == "E07000082" && after.forum == before.forum)
        #expect(after.acknowledgedBy == nil && after.assignedTo == nil && after.acknowledgeBy == rerouted.acknowledgeBy)
        #expect(
            after.routing.ruleSet == before.routing.ruleSet && after.routing.rulesFired == before.routing.rulesFired)
        #expect(after.routing.explanation.last == "A coordinator passed it on from Gloucester to Stroud.")
        #expect(after.moves.count == 1)
        #expect(codes(story, Stories.transfer()) == ["no_change"])
        #expect(codes(story, Stories.transfer("E07000999")) == ["not_allowed"])
        try story.tell(Stories.acknowledge)
        try story.tell(Stories.decide(.supported))
        try story.tell(Stories.transfer("E07000078"))
        #expect(story.file?.state == .decided && story.file?.locality == "E07000078")
    }

    @Test("While a place is looked for, what the rules re-route stays with the search")
    func reroutedMeanwhile() throws {
        var story = try Stories.story(Stories.acknowledge, CaseFileTests.deciding())
        let moved = CaseEvent.rerouted(.with { ($0.locality, $0.fromLocality) = ("E07000082", "E07000081") })
        story.file = CaseFile.replay([moved], after: story.file)
        #expect(story.file?.state == .awaitingPlacement && story.file?.locality == "E07000082")
        try story.tell(CaseFileTests.placed(10))
        #expect(story.file?.state == .active)
    }

    @Test("Support is decided on, begins with its plan, and is closed when it has come to its end")
    func closing() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.decide(.supported))
        #expect(story.file?.state == .decided)
        try story.notePlan()
        #expect(story.file?.state == .active)
        #expect(codes(story, Stories.close(.placed)) == ["no_place_taken"])
        #expect(codes(story, Stories.close(.adviceGiven)) == ["not_allowed"])
        guard case .closed(let closed) = try story.tell(Stories.close()).first else { throw Samples.Missing() }
        #expect(closed.closedBy == "coordinator-1" && closed.outcome == "stepped_down" && closed.hasWords)
        #expect(story.file?.outcome == .steppedDown && story.file?.referrals.allSatisfy { $0.left == nil } == true)
    }

    @Test(
        "A place that was taken ends in a closure; what was asked before it is not waited for, what is asked after is")
    func placed() throws {
        var story = try Stories.story(
            Stories.acknowledge, Stories.ask(), CaseFileTests.deciding(), CaseFileTests.placed(10))
        #expect(story.file?.state == .active && story.file?.hasOpenQuestion == false)
        try story.tell(Stories.ask(Samples.id(61)))
        #expect(story.file?.state == .needsInformation)
        try story.tell(Stories.answer(Samples.id(61)))
        #expect(codes(story, Stories.close(.placed)) == ["place_goes_on"], "the child is to come, or there")
        try story.tell(CaseFileTests.agreed(10))
        try story.tell(CaseFileTests.started(10))
        #expect(codes(story, Stories.close(.placed)) == ["place_goes_on"])
        try story.tell(CaseFileTests.ended(10))
        try story.tell(Stories.close(.placed))
        #expect(story.file?.outcome == .placed)
    }

    @Test("A forum may look at a child who has a place, and the case may move: the place is not forgotten")
    func placeGoesOn() throws {
        var story = try Stories.story(
            Stories.acknowledge, CaseFileTests.deciding(), CaseFileTests.placed(10), CaseFileTests.agreed(10),
            CaseFileTests.started(10), Stories.list)
        #expect(story.file?.state == .listed)
        #expect(codes(story, CaseFileTests.deciding()) == ["place_goes_on"])
        #expect(codes(story, Stories.decide(.noFurtherAction)) == ["place_goes_on"])
        var moved = story
        try moved.tell(Stories.transfer())
        #expect(moved.file?.state == .active && codes(moved, Stories.close()) == ["place_goes_on"])
        try story.tell(Stories.decide(.supported))
        #expect(story.file?.state == .active && codes(story, Stories.close()) == ["place_goes_on"])
        try story.tell(CaseFileTests.ended(10))
        #expect(story.file?.state == .inTriage)
        try story.tell(Stories.close(.placed))
        #expect(story.file?.outcome == .placed)
    }

    @Test("What a coordinator closed can be opened again, unless the child has another case")
    func reopening() throws {
        for ending in [Stories.decide(.adviceGiven), Stories.decide(.transferred)] {
            var story = try Stories.story(Stories.acknowledge, ending)
            let was = try #require(story.file?.outcome).code
            #expect(codes(story, Stories.reopen(whileAnotherIsOpen: true)) == ["another_case_open"])
            guard case .reopened(let reopened) = try story.tell(Stories.reopen()).first else { throw Samples.Missing() }
            #expect(reopened.was == was && story.file?.state == .inTriage && story.file?.outcome == nil)
            #expect(codes(story, Stories.reopen()) == ["not_allowed_now"])
            try story.tell(Stories.decide(.supported))
            try story.tell(Stories.close())
            try story.tell(Stories.reopen())
            #expect(story.file?.closing == nil && story.file?.reopenings.count == 2)
        }
        let gone = try Stories.story(Stories.acknowledge, Stories.decide(.supported), Stories.withdraw)
        #expect(codes(gone, Stories.reopen()) == ["not_allowed_now"])
    }

    @Test("A search that closing gave up does not end the one that begins after reopening, whenever it is heard of")
    func lateEnds() throws {
        var story = try Stories.story(
            Stories.acknowledge, CaseFileTests.deciding(), Stories.decide(.noFurtherAction), Stories.reopen())
        #expect(story.file?.state == .inTriage)
        #expect(try story.tell(Stories.searchWithdrawn(10, because: .caseClosed)) == [])
        #expect(try story.tell(CaseFileTests.notFound(10)) == [], "found nothing at the same moment")
        try story.tell(CaseFileTests.deciding())
        #expect(try story.tell(Stories.searchWithdrawn(10, because: .caseClosed)) == [])
        #expect(story.file?.state == .awaitingPlacement)
        try story.tell(CaseFileTests.notFound(11))
        #expect(story.file?.state == .acknowledged)
        // A provider had said yes before it heard that the case was closed: the place is taken.
        try story.tell(CaseFileTests.placed(10))
        #expect(story.file?.state == .active && story.file?.lastSearch?.provisionID != nil)
        #expect(CaseFile.replay(story.events) == story.file)
    }

    @Test("When the referral that a search rests on leaves, the search ends; when another does, it goes on")
    func searchEnds() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.join(), CaseFileTests.deciding())
        guard case .referralLeft(let left) = try story.tell(Stories.leave(Stories.opener)).first else {
            throw Samples.Missing()
        }
        #expect(left.searchEnds && story.file?.state == .awaitingPlacement)
        try story.tell(Stories.searchWithdrawn(10, because: .referralLeft))
        #expect(story.file?.state == .acknowledged)
        for commands in [[Stories.leave(Stories.other)], [CaseFileTests.notFound(10), Stories.leave(Stories.opener)]] {
            var other = try Stories.story(Stories.acknowledge, Stories.join(), CaseFileTests.deciding())
            var last: [CaseEvent] = []
            for command in commands { last = try other.tell(command) }
            guard case .referralLeft(let left) = last.first else { throw Samples.Missing() }
            #expect(!left.searchEnds)
        }
    }
}
