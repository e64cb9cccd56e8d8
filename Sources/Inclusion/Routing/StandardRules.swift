import Contracts

extension RuleSet {
    /// The default rules (domain section 4). A phase of its own comes first, as early years does there: the
    /// forum for 16 and over takes every level. An education, health and care plan at level 3 without Level 4
    /// indicators is named by no rule there: neither the circle nor the cluster takes it, so the Inclusion
    /// Service advises.
    public static let standard = RuleSet(
        name: "gloucestershire-default", version: 1, localities: Locality.gloucestershire,
        rules: [
            RoutingRule(
                "forum.early_years",
                when: .ageBand([.earlyYears]),
                then: .forum(.earlyYearsTier3),
                words: "A child under compulsory school age goes to the Early Years Tier 3 group."),
            RoutingRule(
                "forum.post_16",
                when: .ageBand([.post16, .adultSend]),
                then: .forum(.post16),
                words: "A young person past compulsory school age goes to the post-16 forum."),
            RoutingRule(
                "forum.level_4_or_statutory",
                when: .any([
                    .level(4...4), .childProtectionPlan, .childInNeed, .childInCare, .all([.ehcp, .level4Indicators]),
                ]),
                then: .forum(.interventionCircle),
                words: "Level 4, a child protection plan, a child in need or in care, or an education, health and "
                    + "care plan with Level 4 indicators goes to the Intervention Circle.",
                advice: RoutingAdvice(
                    to: [.education, .earlyYears, .post16],
                    "Children's services and commissioned partners usually refer to the Intervention Circle. "
                        + "Your request has been passed on; please tell the child's social worker or lead "
                        + "practitioner about it.")),
            RoutingRule(
                "forum.level_3",
                when: .all([.level(3...3), .not(.ehcp)]),
                then: .forum(.talc),
                words: "Level 3 without a statutory plan goes to the Team Around the Locality Cluster.",
                advice: RoutingAdvice(
                    to: AgencyKind.known.filter { $0 != .education },
                    "Schools usually refer to the Team Around the Locality Cluster. Your request has been passed "
                        + "on; please talk to the child's school about it.")),
            RoutingRule(
                "forum.level_3_with_plan",
                when: .all([.level(3...3), .ehcp]),
                then: .forum(.inclusionAdvice),
                words: "Level 3 with an education, health and care plan but without Level 4 indicators gets advice "
                    + "from the Inclusion Service, beside the plan's own review.",
                advice: RoutingAdvice(
                    to: AgencyKind.known, "An early review of the plan can be asked for at any time.")),
            RoutingRule(
                "forum.levels_1_and_2",
                when: .level(1...2),
                then: .forum(.inclusionAdvice),
                words: "Levels 1 and 2 get advice and signposting from the Inclusion Service."),
            RoutingRule(
                "also.mental_health",
                when: .mentalHealthNeed,
                then: .alsoOffer(to: "health_single_point_of_access"),
                words: "A mental health need is also offered to the health single point of access, in parallel."),
            RoutingRule(
                "ap.coordinator_first",
                when: .alternativeProvisionAsked,
                then: .note,
                words: "Alternative provision is asked for: the locality's coordinator authorises it first."),
            RoutingRule(
                "ap.headteacher_authorised",
                when: .all([.alternativeProvisionAsked, .kindAsked(.aps)]),
                then: .note,
                words: "A place in the authority's alternative provision school is asked for: the headteacher's "
                    + "authorisation is recorded."),
        ])
}
