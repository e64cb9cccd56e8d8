/// A risk the referrer knows of, as posted. What cannot wait belongs to the Front Door, not here.
public struct RiskDraft: Sendable, Equatable {
    /// A `RiskKind`.
    public var kind: String
    /// What it is, in the referrer's words.
    public var words: String

    /// From its fields, where given.
    public init(kind: String = "", words: String = "") {
        self.kind = kind
        self.words = words
    }
}

/// Whom a risk threatens, or where it comes from.
public enum RiskKind: String, Coded {
    case selfHarm = "self"
    case others
    case fromOthers = "from_others"
    case exploitation
    case missing
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .selfHarm: "to themselves"
        case .others: "to others"
        case .fromOthers: "from others"
        case .exploitation: "of being exploited"
        case .missing: "of going missing"
        case .other: "of another kind"
        }
    }
}
