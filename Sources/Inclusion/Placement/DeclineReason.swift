/// Why a provider declines (domain section 8); always together with words.
public enum DeclineReason: String, Coded {
    case capacity
    case age
    case needsNotMet = "needs_not_met"
    case riskToOthers = "risk_to_others"
    case distance
    case startDate = "start_date"
    case informationMissing = "information_missing"
    case notAppropriate = "not_appropriate"
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .capacity: "no place free"
        case .age: "outside the age range"
        case .needsNotMet: "needs cannot be met here"
        case .riskToOthers: "risk to others"
        case .distance: "too far to travel"
        case .startDate: "cannot start when wanted"
        case .informationMissing: "information is missing"
        case .notAppropriate: "not appropriate"
        case .other: "another reason"
        }
    }
}
