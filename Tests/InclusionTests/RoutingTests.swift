import Contracts
import RoutingData
import Testing

@testable import Inclusion

@Suite(.timeLimit(.minutes(1))) struct RoutingTests {
    /// Section 4.3 written once more, as plain sentences, to compare the table with.
    static func oracle(_ facts: CodedFacts) -> (forum: Forum, rule: String) {
        let statutory = facts.statutory
        let underSchoolAge = facts.ageBand == .earlyYears
        let pastSchoolAge = facts.ageBand == .post16 || facts.ageBand == .adultSend
        let plan = facts.sendProvision == .ehcp
        // "under compulsory school age → Early Years Tier 3 group"
        if underSchoolAge { return (.earlyYearsTier3, "forum.early_years") }
        // "16+ → post-16 forum": a forum of the age phase, as early years is.
        if pastSchoolAge { return (.post16, "forum.post_16") }
        // "Level 4, or CP, CiN, CiC, or EHCP with Level 4 indicators → Intervention Circle"
        if facts.level == 4 { return (.interventionCircle, "forum.level_4_or_statutory") }
        if statutory.childProtectionPlan { return (.interventionCircle, "forum.level_4_or_statutory") }
        if statutory.childInNeed { return (.interventionCircle, "forum.level_4_or_statutory") }
        if statutory.childInCare { return (.interventionCircle, "forum.level_4_or_statutory") }
        if plan && facts.level4Indicators { return (.interventionCircle, "forum.level_4_or_statutory") }
        // "Level 3 without statutory plan → TALC"
        if facts.level == 3 { return plan ? (.inclusionAdvice, "forum.level_3_with_plan") : (.talc, "forum.level_3") }
        // "Levels 1–2 → advice and signposting by the Inclusion Service"
        return (.inclusionAdvice, "forum.levels_1_and_2")
    }

    static func everyCombination() -> [CodedFacts] {
        var all: [CodedFacts] = []
        for band in [AgeBand.earlyYears, .schoolAge, .post16, .adultSend] {
            for level in Int32(1)...4 {
                for provision in [SendProvision.none, .support, .ehcp] {
                    for flags in 0..<32 {
                        var facts = CodedFacts()
                        facts.ageBand = band
                        facts.level = level
                        facts.sendProvision = provision
                        facts.level4Indicators = flags & 1 != 0
                        var statutory = StatutoryStatus()
                        statutory.childProtectionPlan = flags & 2 != 0
                        statutory.childInNeed = flags & 4 != 0
                        statutory.childInCare = flags & 8 != 0
                        facts.statutory = statutory
                        facts.mentalHealthNeed = flags & 16 != 0
                        all.append(facts)
                    }
                }
            }
        }
        return all
    }

    private let basis = Result { try RoutingBasis.builtIn() }

    @Test(arguments: AgencyKind.known) func everyCombinationGetsExactlyOneForum(_ agency: AgencyKind) throws {
        let basis = try basis.get()
        let combinations = Self.everyCombination()
        #expect(combinations.count == 4 * 4 * 3 * 32)
        for facts in combinations {
            let routing = ReferralRouter.route(
                facts: facts, agency: agency, home: Samples.place("E07000081"), school: .notGiven, rules: basis.rules,
                in: basis.county)
            let expected = Self.oracle(facts)
            #expect(routing.forum == expected.forum)
            let trail =
                ["locality.home_postcode", expected.rule] + (facts.mentalHealthNeed ? ["also.mental_health"] : [])
            #expect(routing.record.rulesFired == trail)
            #expect(routing.record.explanation.count == trail.count)
            #expect(routing.record.explanation.allSatisfy { $0.hasSuffix(".") && $0.contains(" ") })
            #expect(routing.record.alsoOfferedTo == (facts.mentalHealthNeed ? ["health_single_point_of_access"] : []))
            #expect(routing.record.facts["level"] == String(facts.level))
            #expect(routing.record.facts["age_band"] == facts.ageBand.code)
            // Who refers to which forum is told, never held against anybody.
            let told = routing.record.advice.joined()
            let setting = [.education, .earlyYears, .post16].contains(agency)
            #expect(told.contains("Intervention Circle") == (routing.forum == .interventionCircle && setting))
            #expect(told.contains("Locality Cluster") == (routing.forum == .talc && agency != .education))
        }
    }

    @Test func everyPointOfTheFactSpaceGetsExactlyOneForum() throws {
        let basis = try basis.get()
        #expect(FactSpace.points.count == 4 * 4 * 3 * 32 * 7)
        #expect(basis.rules.faults().isEmpty)
        for point in FactSpace.points {
            let routing = ReferralRouter.route(
                facts: point.facts, agency: .health, apKind: point.apKind, home: Samples.place("E07000081"),
                school: .notGiven, rules: basis.rules, in: basis.county)
            #expect(routing.forum == Self.oracle(point.facts).forum, "\(point.words)")
            #expect(routing.record.rulesFired.count { $0.hasPrefix("forum.") } == 1, "\(point.words)")
            // What the record keeps is enough to run it again.
            let past = try #require(PastRouting(routing.record.facts))
            #expect(past.again(by: basis.rules, in: basis.county).record == routing.record)
        }
    }

    struct Where: Sendable {
        var home: PostcodeFinding
        var school: PostcodeFinding
        var locality: String
        var rule: String
        var located: Bool
    }

    @Test(arguments: [
        Where(
            home: Samples.place("E07000081"), school: .notGiven, locality: "E07000081", rule: "locality.home_postcode",
            located: true),
        Where(
            home: Samples.place("E07000078"), school: Samples.place("E07000081"), locality: "E07000078",
            rule: "locality.home_postcode", located: true),
        Where(
            home: .notGiven, school: Samples.place("E07000079"), locality: "E07000079",
            rule: "locality.school_postcode", located: true),
        Where(
            home: Samples.place("E08000025"), school: Samples.place("E07000081"), locality: "out_of_area",
            rule: "locality.out_of_area", located: true),
        Where(
            home: .notGiven, school: Samples.place("W06000021"), locality: "out_of_area", rule: "locality.out_of_area",
            located: true),
        Where(
            home: .notFound, school: Samples.place("E07000081"), locality: "unrouted", rule: "locality.unrouted",
            located: false),
        Where(home: .notGiven, school: .notFound, locality: "unrouted", rule: "locality.unrouted", located: false),
        Where(home: .notGiven, school: .notGiven, locality: "unrouted", rule: "locality.unrouted", located: false),
    ])
    func locality(_ place: Where) throws {
        let basis = try basis.get()
        let routing = ReferralRouter.route(
            facts: CodedFacts(), agency: .housing, home: place.home, school: place.school, rules: basis.rules,
            in: basis.county)
        #expect(routing.locality.code == place.locality)
        #expect(routing.record.rulesFired.first == place.rule)
        #expect((routing.location != nil) == place.located)
        #expect(routing.record.facts["locality"] == place.locality)
        #expect(routing.record.advice.contains { $0.contains("postcode") } == (place.locality == "unrouted"))
        #expect(!routing.locality.owner.isEmpty)
    }

    @Test(arguments: Locality.gloucestershire) func everyDistrictIsALocality(_ locality: Locality) throws {
        let basis = try basis.get()
        let routing = ReferralRouter.route(
            facts: CodedFacts(), agency: .education, home: Samples.place(locality.code), school: .notGiven,
            rules: basis.rules, in: basis.county)
        #expect(routing.locality == locality)
        #expect(routing.record.explanation.first == "The home postcode is in \(locality.name).")
    }

    @Test func alternativeProvisionIsAuthorisedFirst() throws {
        let basis = try basis.get()
        let routing = ReferralRouter.route(
            try Samples.submitted(), home: Samples.place("E07000081"), school: .notGiven, rules: basis.rules,
            in: basis.county)
        #expect(
            routing.record.rulesFired == [
                "locality.home_postcode", "forum.level_3", "ap.coordinator_first", "ap.headteacher_authorised",
            ])
        #expect(routing.record.ruleSet == "gloucestershire-default/1")
        #expect(routing.record.facts["ap_kind"] == "aps")
    }

    @Test func theRecordHoldsNoPostcode() throws {
        let basis = try basis.get()
        let routing = ReferralRouter.route(
            try Samples.submitted(), home: Samples.place("E07000081"), school: Samples.place("E07000078"),
            rules: basis.rules, in: basis.county)
        #expect(!"\(routing.record)".contains("GL"))
    }

    @Test func anUnknownChildIsStillSeenBySomebody() throws {
        let empty = RuleSet(name: "empty", version: 2, rules: [])
        let county = try basis.get().county
        let routing = ReferralRouter.route(
            facts: CodedFacts(), agency: .police, home: Samples.place("E08000025"), school: .notGiven, rules: empty,
            in: county)
        #expect(routing.forum == .inclusionAdvice)
        #expect(routing.locality == .outOfArea)
        #expect(routing.record.rulesFired == ["locality.out_of_area", "forum.none_fits"])
        #expect(routing.record.ruleSet == "empty/2")
        #expect(routing.record.facts["county"] == "gloucestershire/1")
    }
}
