/// One thing an operator can set, and what it may be.
public struct Setting: Sendable {
    /// What values are allowed.
    public enum Kind: Sendable {
        case text
        case wholeNumber(ClosedRange<Int>)
        case flag
        /// An address with one of these schemes, such as `postgres`.
        case address(schemes: [String])
        /// The path of a file that can be read.
        case file
        /// The path of a folder that exists.
        case folder
        case oneOf([String])
        /// Requests in seconds, such as `600/60`, or `off`; see ``RateQuota``.
        case quota
    }

    /// The name in dots: `http.port` is `--http-port`, `HTTP_PORT` and `{"http": {"port": …}}`.
    public let key: String
    /// What values are allowed.
    public let kind: Kind
    /// What it is when nobody sets it.
    public let fallback: String?
    /// Whether the service cannot start without it.
    public let isRequired: Bool
    /// A secret's value is never shown.
    public let isSecret: Bool
    /// What it is for, in a few words.
    public let meaning: String

    /// A setting; see the properties for what each part means.
    public init(
        _ key: String, _ kind: Kind = .text, default fallback: String? = nil, isRequired: Bool = false,
        isSecret: Bool = false, meaning: String
    ) {
        self.key = key
        self.kind = kind
        self.fallback = fallback
        self.isRequired = isRequired
        self.isSecret = isSecret
        self.meaning = meaning
    }

    /// The flag that sets it.
    public var flag: String { "--" + key.split(separator: ".").joined(separator: "-") }
    /// The environment variable that sets it.
    public var variable: String { key.uppercased().split(separator: ".").joined(separator: "_") }
}

/// Something wrong with the configuration. Names the setting, never the value of a secret.
public struct SettingProblem: Sendable, Equatable, CustomStringConvertible {
    /// The setting, or the flag, that is wrong.
    public let key: String
    /// What is wrong.
    public let words: String
    /// How to put it right.
    public let remedy: String

    /// A problem in words of the caller's. They must not repeat a secret.
    public init(key: String, words: String, remedy: String) {
        self.key = key
        self.words = words
        self.remedy = remedy
    }

    init(_ setting: Setting, _ words: String) {
        let path = setting.key.split(separator: ".")
        let json =
            path.map { "{\"\($0)\": " }.joined() + "…" + String(repeating: "}", count: path.count)
        self.init(
            key: setting.key, words: words,
            remedy: "Set \(setting.flag), the variable \(setting.variable), or \(json) in the configuration file.")
    }

    /// The problem and its remedy in one line.
    public var description: String { "\(key): \(words) \(remedy)" }
}

/// Everything wrong with the configuration at once.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// Every problem found.
    public let problems: [SettingProblem]

    /// An error of these problems.
    public init(problems: [SettingProblem]) {
        self.problems = problems
    }

    /// One line per problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
