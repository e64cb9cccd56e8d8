import HTTPTypes
import Inclusion

extension Problem {
    /// What a rule of the domain says, as HTTP: each kind of violation has one status.
    public init(_ violation: RuleViolation) {
        let errors = violation.problems.map { FieldProblem(pointer: $0.pointer, code: $0.code, detail: $0.words) }
        let first = violation.problems.first
        switch violation.kind {
        case .invalid:
            self = .invalid(errors)
        case .safeguardingInterruption:
            self = Problem(
                status: .unprocessableContent, code: "safeguarding_interruption",
                title: "A child may be at immediate risk",
                detail: first?.words ?? "Call 999 or the Front Door before you go on.", errors: errors)
        case .forbidden:
            self = .forbidden(code: first?.code ?? "forbidden", first?.words ?? "You may not do this.", errors: errors)
        case .notAllowedNow:
            // One type for all of them; `errors` has the rule's own code.
            self = .conflict(code: "not_allowed_now", first?.words ?? "That is not possible now.", errors: errors)
        }
    }

    /// Runs a decision and gives what its rules say as a ``Problem``.
    public static func rules<R>(_ decide: () throws -> R) throws -> R {
        do { return try decide() } catch let violation as RuleViolation { throw Problem(violation) }
    }
}
