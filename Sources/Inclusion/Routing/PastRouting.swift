public import Contracts

/// What the rules looked at in a routing of the past, read back from its record.
public struct PastRouting: Sendable, Equatable {
    /// Only what the rules look at; everything else is unset.
    public let facts: CodedFacts
    /// Who referred.
    public let agency: AgencyKind
    /// Kind of alternative provision asked for; empty when none.
    public let apKind: String
    /// What was known of the home postcode.
    public let home: PostcodeFinding
    /// What was known of the school's.
    public let school: PostcodeFinding

    /// `nil` when a fact is missing or not one of its codes: the record is no routing's.
    public init?(_ facts: [String: String]) {
        func flag(_ name: String) -> Bool { facts[name] == "true" }
        guard let band = AgeBand.allCases.first(where: { $0.code == facts["age_band"] }),
            let level = facts["level"].flatMap({ Int32($0) }),
            let provision = SendProvision.allCases.first(where: { $0.code == facts["send_provision"] }),
            let agency = AgencyKind.allCases.first(where: { $0.code == facts["agency_kind"] })
        else { return nil }
        var read = CodedFacts()
        read.ageBand = band
        read.level = level
        read.sendProvision = provision
        read.level4Indicators = flag("level_4_indicators")
        read.statutory.childProtectionPlan = flag("child_protection_plan")
        read.statutory.childInNeed = flag("child_in_need")
        read.statutory.childInCare = flag("child_in_care")
        read.mentalHealthNeed = flag("mental_health_need")
        read.apRequested = flag("ap_requested")
        self.facts = read
        self.agency = agency
        apKind = facts["ap_kind"] ?? ""
        home = PostcodeFinding(word: facts["home_postcode"] ?? "")
        school = PostcodeFinding(word: facts["school_postcode"] ?? "")
    }

    /// Where the same facts go by these rules.
    public func again(by rules: RuleSet, in county: County) -> Routing {
        ReferralRouter.route(
            facts: facts, agency: agency, apKind: apKind, home: home, school: school, rules: rules, in: county)
    }
}
