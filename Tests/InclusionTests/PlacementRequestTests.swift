import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

@Suite(.timeLimit(.minutes(1))) struct PlacementRequestTests {
    static let now = CaseFileTests.now

    static func decided() throws -> ApPlacementDecided {
        var story = CaseFileTests.Story()
        try story.tell(.open(CaseFileTests.opening()))
        try story.tell(.acknowledge(by: "coordinator-1"))
        guard case .apPlacementDecided(let decided)? = try story.tell(CaseFileTests.deciding()).first else {
            throw Samples.Missing()
        }
        return decided
    }

    static func candidates(_ ids: String...) -> MatchResult {
        let candidates = ids.map { id in
            var candidate = Candidate()
            candidate.provisionID = id
            candidate.providerID = "org-\(id)"
            return candidate
        }
        var exclusion = Exclusion()
        exclusion.provisionID = "z"
        exclusion.failed = [
            .of("age", words: "Takes children from 14."), .of("capacity", words: "All places are taken."),
        ]
        return MatchResult(ruleSet: "matching-default/1", candidates: candidates, excluded: [exclusion])
    }

    static func answer(_ offer: UInt64, _ provision: String) -> OfferAnswer {
        OfferAnswer(offerID: Samples.id(offer).text, providerID: "org-\(provision)", by: "person")
    }

    static func decline(
        _ offer: UInt64, _ provision: String, code: String = "start_date", words: String = "Full until January."
    )
        -> PlacementCommand
    {
        .decline(answer(offer, provision), DeclineDraft(code: code, words: words), words: Samples.sealed())
    }

    /// What is held there is of no account here.
    static func asked(_ offer: UInt64, _ provision: String) -> AskedProvision {
        AskedProvision(
            offerID: Samples.id(offer), provisionID: provision, providerID: "org-\(provision)", place: BookedPlace())
    }

    static func ask(_ offers: (UInt64, String)..., urgency: OfferUrgency = .normal) -> PlacementCommand {
        .ask(ProvidersAsked(offers.map { asked($0.0, $0.1) }, urgency: urgency, by: "coordinator-1"))
    }

    static func confirm(_ offer: UInt64, next: DeclineConfirmation.Next) -> PlacementCommand {
        .confirmDecline(DeclineConfirmation(offerID: Samples.id(offer).text, by: "coordinator-1", next: next))
    }

    struct Story {
        var request: PlacementRequest?
        var events: [PlacementEvent] = []

        @discardableResult
        mutating func tell(
            _ command: PlacementCommand, at now: Date = PlacementRequestTests.now
        ) throws -> [PlacementEvent] {
            let new = try PlacementRequest.decide(request, command, now: now)
            request = PlacementRequest.replay(new, after: request)
            events += new
            return new
        }

        /// Asked for, and ranked.
        static func ranked(_ result: MatchResult) throws -> Story {
            var story = Story()
            try story.tell(.request(id: Samples.id(10), PlacementRequestTests.decided()))
            try story.tell(.shortlist(result))
            return story
        }

        /// Asked for, and put to the first of these.
        static func offered(_ result: MatchResult) throws -> Story {
            var story = try ranked(result)
            try story.tell(PlacementRequestTests.ask((20, result.candidates.first?.provisionID ?? "")))
            return story
        }

        var kinds: [String] { events.map { $0.type.split(separator: ".")[2].description } }
    }

    @Test func yesAtOnce() throws {
        var story = try Story.offered(Self.candidates("a", "b"))
        #expect(story.request?.state == .offered)
        #expect(story.request?.openOffer?.provisionID == "a")
        #expect(story.request?.openOffer?.answerBy == "2026-11-25T09:30:00Z")
        #expect(
            story.request?.allowedMoves(for: .provider, organisation: "org-a") == [.accept, .decline, .askQuestion])
        #expect(story.request?.allowedMoves(for: .provider, organisation: "org-b") == [])
        #expect(story.request?.allowedMoves(for: .provider) == [])
        #expect(story.request?.allowedMoves(for: .coordinator) == [.ask, .rankAgain, .withdrawOffer])
        try story.tell(.accept(Self.answer(20, "a")))
        #expect(story.request?.state == .accepted)
        #expect(story.request?.offers.first?.state == .accepted)
        #expect(story.kinds == ["requested", "shortlisted", "offered", "accepted"])
        #expect(PlacementRequest.replay(story.events) == story.request)
        guard case .accepted(let accepted) = try #require(story.events.last) else { throw Samples.Missing() }
        #expect(accepted.caseID == Samples.id(3).text)
        #expect(accepted.provisionID == "a")
        // A second yes, or a no after it, is too late.
        for command in [.accept(Self.answer(20, "a")), Self.decline(20, "a")] {
            let violation = #expect(throws: RuleViolation.self) { try story.tell(command) }
            #expect(violation?.kind == .notAllowedNow)
        }
    }

    @Test func noThenTheNext() throws {
        var story = try Story.offered(Self.candidates("a", "b", "c"))
        try story.tell(Self.decline(20, "a"))
        #expect(story.request?.state == .declined)
        #expect(
            story.request?.allowedMoves(for: .coordinator) == [.ask, .rankAgain, .recordUnable, .confirmDecline])
        #expect(story.request?.allowedMoves(for: .provider, organisation: "org-a") == [])
        #expect(story.request?.offers.first?.declineCode == "start_date")
        try story.tell(Self.confirm(20, next: .ask(Self.asked(21, "b"))))
        #expect(story.request?.state == .offered)
        #expect(story.request?.openOffer?.provisionID == "b")
        #expect(story.request?.openOffer?.rank == 2)
        #expect(story.request?.offers.map(\.state) == [.declineConfirmed, .open])
        // The first has had its turn.
        let late = #expect(throws: RuleViolation.self) {
            try story.tell(.accept(Self.answer(20, "a")))
        }
        #expect(late?.kind == .notAllowedNow)
        try story.tell(Self.decline(21, "b"))
        // No place free with c any more.
        try story.tell(Self.confirm(21, next: .nobodyLeft))
        #expect(story.request?.state == .unableToMatch)
        #expect(story.request?.unmet == ["age": 1, "capacity": 2, "declined": 2])
        #expect(PlacementRequest.replay(story.events) == story.request)
        #expect(
            story.kinds == [
                "requested", "shortlisted", "offered", "declined", "decline_confirmed", "offered", "declined",
                "decline_confirmed", "unable_to_match",
            ])
    }

    @Test func nothingFits() throws {
        let story = try Story.ranked(Self.candidates())
        #expect(story.request?.state == .unableToMatch)
        #expect(story.kinds == ["requested", "shortlisted", "unable_to_match"])
        #expect(story.request?.unmet == ["age": 1, "capacity": 1])
    }

    @Test func onlyTheProviderAskedAnswers() throws {
        var story = try Story.offered(Self.candidates("a", "b"))
        for command in [
            .accept(Self.answer(20, "b")), Self.decline(20, "b"),
            .accept(Self.answer(99, "a")),
        ] {
            let violation = #expect(throws: RuleViolation.self) { try story.tell(command) }
            #expect(violation?.kind == .forbidden)
        }
        #expect(story.request?.state == .offered)
    }

    @Test func anAnswerAfterItsTimeIsTooLate() throws {
        var story = try Story.offered(Self.candidates("a"))
        let late = try #require(RFC3339.instant("2026-11-25T09:30:00Z"))
        for command in [.accept(Self.answer(20, "a")), Self.decline(20, "a")] as [PlacementCommand] {
            let violation = #expect(throws: RuleViolation.self) { try story.tell(command, at: late) }
            #expect(violation?.kind == .notAllowedNow)
            #expect(violation?.problems.map(\.code) == ["offer_expired"])
        }
        try story.tell(.endOffers(gone: []), at: late.addingTimeInterval(-1))
        #expect(story.request?.state == .offered)
        try story.tell(.endOffers(gone: []), at: late)
        #expect(story.request?.state == .shortlisted && story.request?.offers.map(\.state) == [.expired])
        #expect(try story.tell(.endOffers(gone: ["a"]), at: late) == [])
    }

    @Test(arguments: [
        (OfferUrgency.normal, "2026-11-25T09:30:00Z"), (.shortNotice, "2026-11-24T09:30:00Z"),
        (.emergency, "2026-11-23T13:30:00Z"),
    ])
    func theSoonerItIsNeededTheSoonerTheAnswer(_ urgency: OfferUrgency, _ answerBy: String) throws {
        var story = try Story.ranked(Self.candidates("a"))
        try story.tell(Self.ask((20, "a"), urgency: urgency))
        #expect(story.request?.openOffer?.answerBy == answerBy)
        #expect(story.request?.openOffer?.urgency == urgency.code)
    }

    @Test func severalAreAskedAndTheFirstYesEndsIt() throws {
        var story = try Story.ranked(Self.candidates("a", "b", "c"))
        try story.tell(Self.ask((20, "a"), (21, "b")))
        let twice = #expect(throws: RuleViolation.self) { try story.tell(Self.ask((22, "b"))) }
        #expect(twice?.problems.map(\.code) == ["asked_already"])
        // One says no: the other is still asked, and the coordinator may read the no meanwhile.
        try story.tell(Self.decline(20, "a"))
        #expect(story.request?.state == .offered)
        try story.tell(Self.confirm(20, next: .nobodyLeft))
        #expect(story.request?.state == .offered && story.request?.nextToAsk == [])
        try story.tell(Self.ask((22, "c")))
        try story.tell(.accept(Self.answer(21, "b")))
        #expect(story.request?.state == .accepted)
        #expect(story.request?.offers.map(\.state) == [.declineConfirmed, .accepted, .withdrawn])
        guard case .offerWithdrawn(let withdrawn) = try #require(story.events.last) else { throw Samples.Missing() }
        #expect(withdrawn.reason == "placed_elsewhere" && withdrawn.offer.providerID == "org-c")
        #expect(withdrawn.withdrawnBy.isEmpty)
        #expect(PlacementRequest.replay(story.events) == story.request)
    }

    @Test func theCoordinatorTakesAnOfferBackOrSaysThatNothingFits() throws {
        var story = try Story.offered(Self.candidates("a", "b"))
        let draft = UnableDraft(code: "too_far", words: "An hour by taxi each way.")
        let unable = PlacementCommand.recordUnable(draft, by: "coordinator-1", words: Samples.sealed())
        let open = #expect(throws: RuleViolation.self) { try story.tell(unable) }
        #expect(open?.problems.map(\.code) == ["offers_open"])
        try story.tell(.withdrawOffer(offerID: Samples.id(20).text, by: "coordinator-1"))
        #expect(story.request?.state == .shortlisted)
        #expect(throws: RuleViolation.self) {
            try story.tell(.withdrawOffer(offerID: Samples.id(20).text, by: "coordinator-1"))
        }
        let vague = UnableDraft(code: "", words: "")
        let wrong = #expect(throws: RuleViolation.self) {
            try story.tell(.recordUnable(vague, by: "coordinator-1", words: Sealed()))
        }
        #expect(wrong?.problems.map(\.pointer) == ["/code", "/words"])
        try story.tell(unable)
        #expect(story.request?.state == .unableToMatch)
        #expect(story.request?.unmet == ["age": 1, "capacity": 1, "too_far": 1])
        #expect(throws: RuleViolation.self) { try story.tell(Self.ask((21, "b"))) }
    }

    @Test func aQuestionIsAnsweredOnce() throws {
        var story = try Story.offered(Self.candidates("a"))
        let draft = OfferWordsDraft(words: "Is there a taxi?")
        try story.tell(.askQuestion(Self.answer(20, "a"), draft, id: Samples.id(30), words: Samples.sealed()))
        #expect(story.request?.allowedMoves(for: .coordinator).contains(.answerQuestion) == true)
        let answer = PlacementCommand.answerQuestion(
            QuestionAnswer(questionID: Samples.id(30).text, by: "coordinator-1"), draft, words: Samples.sealed())
        try story.tell(answer)
        #expect(story.request?.openOffer?.questions.count == 1)
        #expect(throws: RuleViolation.self) { try story.tell(answer) }
        #expect(throws: RuleViolation.self) {
            try story.tell(.askQuestion(Self.answer(20, "b"), draft, id: Samples.id(31), words: Samples.sealed()))
        }
        #expect(PlacementRequest.replay(story.events) == story.request)
    }

    @Test func rankedAgainWhileSomebodyIsAsked() throws {
        var story = try Story.offered(Self.candidates("a"))
        try story.tell(.rankAgain(Self.candidates("b", "a")))
        #expect(story.request?.state == .offered)
        #expect(story.request?.candidates.map(\.provisionID) == ["b", "a"])
    }

    @Test func whereOnlyRoomIsMissingTheCoordinatorMayStillAsk() throws {
        var full = Exclusion()
        full.provisionID = "y"
        full.failed = [.of("capacity", words: "All places are taken.")]
        let result = MatchResult(ruleSet: "matching-default/1", candidates: [], excluded: [full])
        #expect(try Story.ranked(result).request?.state == .shortlisted)
    }

    @Test(arguments: [
        ("", "x", "/code required"), ("busy", "x", "/code not_allowed"), ("capacity", " ", "/words required"),
    ])
    func aDeclineNeedsCodeAndWords(_ code: String, _ words: String, _ problem: String) throws {
        var story = try Story.offered(Self.candidates("a"))
        let violation = #expect(throws: RuleViolation.self) {
            try story.tell(Self.decline(20, "a", code: code, words: words))
        }
        #expect(violation?.kind == .invalid)
        #expect(violation?.problems.map { "\($0.pointer) \($0.code)" } == [problem])
    }

    @Test func seenTwiceBringsNothing() throws {
        var story = try Story.offered(Self.candidates("a"))
        #expect(try story.tell(.request(id: Samples.id(10), Self.decided())) == [])
        #expect(try story.tell(.shortlist(Self.candidates("b"))) == [])
        var other = try Self.decided()
        other.caseID = "another"
        #expect(throws: RuleViolation.self) { try story.tell(.request(id: Samples.id(10), other)) }
    }

    @Test func confirmOnlyWhatWasDeclined() throws {
        var story = try Story.offered(Self.candidates("a", "b"))
        #expect(throws: RuleViolation.self) { try story.tell(Self.confirm(20, next: .chosenLater)) }
        try story.tell(Self.decline(20, "a"))
        #expect(throws: RuleViolation.self) { try story.tell(Self.confirm(99, next: .chosenLater)) }
        try story.tell(Self.confirm(20, next: .chosenLater))
        #expect(throws: RuleViolation.self) { try story.tell(Self.confirm(20, next: .chosenLater)) }
    }

    @Test func withoutARequestNothingCanBeAnswered() {
        #expect(throws: RuleViolation.self) {
            try PlacementRequest.decide(nil, Self.confirm(20, next: .chosenLater), now: Self.now)
        }
    }

    @Test func whatIsMatchedIsWhatWasRequested() throws {
        let story = try Story.offered(Self.candidates("a"))
        let match = try MatchRequest(try #require(story.request), today: Samples.today)
        #expect(match.apKind == .aps)
        #expect(match.wantedStart.description == "2026-12-01")
        #expect(match.sessionsAWeek == 6)
        #expect(match.agency == .education)
        #expect(match.location?.eastingKm == 383)
        var strange = try Self.decided()
        strange.apKind = "castle"
        let request = try #require(
            PlacementRequest.replay(
                try PlacementRequest.decide(nil, .request(id: Samples.id(10), strange), now: Self.now)))
        #expect(throws: RuleViolation.self) { try MatchRequest(request, today: Samples.today) }
    }

    @Test("A search that is given up takes the open offer with it; a place that was taken stays taken")
    func withdrawing() throws {
        var story = try Story.offered(Self.candidates("a", "b"))
        let events = try story.tell(.withdraw(.caseClosed))
        guard case .withdrawn(let withdrawn) = try #require(events.first) else { throw Samples.Missing() }
        #expect(withdrawn.reason == "case_closed" && withdrawn.providerID == "org-a" && !withdrawn.offerID.isEmpty)
        #expect(story.request?.state == .withdrawn && story.request?.offers.map(\.state) == [.withdrawn])
        #expect(story.request?.allowedMoves(for: .provider, organisation: "org-a") == [])
        for late in [.accept(Self.answer(20, "a")), Self.decline(20, "a")] as [PlacementCommand] {
            let violation = #expect(throws: RuleViolation.self) { try story.tell(late) }
            #expect(violation?.kind == .notAllowedNow)
            #expect(violation?.problems.first?.words.contains("withdrawn before the provider answered") == true)
        }
        #expect(try story.tell(.withdraw(.sharingStopped)) == [])

        var declined = try Story.offered(Self.candidates("a", "b"))
        try declined.tell(Self.decline(20, "a"))
        try declined.tell(.withdraw(.sharingStopped))
        #expect(declined.request?.state == .withdrawn && declined.request?.offers.map(\.state) == [.declined])

        var taken = try Story.offered(Self.candidates("a"))
        try taken.tell(.accept(Self.answer(20, "a")))
        #expect(try taken.tell(.withdraw(.caseClosed)) == [])
    }
}
