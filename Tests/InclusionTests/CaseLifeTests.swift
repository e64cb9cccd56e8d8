import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// Between reading a case and closing it.
@Suite("Life of a case", .timeLimit(.minutes(1))) struct CaseLifeTests {
    typealias Stories = CaseStories

    @Test("A question goes to an agency with its clocks, and comes back answered")
    func questions() throws {
        var story = try Stories.story(Stories.acknowledge)
        guard case .informationAsked(let asked) = try story.tell(Stories.ask()).first else { throw Samples.Missing() }
        // Monday 23 November 2026, 09:30: five and ten working days on.
        #expect(asked.chaseAt == "2026-11-30T09:30:00Z" && asked.answerBy == "2026-12-07T09:30:00Z")
        #expect(asked.askedReferralID == Stories.opener.text && asked.askedBy == "coordinator-1")
        #expect(story.file?.state == .needsInformation && story.file?.state.with == .referrer)
        try story.tell(Stories.ask(Samples.id(61)))
        try story.tell(Stories.answer())
        #expect(story.file?.state == .needsInformation, "one of two is answered")
        try story.tell(Stories.answer(Samples.id(61)))
        #expect(story.file?.state == .inTriage, "asking is working on it")
        #expect(story.file?.assignedTo == nil)
        #expect(story.file?.answers.map(\.answeredBy) == ["senco", "senco"])
        #expect(story.file?.answers.first?.answer == Samples.sealed())
        #expect(try story.tell(Stories.answer()) == [])
    }

    @Test("A question asked of a listed case brings it back to its listing; a decision does not wait for an answer")
    func questionsMeanwhile() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.list, Stories.ask())
        #expect(story.file?.state == .needsInformation)
        try story.tell(Stories.answer())
        #expect(story.file?.state == .listed && story.file?.state.with == .forum)
        try story.tell(Stories.ask(Samples.id(61)))
        try story.tell(CaseFileTests.deciding())
        #expect(story.file?.state == .awaitingPlacement)
        try story.tell(CaseFileTests.notFound(10))
        #expect(story.file?.state == .needsInformation, "what was asked is open still")
    }

    @Test("Only a referral of the case can be asked, and answers for itself alone")
    func askedOfOthers() throws {
        var story = try Stories.story(Stories.acknowledge)
        let violation = #expect(throws: RuleViolation.self) {
            try story.tell(Stories.ask(of: Stories.other.text))
        }
        #expect(violation?.problems.map { "\($0.pointer) \($0.code)" } == ["/referral_id not_allowed"])
        try story.tell(Stories.join())
        try story.tell(Stories.ask(of: Stories.other.text))
        #expect(throws: RuleViolation.self) { try story.tell(Stories.answer(from: Stories.opener)) }
        // When the agency that was asked leaves, nobody is waited for.
        try story.tell(Stories.leave(Stories.other))
        #expect(story.file?.state == .inTriage)
    }

    @Test("A joined referral lives on in the case when the first one leaves")
    func joining() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.join(), Stories.join())
        #expect(story.file?.joined.map(\.reference) == ["RH-2M4N-8TVW"])
        #expect(story.file?.lead.id == Stories.opener.text && story.file?.lead.facts.level == 3)
        #expect(try story.tell(Stories.leave(Stories.opener)).map(\.name) == ["referral_left"])
        #expect(story.file?.lead.id == Stories.other.text && story.file?.lead.facts.level == 4)
        #expect(story.file?.state == .acknowledged)
        guard case .informationAsked(let asked) = try story.tell(Stories.ask()).first else { throw Samples.Missing() }
        #expect(asked.referralID == Stories.opener.text && asked.askedReferralID == Stories.other.text)
        #expect(try story.tell(Stories.leave(Stories.other, .enteredInError)).map(\.name) == ["closed"])
        #expect(story.file?.outcome == .enteredInError)
        #expect(story.file?.referrals.map(\.left) == [.withdrawn, .enteredInError])
    }

    @Test("A referral about another child does not join")
    func anotherChild() throws {
        var story = try Stories.story()
        var referral = try Samples.submitted()
        (referral.referralID, referral.childID) = (Stories.other.text, Samples.id(98).text)
        let violation = #expect(throws: RuleViolation.self) { try story.tell(.join(referral)) }
        #expect(violation?.problems.first?.code == "another_child")
    }

    @Test("While any referral has no lawful basis nothing is shared; when it has one again, or leaves, sharing goes on")
    func sharing() throws {
        var story = try Stories.story(Stories.acknowledge, Stories.join(), Stories.basis(false, of: Stories.other))
        for command in [Stories.list, CaseFileTests.deciding()] {
            let violation = #expect(throws: RuleViolation.self) { try story.tell(command) }
            #expect(violation?.kind == .notAllowedNow)
            #expect(violation?.problems.map(\.code) == ["sharing_stopped"])
        }
        #expect(story.file?.allowedMoves(for: .coordinator) == [.assign, .askForInformation, .decide, .transfer])
        try story.tell(Stories.basis(false))
        #expect(story.file?.withoutBasis == [Stories.opener.text, Stories.other.text].sorted())
        guard case .sharingChanged(let first) = try story.tell(Stories.basis(true)).first else {
            throw Samples.Missing()
        }
        #expect(!first.allowed)
        let left = try story.tell(Stories.leave(Stories.other))
        #expect(left.map(\.name) == ["referral_left", "sharing_changed"])
        #expect(story.file?.isSharingAllowed == true)
        try story.tell(Stories.list)
    }

    @Test("A search that was given up gives the ball back, and another one can begin")
    func searchWithdrawn() throws {
        var story = try Stories.story(Stories.acknowledge, CaseFileTests.deciding(), Stories.basis(false))
        #expect(story.file?.state == .awaitingPlacement)
        try story.tell(Stories.searchWithdrawn())
        #expect(story.file?.state == .acknowledged && story.file?.lastSearch?.provisionID == nil)
        try story.tell(Stories.basis(true))
        try story.tell(CaseFileTests.deciding())
        #expect(story.file?.state == .awaitingPlacement)
    }

    @Test("The authority's own school needs a headteacher: the referral's, or one who agreed later")
    func headteacher() throws {
        var opening = try CaseFileTests.opening()
        opening.referral.apKind = ""
        var story = CaseFileTests.Story()
        try story.tell(.open(opening))
        try story.tell(Stories.acknowledge)
        let violation = #expect(throws: RuleViolation.self) { try story.tell(CaseFileTests.deciding()) }
        #expect(violation?.problems.map(\.code) == ["headteacher_authorisation"])
        #expect(try story.tell(Stories.headteacher()).map(\.name) == ["amended"])
        try story.tell(CaseFileTests.deciding())
        #expect(story.file?.state == .awaitingPlacement)
    }

    @Test("A school that joins may refer where the police may not")
    func askingAgency() throws {
        var opening = try CaseFileTests.opening()
        opening.referral.agency.kind = .police
        var story = CaseFileTests.Story()
        try story.tell(.open(opening))
        try story.tell(Stories.acknowledge)
        let violation = #expect(throws: RuleViolation.self) { try story.tell(CaseFileTests.deciding()) }
        #expect(violation?.problems.map(\.code) == ["may_not_refer"])
        try story.tell(Stories.join(of: .education))
        guard case .apPlacementDecided(let decided) = try story.tell(CaseFileTests.deciding()).first else {
            throw Samples.Missing()
        }
        #expect(decided.agency.id == "agency-other")
    }

    @Test("An amendment replaces what the case rests on, and says which fields changed")
    func amending() throws {
        let story = try Stories.story(Stories.acknowledge, Stories.amend())
        #expect(story.file?.lead.facts.level == 2 && story.file?.lead.details == Samples.sealed("again"))
        #expect(story.file?.amendments.map(\.changed) == [["/level", "/child/home_postcode"]])
        #expect(story.file?.locality == "E07000081", "a case does not move by itself")
        #expect(story.file?.lead.headteacherAuthorised == true, "an authorisation is not lost")
    }
}
