/// One thing that is wrong with what somebody asked for, said so that a form can put it beside the field.
public struct RuleProblem: Error, Sendable, Hashable, Codable {
    /// JSON pointer (RFC 6901) to the field, such as `/child/date_of_birth`; empty for the whole request.
    public var pointer: String
    /// Coded, for programs: stable for ever, such as `required` or `age_over_25`.
    public var code: String
    /// A sentence for people. Never repeats what was sent, so it is safe in a log.
    public var words: String

    /// From its parts.
    public init(pointer: String = "", code: String, words: String) {
        self.pointer = pointer
        self.code = code
        self.words = words
    }
}

/// A rule of the domain says no, and why. Nothing has changed, and asking again unchanged will not help.
public struct RuleViolation: Error, Sendable, Equatable {
    /// What the caller can do about it.
    public enum Kind: String, Sendable, CaseIterable {
        /// Something in the request has to be corrected.
        case invalid
        /// A child may be at immediate risk: telephone the Front Door or 999 first (domain rule 4.1).
        case safeguardingInterruption = "safeguarding_interruption"
        /// The move exists, but not for this caller.
        case forbidden
        /// The move exists, but not in the present state.
        case notAllowedNow = "not_allowed_now"

        /// The HTTP status that says the same.
        public var httpStatus: Int {
            switch self {
            case .invalid, .safeguardingInterruption: 422
            case .forbidden: 403
            case .notAllowedNow: 409
            }
        }
    }

    /// What the caller can do about it.
    public var kind: Kind
    /// Never empty, all found at once.
    public var problems: [RuleProblem]

    /// From its parts.
    public init(_ kind: Kind, _ problems: [RuleProblem]) {
        self.kind = kind
        self.problems = problems
    }

    /// - Throws: all of these problems as what has to be corrected, if there is any.
    static func demandNone(_ problems: [RuleProblem]) throws(RuleViolation) {
        guard problems.isEmpty else { throw RuleViolation(.invalid, problems) }
    }

    static func notAllowedNow(_ code: String, _ words: String) -> RuleViolation {
        RuleViolation(.notAllowedNow, [RuleProblem(code: code, words: words)])
    }

    static func forbidden(_ code: String, _ words: String) -> RuleViolation {
        RuleViolation(.forbidden, [RuleProblem(code: code, words: words)])
    }
}
