/// The systems of identifiers a child can be known by.
public enum IdentifierSystem: String, Coded {
    case upn
    case nhs

    /// As people say it.
    public var words: String {
        switch self {
        case .upn: "UPN"
        case .nhs: "NHS number"
        }
    }

    /// The value in its one form, so that the same identifier is always the same text.
    public func normalised(_ value: String) throws(IdentifierFault) -> String {
        switch self {
        case .upn: try UPN(value).value
        case .nhs: try NHSNumber(value).value
        }
    }
}

/// An identifier of a child, in its one form.
public struct ChildIdentifier: Sendable, Hashable {
    /// What kind it is.
    public let system: IdentifierSystem
    /// In its one form.
    public let value: String
}
