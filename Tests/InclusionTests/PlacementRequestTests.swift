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

    static func confirm(_ offer: UInt64, next: UInt64, withPlaces: Set<String>? = nil) -> PlacementCommand {
        .confirmDecline(
            DeclineConfirmation(
                offerID: Samples.id(offer).text, by: "coordinator-1", nextOfferID: Samples.id(next),
                withPlaces: withPlaces))
    }

    struct Story {
        var request: PlacementRequest?
        var events: [PlacementEvent] = []

        @discardableResult
        mutating func tell(_ command: PlacementCommand) throws -> [PlacementEvent] {
            let new = try PlacementRequest.decide(request, command, now: PlacementRequestTests.now)
            request = PlacementRequest.replay(new, after: request)
            events += new
            return new
        }

        /// Asked for, and put to the first of these.
        static func offered(_ result: MatchResult) throws -> Story {
            var story = Story()
            try story.tell(.request(id: Samples.id(10), PlacementRequestTests.decided()))
            try story.tell(.shortlist(result, offerID: Samples.id(20)))
            return story
        }

        var kinds: [String] { events.map { $0.type.split(separator: ".")[2].description } }
    }

    @Test func yesAtOnce() throws {
        var story = try Story.offered(Self.candidates("a", "b"))
        #expect(story.request?.state == .offered)
        #expect(story.request?.openOffer?.provisionID == "a")
        #expect(story.request?.openOffer?.answerBy == "2026-11-25T09:30:00Z")
        #expect(story.request?.allowedMoves(for: .provider, organisation: "org-a") == [.accept, .decline])
        #expect(story.request?.allowedMoves(for: .provider, organisation: "org-b") == [])
        #expect(story.request?.allowedMoves(for: .provider) == [])
        #expect(story.request?.allowedMoves(for: .coordinator) == [])
        try story.tell(.accept(Self.answer(20, "a"), placeTaken: true))
        #expect(story.request?.state == .accepted)
        #expect(story.request?.offers.first?.state == .accepted)
        #expect(story.kinds == ["requested", "shortlisted", "offered", "accepted"])
        #expect(PlacementRequest.replay(story.events) == story.request)
        guard case .accepted(let accepted) = try #require(story.events.last) else { throw Samples.Missing() }
        #expect(accepted.caseID == Samples.id(3).text)
        #expect(accepted.provisionID == "a")
        // A second yes, or a no after it, is too late.
        for command in [.accept(Self.answer(20, "a"), placeTaken: true), Self.decline(20, "a")] {
            let violation = #expect(throws: RuleViolation.self) { try story.tell(command) }
            #expect(violation?.kind == .notAllowedNow)
        }
    }

    @Test func noThenTheNext() throws {
        var story = try Story.offered(Self.candidates("a", "b", "c"))
        try story.tell(Self.decline(20, "a"))
        #expect(story.request?.state == .declined)
        #expect(story.request?.allowedMoves(for: .coordinator) == [.confirmDecline])
        #expect(story.request?.allowedMoves(for: .provider, organisation: "org-a") == [])
        #expect(story.request?.offers.first?.declineCode == "start_date")
        try story.tell(Self.confirm(20, next: 21))
        #expect(story.request?.state == .offered)
        #expect(story.request?.openOffer?.provisionID == "b")
        #expect(story.request?.openOffer?.rank == 2)
        #expect(story.request?.offers.map(\.state) == [.declineConfirmed, .open])
        // The first has had its turn.
        let late = #expect(throws: RuleViolation.self) {
            try story.tell(.accept(Self.answer(20, "a"), placeTaken: true))
        }
        #expect(late?.kind == .notAllowedNow)
        try story.tell(Self.decline(21, "b"))
        // No place free with c any more.
        try story.tell(Self.confirm(21, next: 22, withPlaces: []))
        #expect(story.request?.state == .unableToMatch)
        #expect(story.request?.unmet == ["age": 1, "capacity": 2, "declined": 2])
        #expect(PlacementRequest.replay(story.events) == story.request)
        #expect(
            story.kinds == [
                "requested", "shortlisted", "offered", "declined", "decline_confirmed", "offered", "declined",
                "decline_confirmed", "unable_to_match",
            ])
    }

    @Test func aFullProvisionIsPassedOver() throws {
        var story = try Story.offered(Self.candidates("a", "b", "c"))
        try story.tell(Self.decline(20, "a"))
        try story.tell(Self.confirm(20, next: 21, withPlaces: ["c"]))
        #expect(story.request?.openOffer?.provisionID == "c")
        #expect(story.request?.openOffer?.rank == 2)
    }

    @Test func nothingFits() throws {
        let story = try Story.offered(Self.candidates())
        #expect(story.request?.state == .unableToMatch)
        #expect(story.kinds == ["requested", "shortlisted", "unable_to_match"])
        #expect(story.request?.unmet == ["age": 1, "capacity": 1])
    }

    @Test func onlyTheProviderAskedAnswers() throws {
        var story = try Story.offered(Self.candidates("a", "b"))
        for command in [
            .accept(Self.answer(20, "b"), placeTaken: true), Self.decline(20, "b"),
            .accept(Self.answer(99, "a"), placeTaken: true),
        ] {
            let violation = #expect(throws: RuleViolation.self) { try story.tell(command) }
            #expect(violation?.kind == .forbidden)
        }
        #expect(story.request?.state == .offered)
    }

    @Test func aPlaceThatIsGoneIsNotGivenTwice() throws {
        var story = try Story.offered(Self.candidates("a"))
        let violation = #expect(throws: RuleViolation.self) {
            try story.tell(.accept(Self.answer(20, "a"), placeTaken: false))
        }
        #expect(violation?.kind == .notAllowedNow)
        #expect(violation?.problems.map(\.code) == ["no_place_left"])
        #expect(story.request?.allowedMoves(for: .provider, organisation: "org-a") == [.accept, .decline])
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
        #expect(try story.tell(.shortlist(Self.candidates("b"), offerID: Samples.id(30))) == [])
        var other = try Self.decided()
        other.caseID = "another"
        #expect(throws: RuleViolation.self) { try story.tell(.request(id: Samples.id(10), other)) }
    }

    @Test func confirmOnlyWhatWasDeclined() throws {
        var story = try Story.offered(Self.candidates("a", "b"))
        #expect(throws: RuleViolation.self) { try story.tell(Self.confirm(20, next: 21)) }
        try story.tell(Self.decline(20, "a"))
        #expect(throws: RuleViolation.self) { try story.tell(Self.confirm(99, next: 21)) }
        try story.tell(Self.confirm(20, next: 21))
        #expect(throws: RuleViolation.self) { try story.tell(Self.confirm(20, next: 22)) }
    }

    @Test func withoutARequestNothingCanBeAnswered() {
        #expect(throws: RuleViolation.self) {
            try PlacementRequest.decide(nil, Self.confirm(20, next: 21), now: Self.now)
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
        for late in [.accept(Self.answer(20, "a"), placeTaken: true), Self.decline(20, "a")] as [PlacementCommand] {
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
        try taken.tell(.accept(Self.answer(20, "a"), placeTaken: true))
        #expect(try taken.tell(.withdraw(.caseClosed)) == [])
    }
}
