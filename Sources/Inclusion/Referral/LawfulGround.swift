/// On what lawful basis the agency shares what it shares (UK GDPR, article 6).
public enum LawfulGround: String, Coded {
    case publicTask = "public_task"
    case legalObligation = "legal_obligation"
    case vitalInterests = "vital_interests"
    case consent

    /// As people say it.
    public var words: String {
        switch self {
        case .publicTask: "public task"
        case .legalObligation: "legal obligation"
        case .vitalInterests: "vital interests"
        case .consent: "consent"
        }
    }
}
