public import Contracts

/// What a rule looks at. Data, not code: it can be shown in a table, and read from a file.
public indirect enum RoutingCondition: Sendable, Equatable {
    case ageBand([AgeBand])
    /// Level of the Graduated Pathway.
    case level(ClosedRange<Int32>)
    case childProtectionPlan
    case childInNeed
    case childInCare
    /// An education, health and care plan.
    case ehcp
    case level4Indicators
    case mentalHealthNeed
    case alternativeProvisionAsked
    /// A kind of alternative provision was named.
    case kindAsked(ApKind)
    /// All of these; of no condition at all, always.
    case all([RoutingCondition])
    case any([RoutingCondition])
    case not(RoutingCondition)

    /// Whether it holds for a child with these facts.
    public func holds(_ facts: CodedFacts, apKind: String) -> Bool {
        switch self {
        case .ageBand(let bands): bands.contains(facts.ageBand)
        case .level(let levels): levels.contains(facts.level)
        case .childProtectionPlan: facts.statutory.childProtectionPlan
        case .childInNeed: facts.statutory.childInNeed
        case .childInCare: facts.statutory.childInCare
        case .ehcp: facts.sendProvision == .ehcp
        case .level4Indicators: facts.level4Indicators
        case .mentalHealthNeed: facts.mentalHealthNeed
        case .alternativeProvisionAsked: facts.apRequested
        case .kindAsked(let kind): apKind == kind.code
        case .all(let conditions): conditions.allSatisfy { $0.holds(facts, apKind: apKind) }
        case .any(let conditions): conditions.contains { $0.holds(facts, apKind: apKind) }
        case .not(let condition): !condition.holds(facts, apKind: apKind)
        }
    }
}

/// What a rule that fires brings about.
public enum RoutingOutcome: Sendable, Equatable {
    /// This forum looks at the child. The first rule of this kind that fires wins.
    case forum(Forum)
    /// Also offered to this service, in parallel, in the same case.
    case alsoOffer(to: String)
    /// Something the record has to say.
    case note
}

/// What the referrer is told when an agency of another kind usually refers here. The request is passed on all the same.
public struct RoutingAdvice: Sendable, Equatable {
    /// Kinds of agency that are told.
    public let to: [AgencyKind]
    /// A sentence for people.
    public let words: String

    /// From its parts.
    public init(to kinds: [AgencyKind], _ words: String) {
        to = kinds
        self.words = words
    }
}

/// A rule as a row of a table: when it fires, what follows, and the sentence that explains it.
public struct RoutingRule: Sendable, Equatable {
    /// Stable for ever, such as `forum.level_3`; the record of every routing names it.
    public let id: String
    /// When it fires.
    public let when: RoutingCondition
    /// What follows.
    public let then: RoutingOutcome
    /// A sentence for people.
    public let words: String
    /// What some kinds of agency are told, if any.
    public let advice: RoutingAdvice?

    /// From its parts.
    public init(
        _ id: String, when: RoutingCondition, then: RoutingOutcome, words: String, advice: RoutingAdvice? = nil
    ) {
        self.id = id
        self.when = when
        self.then = then
        self.words = words
        self.advice = advice
    }
}

/// A version of the rules. A change is a new version, tried on past referrals before it goes live.
public struct RuleSet: Sendable, Equatable {
    /// Whose rules they are.
    public let name: String
    /// Counts up with every change.
    public let version: Int
    /// Read from top to bottom.
    public let rules: [RoutingRule]

    /// From its parts.
    public init(name: String, version: Int, rules: [RoutingRule]) {
        self.name = name
        self.version = version
        self.rules = rules
    }

    /// Name and version, as a routing record keeps them: `gloucestershire-default/1`.
    public var label: String { "\(name)/\(version)" }
}
