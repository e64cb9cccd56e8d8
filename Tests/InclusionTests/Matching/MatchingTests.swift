import Contracts
import FoundationEssentials
import SchoolYear
import Testing

@testable import Inclusion

@Suite(.timeLimit(.minutes(1))) struct MatchingTests {
    static func location(_ east: Int32, _ north: Int32) -> CoarseLocation {
        var location = CoarseLocation()
        location.eastingKm = east
        location.northingKm = north
        return location
    }

    /// A provision that fits the request below in every way.
    static func provision(_ id: String = "p") -> Provision {
        Provision(
            id: id, provider: ProvisionProvider(id: "org-\(id)", name: "Provider"), name: "Provision",
            kind: .independent,
            location: location(386, 222), minimumAge: 11, maximumAge: 16, keyStages: [.keyStage3, .keyStage4],
            needs: [.semh, .slcn], places: 4, taken: 3, sessionsAWeek: 10, registered: true, weeklyHours: 25,
            assuredUntil: CalendarDate(dayNumber: 21_000), effectiveness: Effectiveness(percent: 80, of: 90),
            waitDays: 5)
    }

    static func request() -> MatchRequest {
        var facts = CodedFacts()
        facts.ageYears = 13
        facts.keyStage = .keyStage3
        facts.needs = ["SEMH", "ASD"]
        facts.sendProvision = .support
        facts.daysOutOfSchool = 15
        return MatchRequest(
            facts: facts, location: location(383, 218), agency: .education,
            wantedStart: Samples.today.adding(days: 8), sessionsAWeek: 6, today: Samples.today)
    }

    struct Rule: Sendable, CustomTestStringConvertible {
        var name: String
        var change: @Sendable (inout Provision, inout MatchRequest) -> Void
        var fails: [HardRule]
        var testDescription: String { name }
    }

    @Test(arguments: [
        Rule(name: "fits", change: { _, _ in }, fails: []),
        Rule(name: "too young", change: { $1.facts.ageYears = 10 }, fails: [.age]),
        Rule(name: "youngest", change: { $1.facts.ageYears = 11 }, fails: []),
        Rule(name: "oldest", change: { $1.facts.ageYears = 16 }, fails: []),
        Rule(name: "too old", change: { $1.facts.ageYears = 17 }, fails: [.age]),
        Rule(name: "phase", change: { $1.facts.keyStage = .keyStage5 }, fails: [.phase]),
        Rule(name: "primary need", change: { $1.facts.needs = ["VI", "SEMH"] }, fails: [.needs]),
        Rule(name: "no coded need", change: { $1.facts.needs = [] }, fails: []),
        Rule(name: "full", change: { p, _ in p.taken = 4 }, fails: [.capacity]),
        Rule(name: "over-committed", change: { p, _ in p.taken = 6 }, fails: [.capacity]),
        Rule(name: "sessions", change: { $1.sessionsAWeek = 11 }, fails: [.sessions]),
        Rule(name: "all sessions", change: { $1.sessionsAWeek = 10 }, fails: []),
        Rule(name: "another kind", change: { $1.apKind = .thirdSector }, fails: [.kind]),
        Rule(name: "the kind", change: { $1.apKind = .independent }, fails: []),
        Rule(name: "police", change: { $1.agency = .police }, fails: [.whoMayRefer]),
        Rule(
            name: "police, third sector",
            change: {
                $0.kind = .thirdSector
                $1.agency = .police
            }, fails: []),
        Rule(name: "APS not asked for", change: { p, _ in p.kind = .aps }, fails: [.headteacherAuthorisation]),
        Rule(
            name: "APS asked for",
            change: {
                $0.kind = .aps
                $1.apKind = .aps
            }, fails: []),
        Rule(name: "assured to the day", change: { $0.assuredUntil = $1.wantedStart }, fails: []),
        Rule(
            name: "assurance ends before", change: { $0.assuredUntil = $1.wantedStart.adding(days: -1) },
            fails: [.assurance]),
        Rule(name: "excluded", change: { $1.excludedProvisions = ["p"] }, fails: [.excludedByRequest]),
        Rule(
            name: "unregistered, 18 hours",
            change: { p, _ in
                p.registered = false
                p.weeklyHours = 18
            }, fails: []),
        Rule(
            name: "unregistered, more, three pupils",
            change: { p, _ in
                p.registered = false
                p.weeklyHours = 18.5
                p.taken = 2
            }, fails: [.unregisteredHours]),
        Rule(
            name: "unregistered, full-time, five pupils",
            change: { p, _ in
                p.registered = false
                p.weeklyHours = 25
                p.places = 9
                p.taken = 4
            },
            fails: [.unregisteredHours, .illegalSchool]),
        Rule(
            name: "unregistered, full-time, one with a plan",
            change: {
                $0.registered = false
                $0.weeklyHours = 25
                $0.taken = 0
                $1.facts.sendProvision = .ehcp
            },
            fails: [.unregisteredHours, .illegalSchool]),
        Rule(
            name: "unregistered, full-time, one in care",
            change: {
                $0.registered = false
                $0.weeklyHours = 25
                $0.taken = 0
                $1.facts.statutory.childInCare = true
            },
            fails: [.unregisteredHours, .illegalSchool]),
        Rule(
            name: "everything at once",
            change: {
                $0.kind = .aps
                $0.registered = false
                $0.taken = 9
                $0.sessionsAWeek = 2
                $0.assuredUntil = $1.today.adding(days: -1)
                $1.facts.ageYears = 5
                $1.facts.keyStage = .keyStage1
                $1.facts.needs = ["VI"]
                $1.agency = .housing
                $1.apKind = .independent
                $1.excludedProvisions = ["p"]
            }, fails: HardRule.allCases),
    ])
    func hardRules(_ rule: Rule) {
        var provision = Self.provision()
        var request = Self.request()
        rule.change(&provision, &request)
        let result = ProvisionMatcher.match(request, among: [provision])
        #expect(result.excluded.first?.failed.map(\.code) ?? [] == rule.fails.map(\.code))
        #expect(result.candidates.count == (rule.fails.isEmpty ? 1 : 0))
        #expect(result.excluded.flatMap(\.failed).allSatisfy { $0.words.hasSuffix(".") && $0.points == 0 })
        #expect(result.failedRules == Dictionary(uniqueKeysWithValues: rule.fails.map { ($0.code, 1) }))
    }

    @Test func theScoreIsExplained() throws {
        let candidate = try #require(ProvisionMatcher.match(Self.request(), among: [Self.provision()]).candidates.first)
        // 5 km: 240·35/40. SEMH (twice) of SEMH, ASD: 240·2/3. (80·90 + 500)/(100·100): 180·0.77. No wish; not known from
        // before. In time: 100. 15 of 30 days out: 60·1/2. Medium cost: 60·1/2.
        #expect(candidate.reasons.map(\.points) == [210, 160, 138, 0, 0, 100, 30, 30])
        #expect(candidate.score == 668)
        #expect(candidate.reasons.first?.words == "About 5 km away.")
        #expect(candidate.reasons[1].words == "Takes 1 of 2 needs: social, emotional and mental health.")
    }

    @Test func theWeightsAddUpToAThousand() {
        #expect(MatchWeights().most == 1000)
        #expect(MatchRules.standard.label == "matching-default/2")
    }

    @Test func theBestThereIsGetsAThousandAndTheWorstNothing() throws {
        var best = Self.provision("best")
        best.location = Self.request().location
        best.needs = [.semh, .asd]
        best.costBand = .low
        best.effectiveness = Effectiveness(percent: 100, of: .max)
        best.waitDays = 0
        var worst = Self.provision("worst")
        worst.location = Self.location(.max, .min)
        worst.costBand = .high
        worst.effectiveness = Effectiveness(percent: .min, of: .max)
        worst.waitDays = .max
        var request = Self.request()
        request.facts.permanentlyExcluded = true
        request.wantedStart = Samples.today
        request.wishedProvisions = ["best"]
        request.knownProvisions = ["best"]
        let scores = ProvisionMatcher.match(request, among: [worst, best]).candidates
        #expect(scores.map(\.provisionID) == ["best", "worst"])
        #expect(try #require(scores.first).score >= 999)
        #expect(try #require(scores.last).reasons.filter { $0.code != "fit_to_needs" }.allSatisfy { $0.points == 0 })
    }

    @Test func theChildsWishAndContinuityCount() throws {
        var request = Self.request()
        func reasons() throws -> [Reason] {
            let candidate = ProvisionMatcher.match(request, among: [Self.provision()]).candidates.first
            return try #require(candidate).reasons.filter { ["wish", "continuity"].contains($0.code) }
        }
        #expect(try reasons().map(\.points) == [0, 0])
        #expect(try reasons().map(\.words) == ["The child has named no wish.", "Does not know the child yet."])
        request.wishedProvisions = ["another"]
        #expect(try reasons().first?.words == "Not what the child wishes for.")
        request.wishedProvisions = ["p", "another"]
        request.knownProvisions = ["p"]
        #expect(try reasons().map(\.points) == [80, 40])
        #expect(try reasons().map(\.words) == ["The child wishes for it.", "Knows the child from before."])
    }

    @Test func fewMeasurementsSayLittle() throws {
        var few = Self.provision("few")
        few.effectiveness = Effectiveness(percent: 100, of: 3)
        var many = Self.provision("many")
        many.effectiveness = Effectiveness(percent: 80, of: 100)
        var none = Self.provision("none")
        none.effectiveness = nil
        let order = ProvisionMatcher.match(Self.request(), among: [none, few, many]).candidates.map(\.provisionID)
        #expect(order == ["many", "few", "none"])
    }

    @Test func unregisteredAboveFifteenHoursIsWarnedAbout() throws {
        var provision = Self.provision()
        provision.registered = false
        provision.weeklyHours = 16
        let candidate = try #require(ProvisionMatcher.match(Self.request(), among: [provision]).candidates.first)
        #expect(candidate.reasons.last?.code == "unregistered_hours")
        #expect(candidate.reasons.last?.points == 0)
    }

    /// For every request: points add up to the score, everybody is either candidate or excluded, and the result is
    /// the same in whatever order the directory is read.
    @Test(arguments: 0..<40) func properties(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let provisions = (0..<60).map { Self.random("p\($0)", &generator) }
        var request = Self.request()
        request.facts.ageYears = Int32.random(in: 4...19, using: &generator)
        request.facts.daysOutOfSchool = Int32.random(in: 0...60, using: &generator)
        request.agency = AgencyKind.known.randomElement(using: &generator) ?? .education
        request.apKind = Bool.random(using: &generator) ? ApKind.allCases.randomElement(using: &generator) : nil
        request.excludedProvisions = ["p7", "p8"]
        let result = ProvisionMatcher.match(request, among: provisions)

        for candidate in result.candidates {
            #expect(candidate.score == candidate.reasons.reduce(0) { $0 + $1.points })
            #expect((0...1000).contains(candidate.score))
            #expect(candidate.reasons.allSatisfy { $0.points >= 0 && !$0.words.isEmpty })
        }
        let ranked = ProvisionMatcher.rank(request, among: provisions)
        #expect(ranked.map { provisions[$0.position].id } == result.candidates.map(\.provisionID))
        #expect(ranked.map(\.score) == result.candidates.map { Int($0.score) })
        let ids = result.candidates.map(\.provisionID) + result.excluded.map(\.provisionID)
        #expect(ids.sorted() == provisions.map(\.id).sorted())
        #expect(result.excluded.allSatisfy { !$0.failed.isEmpty })
        for (better, worse) in zip(result.candidates, result.candidates.dropFirst()) {
            #expect(
                better.score > worse.score || (better.score == worse.score && better.provisionID < worse.provisionID))
        }
        for _ in 0..<5 {
            #expect(ProvisionMatcher.match(request, among: provisions.shuffled(using: &generator)) == result)
        }
    }

    static func random(_ id: String, _ generator: inout SplitMix64) -> Provision {
        var provision = provision(id)
        provision.kind = ApKind.allCases.randomElement(using: &generator) ?? .independent
        provision.location = location(
            Int32.random(in: 360...420, using: &generator), Int32.random(in: 190...240, using: &generator))
        provision.minimumAge = Int.random(in: 4...13, using: &generator)
        provision.maximumAge = provision.minimumAge + Int.random(in: 2...10, using: &generator)
        provision.needs = SendNeed.allCases.filter { $0 == .semh || Bool.random(using: &generator) }
        provision.places = Int.random(in: 0...10, using: &generator)
        provision.taken = Int.random(in: 0...10, using: &generator)
        provision.sessionsAWeek = Int.random(in: 1...10, using: &generator)
        provision.registered = Bool.random(using: &generator)
        provision.weeklyHours = Double(Int.random(in: 5...30, using: &generator))
        provision.assuredUntil = Samples.today.adding(days: Int.random(in: -50...400, using: &generator))
        provision.effectiveness =
            Bool.random(using: &generator)
            ? Effectiveness(
                percent: Int.random(in: 0...100, using: &generator), of: Int.random(in: 1...200, using: &generator))
            : nil
        provision.waitDays = Int.random(in: 0...90, using: &generator)
        provision.costBand = CostBand.allCases.randomElement(using: &generator) ?? .low
        return provision
    }
}
