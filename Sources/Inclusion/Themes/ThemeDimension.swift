import Contracts

/// One of the ways in which a locality's cases are counted. Every case has exactly one value of each, so that a table adds up
/// to the number of cases and to nothing else.
public enum ThemeDimension: String, Coded {
    case need, concern, phase, level, source, unmet, waiting

    /// As people say it.
    public var words: String {
        switch self {
        case .need: "primary need"
        case .concern: "most pressing concern"
        case .phase: "phase of education"
        case .level: "level of the Graduated Pathway"
        case .source: "kind of agency that referred"
        case .unmet: "unmet demand"
        case .waiting: "working days from opening to the first decision"
        }
    }

    /// Its values in the order in which they are shown; what is not known comes last.
    public var values: [ThemeValue] {
        switch self {
        case .need: SendNeed.allCases.map(ThemeValue.init) + [.notKnown]
        case .concern: ThemeConcern.allCases.map(ThemeValue.init)
        case .phase: KeyStage.allCases.filter { !$0.code.isEmpty }.map { ThemeValue($0.code, $0.words) } + [.notKnown]
        case .level: (1...4).map { ThemeValue(String($0), "level \($0)") } + [.notKnown]
        case .source: AgencyKind.known.map { ThemeValue($0.code, $0.words) } + [.notKnown]
        case .unmet: UnmetDemand.allCases.map(ThemeValue.init)
        case .waiting: WaitingBand.allCases.map(ThemeValue.init)
        }
    }
}

/// A value of a dimension.
public struct ThemeValue: Sendable, Hashable {
    /// As programs exchange it.
    public let code: String
    /// As people say it.
    public let words: String

    init(_ code: String, _ words: String) {
        self.code = code
        self.words = words
    }

    init(_ coded: some Coded) { self.init(coded.code, coded.words) }

    /// Where a case says nothing.
    static let notKnown = ThemeValue("not_known", "not known")
}

/// What a referral was most pressing about, as far as it is coded: the first of these that holds.
public enum ThemeConcern: String, Coded {
    case permanentlyExcluded = "permanently_excluded"
    case outOfSchool = "out_of_school"
    case mentalHealth = "mental_health"
    case alternativeProvision = "alternative_provision"
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .permanentlyExcluded: "permanently excluded"
        case .outOfSchool: "days out of school"
        case .mentalHealth: "mental health"
        case .alternativeProvision: "alternative provision asked for"
        case .other: "none of these"
        }
    }
}

/// What was asked for and could not be given: the first of these that holds.
public enum UnmetDemand: String, Coded {
    case placeNotFound = "place_not_found"
    case thresholdNotMet = "threshold_not_met"
    case decidedLate = "decided_late"
    case none

    /// As people say it.
    public var words: String {
        switch self {
        case .placeNotFound: "no place could be found"
        case .thresholdNotMet: "it did not reach the level for help"
        case .decidedLate: "it waited longer than triage may take"
        case .none: "none"
        }
    }
}

/// How long a case waited for its first decision.
public enum WaitingBand: String, Coded {
    case upTo5 = "up_to_5"
    case upTo10 = "6_to_10"
    case upTo20 = "11_to_20"
    case over20 = "over_20"
    case notDecided = "not_decided"

    /// As people say it.
    public var words: String {
        switch self {
        case .upTo5: "up to 5"
        case .upTo10: "6 to 10"
        case .upTo20: "11 to 20"
        case .over20: "more than 20"
        case .notDecided: "not decided when the term ended"
        }
    }

    /// The band that many working days fall into; `nil` days: no decision.
    init(days: Int?) {
        switch days {
        case nil: self = .notDecided
        case .some(...5): self = .upTo5
        case .some(...10): self = .upTo10
        case .some(...20): self = .upTo20
        default: self = .over20
        }
    }
}
