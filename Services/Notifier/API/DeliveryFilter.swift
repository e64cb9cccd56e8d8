import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// Which deliveries are asked for: `?referral=&status=`, and those after the last one seen.
struct DeliveryFilter: Sendable, Equatable {
    private let referral: UUID?
    private let status: Status?
    private let after: UUID?

    private enum Status: String, CaseIterable {
        case queued, sent, failed

        /// In the statement's own text: what waits and what has ended have an index each.
        var condition: PostgresQuery {
            switch self {
            case .queued: "and status = 'queued'"
            case .sent: "and status = 'sent'"
            case .failed: "and status = 'failed'"
            }
        }
    }

    /// - Throws: ``Problem`` 400 for a parameter that cannot be read.
    init(_ parameters: Parameters, after last: String?) throws(Problem) {
        let referral = parameters["referral"].map { UUID(uuidString: String($0)) }
        if case .some(nil) = referral {
            throw .badRequest(code: "referral_invalid", "“referral” must be a referral's id.")
        }
        let status = parameters["status"].map { Status(rawValue: String($0)) }
        if case .some(nil) = status {
            let known = Status.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest(code: "status_invalid", "“status” must be one of \(known).")
        }
        let after = last.map { UUID(uuidString: $0) }
        if case .some(nil) = after {
            throw .badRequest(code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
        }
        self.referral = referral ?? nil
        self.status = status ?? nil
        self.after = after ?? nil
    }

    /// Goes on from `where true`.
    var conditions: PostgresQuery {
        let referral: PostgresQuery = referral.map { "and referral_id = \($0)" } ?? ""
        let status: PostgresQuery = status?.condition ?? ""
        let after: PostgresQuery = after.map { "and id < \($0)" } ?? ""
        return "\(fragment: referral) \(fragment: status) \(fragment: after)"
    }
}
