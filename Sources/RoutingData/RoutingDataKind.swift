public import Inclusion

/// What can be handed in as a file.
public enum RoutingDataKind: String, Sendable, CaseIterable {
    case rules, county

    /// As people say it.
    public var words: String {
        switch self {
        case .rules: "rule set"
        case .county: "county"
        }
    }

    /// Reads and checks a file of this kind.
    /// - Throws: ``FileFaults`` with everything that is wrong with it.
    public func read(_ text: String) throws(FileFaults) -> RoutingDataFile {
        switch self {
        case .rules: RoutingDataFile(try RuleSetFile(text))
        case .county: RoutingDataFile(try CountyFile(text))
        }
    }

    /// What holds while nothing else has been activated.
    /// - Throws: ``FileFaults`` when what was built in is not right; a test sees to that.
    public func builtIn() throws(FileFaults) -> RoutingDataFile {
        switch self {
        case .rules: RoutingDataFile(try BuiltIn.rules())
        case .county: RoutingDataFile(try BuiltIn.county())
        }
    }
}

/// A file that was read and found right.
public struct RoutingDataFile: Sendable, Equatable {
    /// What it is.
    public let kind: RoutingDataKind
    /// Whose.
    public let name: String
    /// Which.
    public let version: Int
    /// The file as it stands.
    public let text: String

    /// Name and version, such as `gloucestershire-default/1`.
    public var label: String { "\(name)/\(version)" }

    init(_ file: RuleSetFile) {
        (kind, name, version, text) = (.rules, file.rules.name, file.rules.version, file.text)
    }

    init(_ file: CountyFile) {
        (kind, name, version, text) = (.county, file.county.name, file.county.version, file.text)
    }
}

/// What counts now: by which rules referrals are routed, and in which county.
public struct RoutingBasis: Sendable, Equatable {
    /// By which rules.
    public var rules: RuleSet
    /// In which county.
    public var county: County

    /// From its parts.
    public init(rules: RuleSet, county: County) {
        self.rules = rules
        self.county = county
    }

    /// What is built in.
    /// - Throws: ``FileFaults`` when what was built in is not right; a test sees to that.
    public static func builtIn() throws(FileFaults) -> RoutingBasis {
        RoutingBasis(rules: try BuiltIn.rules().rules, county: try BuiltIn.county().county)
    }
}
