public import Contracts

/// What the directory of postcodes says about a postcode.
public struct PostcodePlace: Sendable, Equatable {
    /// ONS code of the district it lies in.
    public var district: String
    /// Where, in whole kilometres of the National Grid; `nil` when the directory does not say.
    public var location: CoarseLocation?

    /// From its parts.
    public init(district: String, location: CoarseLocation? = nil) {
        self.district = district
        self.location = location
    }
}

/// What is known of a postcode.
public enum PostcodeFinding: Sendable, Equatable {
    /// The referral has none.
    case notGiven
    /// The directory does not know it.
    case notFound
    case found(PostcodePlace)

    /// As it stands in the facts of a routing: a district code, or why there is none.
    public init(word: String, at location: CoarseLocation? = nil) {
        self =
            switch word {
            case "", "not_given": .notGiven
            case "not_found": .notFound
            default: .found(PostcodePlace(district: word, location: location))
            }
    }

    /// A district code, or why there is none.
    public var word: String {
        switch self {
        case .notGiven: "not_given"
        case .notFound: "not_found"
        case .found(let place): place.district
        }
    }
}

/// Where a referral goes, and why.
public struct Routing: Sendable, Equatable {
    /// Whose queue.
    public var locality: Locality
    /// Which forum.
    public var forum: Forum
    /// Enough to explain it to a parent, or to run it again. Coded facts only: no postcode, no names.
    public var record: RoutingRecord
    /// Of the postcode that decided; `nil` when none did.
    public var location: CoarseLocation?
}

/// Finds locality and forum (domain section 4). People decide; this proposes, and explains itself.
public enum ReferralRouter {
    /// Where the referral goes.
    /// - Parameters:
    ///   - referral: as submitted; agency, coded facts and the kind of alternative provision are looked at.
    ///   - home: what the directory says of the home postcode.
    ///   - school: the same of the school's; it decides only when no home postcode was given.
    ///   - county: whose localities there are; a postcode in any other district is out of area.
    public static func route(
        _ referral: ReferralSubmitted, home: PostcodeFinding, school: PostcodeFinding, rules: RuleSet, in county: County
    ) -> Routing {
        route(
            facts: referral.facts, agency: referral.agency.kind, apKind: referral.apKind, home: home, school: school,
            rules: rules, in: county)
    }

    /// The same from its parts.
    public static func route(
        facts: CodedFacts, agency: AgencyKind, apKind: String = "", home: PostcodeFinding, school: PostcodeFinding,
        rules: RuleSet, in county: County
    ) -> Routing {
        let place = locate(home: home, school: school, in: county.localities)
        var record = RoutingRecord()
        record.ruleSet = rules.label
        record.rulesFired = [place.rule]
        record.explanation = [place.words]
        record.advice = place.advice
        record.facts = looked(at: facts, agency: agency, apKind: apKind, home: home, school: school)
        record.facts["locality"] = place.locality.code
        record.facts["county"] = county.label

        var forum: Forum?
        for rule in rules.rules where rule.when.holds(facts, apKind: apKind) {
            switch rule.then {
            case .forum(let first):
                // Only the first forum counts: the rules after it are for children it did not fit.
                guard forum == nil else { continue }
                forum = first
            case .alsoOffer(let service): record.alsoOfferedTo.append(service)
            case .note: break
            }
            record.rulesFired.append(rule.id)
            record.explanation.append(rule.words)
            if let advice = rule.advice, advice.to.contains(agency) { record.advice.append(advice.words) }
        }
        if forum == nil {
            record.rulesFired.append("forum.none_fits")
            record.explanation.append("No rule names a forum for these facts, so the Inclusion Service looks at it.")
        }
        return Routing(
            locality: place.locality, forum: forum ?? .inclusionAdvice, record: record, location: place.location)
    }

    /// Rule 4.2: by the home postcode's district; without a home postcode, by the school's. Outside the county
    /// and unknown are queues too. A home postcode that is given but unknown is not replaced by the school's:
    /// the child may live anywhere, and somebody has to put the postcode right.
    static func locate(
        home: PostcodeFinding, school: PostcodeFinding, in localities: [Locality]
    ) -> (locality: Locality, rule: String, words: String, advice: [String], location: CoarseLocation?) {
        let whose = home == .notGiven ? "school" : "home"
        switch home == .notGiven ? school : home {
        case .found(let place):
            guard let locality = localities.first(where: { $0.code == place.district }) else {
                return (
                    .outOfArea, "locality.out_of_area", "The \(whose) postcode lies outside the county.", [],
                    place.location
                )
            }
            return (
                locality, "locality.\(whose)_postcode", "The \(whose) postcode is in \(locality.name).", [],
                place.location
            )
        case .notFound:
            return (
                .unrouted, "locality.unrouted", "The \(whose) postcode is not in the directory of postcodes.",
                ["Please check the \(whose) postcode: we could not find it."], nil
            )
        case .notGiven:
            return (
                .unrouted, "locality.unrouted", "There is neither a home nor a school postcode.",
                ["A home or school postcode helps us to find the right locality."], nil
            )
        }
    }

    /// The facts the rules look at, coded.
    static func looked(
        at facts: CodedFacts, agency: AgencyKind, apKind: String, home: PostcodeFinding, school: PostcodeFinding
    ) -> [String: String] {
        var looked = [
            "age_band": facts.ageBand.code,
            "level": String(facts.level),
            "send_provision": facts.sendProvision.code,
            "level_4_indicators": String(facts.level4Indicators),
            "child_protection_plan": String(facts.statutory.childProtectionPlan),
            "child_in_need": String(facts.statutory.childInNeed),
            "child_in_care": String(facts.statutory.childInCare),
            "mental_health_need": String(facts.mentalHealthNeed),
            "ap_requested": String(facts.apRequested),
            "agency_kind": agency.code,
            "home_postcode": home.word,
            "school_postcode": school.word,
        ]
        if !apKind.isEmpty { looked["ap_kind"] = apKind }
        return looked
    }
}
