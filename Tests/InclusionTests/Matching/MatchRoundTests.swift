import Contracts
import SchoolYear
import Testing

@testable import Inclusion

/// What holds for every round, on rounds too large to try everything.
@Suite(.timeLimit(.minutes(5))) struct MatchRoundTests {
    @Test(arguments: 0..<200, MatchMethod.allCases) func noPlaceTwiceAndNobodyWhereItCannotGo(
        _ seed: UInt64, _ method: MatchMethod
    ) throws {
        var generator = SplitMix64(seed: seed)
        let round = try RandomRounds.round(RandomRounds.middling, &generator)
        let outcome = round.match(method)
        let given = Dictionary(grouping: outcome.places.compactMap { $0?.provision }, by: { $0 }).mapValues(\.count)
        for provision in round.provisions { #expect(given[provision.id, default: 0] <= provision.places) }
        for (child, place) in zip(round.children, outcome.places) {
            if let place { #expect(child.options.contains(place)) }
        }
        if method == .stable { #expect(round.blockingPair(outcome.placeByChild) == nil) }
    }

    @Test(arguments: 0..<50) func theOrderInWhichTheyAreNamedChangesNothing(_ seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let (children, provisions) = RandomRounds.parts(RandomRounds.middling, &generator)
        let round = try MatchRound(children: children, provisions: provisions)
        let other = try MatchRound(
            children: children.map { child in
                var child = child
                child.options.shuffle(using: &generator)
                return child
            }.shuffled(using: &generator), provisions: provisions.shuffled(using: &generator))
        for method in MatchMethod.allCases {
            let (outcome, otherOutcome) = (round.match(method), other.match(method))
            #expect(outcome.placeByChild == otherOutcome.placeByChild)
            #expect(outcome.childAccounts() == otherOutcome.childAccounts())
            #expect(outcome.provisionAccounts() == otherOutcome.provisionAccounts())
            #expect(outcome.ifOneMore() == otherOutcome.ifOneMore())
            #expect(outcome.gaps(5) == otherOutcome.gaps(5))
        }
    }

    /// Exactly what matching everybody anew gives, also after places were added.
    @Test(arguments: 0..<60, MatchMethod.allCases) func onePlaceMoreIsAsMatchingAnew(
        _ seed: UInt64, _ method: MatchMethod
    ) throws {
        var generator = SplitMix64(seed: seed)
        for shape in [RandomRounds.small, RandomRounds.middling] {
            let round = try RandomRounds.round(shape, &generator)
            let outcome = round.match(method)
            Self.check(outcome.ifOneMore(), outcome)
            var grown = round
            for gap in outcome.gaps(6) {
                let before = grown.match(method)
                Self.check(before.ifOneMore(), before)
                let places = grown.provisions.first { $0.id == gap.provision.id }?.places ?? 0
                grown = grown.with(places: [gap.provision.id: places + 1])
                let change = MatchComparison(before, grown.match(method))
                #expect(change.morePlaced == gap.morePlaced)
                #expect(change.scoreGained == gap.scoreGained)
            }
            #expect(round.match(method).placeByChild == outcome.placeByChild)
        }
    }

    private static func check(_ oneMore: [OneMorePlace], _ outcome: MatchOutcome) {
        for more in oneMore {
            let anew = outcome.round.with(places: [more.provision.id: more.provision.places + 1])
            let change = MatchComparison(outcome, anew.match(outcome.method))
            #expect(more.morePlaced == change.morePlaced)
            #expect(more.scoreGained == change.scoreGained)
            let newcomer = change.changes.first { $0.before == nil }?.child
            #expect(
                more.newlyPlaced
                    == outcome.round.children.first { $0.id == newcomer }?.priority.priorityClass)
            // Among equally good ways for all, matching anew may move others.
            if outcome.method == .stable { #expect(more.moved == change.changes.count) }
        }
    }

    /// One place: it goes to whoever has the first turn, and the accounts say why.
    @Test func theAccountSaysWhy() throws {
        func child(_ id: String, _ priority: MatchPriority, siblingsAt: Set<String> = []) -> WaitingChild {
            WaitingChild(
                id: id, priority: priority, options: [MatchOption(provision: "bridge", score: 700)],
                siblingsAt: siblingsAt)
        }
        let day = Samples.today
        let children = [
            child("g", MatchPriority(.other, daysOutOfSchool: 5, requestedOn: day)),
            child("f", MatchPriority(.other, daysOutOfSchool: 5, requestedOn: day)),
            child("e", MatchPriority(.other, daysOutOfSchool: 5, requestedOn: day.adding(days: -1))),
            child("d", MatchPriority(.other, daysOutOfSchool: 5, requestedOn: day), siblingsAt: ["bridge"]),
            child("c", MatchPriority(.other, daysOutOfSchool: 9)),
            child("b", MatchPriority(.statutoryDuty)),
        ]
        let full = try MatchRound(children: children, provisions: [OpenProvision(id: "bridge", places: 5)])
        for method in MatchMethod.allCases {
            let accounts = full.match(method).childAccounts()
            #expect(accounts.map(\.place?.provision) == ["bridge", "bridge", "bridge", "bridge", "bridge", nil])
            let last = try #require(accounts.last)
            #expect(last.id == "g" && last.options == 1 && last.rank == nil)
            let passed = try #require(last.passedOver.first)
            #expect(passed.places == 5)
            #expect(passed.givenTo == [.statutoryDuty: 1, .other: 4])
            #expect(
                passed.because == [
                    .statutoryDuty: 1, .longerOutOfSchool: 1, .siblingThere: 1, .askedEarlier: 1, .orderOfIds: 1,
                ])
            #expect(
                full.match(method).provisionAccounts() == [
                    ProvisionAccount(provision: OpenProvision(id: "bridge", places: 5), given: 5, wanted: 1)
                ])
            let gaps = full.match(method).gaps(20)
            #expect(gaps.map(\.morePlaced) == [1])
            #expect(gaps.first?.newlyPlaced == .other && gaps.first?.scoreGained == 700)
        }
    }

    /// Ada and Ben like different provisions best, but only one of the two fits Cai.
    @Test func theMethodsDiffer() throws {
        let children = [
            WaitingChild(
                id: "ada", priority: MatchPriority(.statutoryDuty),
                options: [MatchOption(provision: "bridge", score: 900), MatchOption(provision: "forge", score: 890)]),
            WaitingChild(
                id: "ben", priority: MatchPriority(.other),
                options: [MatchOption(provision: "bridge", score: 800)]),
        ]
        let provisions = [OpenProvision(id: "bridge", places: 1), OpenProvision(id: "forge", places: 1)]
        let round = try MatchRound(children: children, provisions: provisions)
        #expect(round.match(.stable).placeByChild == ["ada": "bridge"])
        let optimal = round.match(.optimal)
        #expect(optimal.placeByChild == ["ada": "forge", "ben": "bridge"])
        #expect(optimal.childAccounts().first?.passedOver.first?.because == [.betterForAll: 1])
        let change = MatchComparison(round.match(.stable), optimal)
        #expect(change.morePlaced == 1 && change.scoreGained == 790 && change.changes.map(\.child) == ["ada", "ben"])
    }

    @Test func everythingThatIsWrongIsSaidAtOnce() {
        let children = [
            WaitingChild(
                id: "a", priority: MatchPriority(.other),
                options: [
                    MatchOption(provision: "p", score: -1), MatchOption(provision: "p", score: 1),
                    MatchOption(provision: "q", score: 1_000_001),
                ], siblingsAt: ["r"]),
            WaitingChild(id: "a", priority: MatchPriority(.other), options: []),
            WaitingChild(id: "", priority: MatchPriority(.other), options: []),
        ]
        let provisions = [OpenProvision(id: "p", places: -1), OpenProvision(id: "p", places: 1)]
        #expect(
            Set(MatchRound.problems(children: children, provisions: provisions).map { "\($0.pointer) \($0.code)" }) == [
                "/provisions/0/places out_of_range", "/provisions/1/id repeated",
                "/children/0/options/0/score out_of_range", "/children/0/options/1/provision repeated",
                "/children/0/options/2/provision unknown_provision", "/children/0/options/2/score out_of_range",
                "/children/0/siblings_at unknown_provision", "/children/1/id repeated", "/children/2/id required",
            ])
        #expect(throws: RuleViolation.self) { try MatchRound(children: children, provisions: provisions) }
    }

    /// Full provisions are options in a round, and what hard rules exclude is told.
    @Test func roundsOfRequests() throws {
        var full = MatchingTests.provision("full")
        full.taken = full.places
        var other = MatchingTests.provision("other")
        other.minimumAge = 15
        var excluded = MatchingTests.request()
        excluded.facts.permanentlyExcluded = true
        let round = try MatchRound(
            requests: [
                WaitingRequest(id: "a", request: MatchingTests.request()), WaitingRequest(id: "b", request: excluded),
            ], provisions: [full, other, MatchingTests.provision("p")])
        #expect(round.children.map(\.id) == ["b", "a"])
        #expect(round.provisions.map(\.places) == [0, 1, 1])
        let outcome = round.match(.stable)
        #expect(outcome.placeByChild == ["b": "p"])
        let account = try #require(outcome.childAccounts().last)
        #expect(account.passedOver.map(\.option.provision) == ["full", "p"])
        #expect(account.excluded.map(\.provisionID) == ["other"])
        #expect(outcome.ifOneMore().map(\.morePlaced) == [1, 0, 1])
    }
}
