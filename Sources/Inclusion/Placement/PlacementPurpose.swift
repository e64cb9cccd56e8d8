/// What a placement is for: "movement between provisions must have a specific purpose".
public enum PlacementPurpose: String, Coded {
    case shortTermIntervention = "short_term_intervention"
    case reintegration
    case assessment
    case medical
    case fullTimeAlternative = "full_time_alternative"

    /// As people say it.
    public var words: String {
        switch self {
        case .shortTermIntervention: "short-term intervention"
        case .reintegration: "return to mainstream"
        case .assessment: "assessment"
        case .medical: "education during medical treatment"
        case .fullTimeAlternative: "full-time alternative to school"
        }
    }
}
