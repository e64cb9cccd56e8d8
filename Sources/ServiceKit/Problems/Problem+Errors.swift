import EventFlow
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import Privacy

/// What the errors of the rooms below mean to somebody who called the API.
extension Problem {
    /// The problem that stands for `error`; ``internalError`` for one that nobody expected.
    public init(describing error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case is NIOTooManyBytesError: self = JSONBody.tooLarge
        case is VersionConflict:
            self = .conflict(
                code: "changed_meanwhile", "Somebody else changed it at the same moment. Read it and try again.")
        case let error as PostgresError: self = Self.describing(error)
        case let error as PrivacyError: self = Self.describing(error)
        case is CancellationError: self = .unavailable("The service is stopping.")
        case let error as any HTTPResponseError: self = Self.describing(status: error.status)
        default: self = .internalError
        }
    }

    private static func describing(_ error: PostgresError) -> Problem {
        switch error.kind {
        case .connection, .poolExhausted, .poolClosed, .resources:
            .unavailable("The database cannot be reached at the moment. Nothing was changed.")
        case .commitUnknown:
            .unavailable(
                "The database did not say whether your change was made. Send the same request with the same "
                    + "Idempotency-Key: it will not be made twice.")
        // Who sends such a value is told; it comes from nowhere else.
        case .bind:
            .badRequest(
                code: "bad_request",
                "A text in the request has the character NUL, or a date lies too far away. Nothing was changed.")
        default:
            error.canRetry ? .unavailable("Nothing was changed. Send the same request again.") : .internalError
        }
    }

    private static func describing(_ error: PrivacyError) -> Problem {
        switch error.consequence {
        case .gone:
            Problem(
                status: .gone, code: "erased", title: "The details were erased",
                detail: "The child's details were erased and cannot be read any more.")
        case .fault: .internalError
        case .misconfigured: .unavailable("Details cannot be opened at the moment.", retryAfterSeconds: 60)
        }
    }

    private static func describing(status: HTTPResponse.Status) -> Problem {
        switch status {
        case .notFound: .notFound("There is nothing at this address.")
        case .contentTooLarge: JSONBody.tooLarge
        case .badRequest: .badRequest(code: "bad_request", "The request is not well formed.")
        case _ where (400..<500).contains(status.code):
            Problem(
                status: status, code: "refused", title: status.reasonPhrase,
                detail: "The request was refused as it stands.")
        default: .internalError
        }
    }
}

/// Words about an error that may be logged.
enum ErrorWords {
    /// Only errors known to be free of values speak for themselves; of any other just the type is named.
    static func safe(_ error: any Error) -> String {
        switch error {
        case let error as PostgresError: "\(error)"
        case let error as PrivacyError: "\(error)"
        case let problem as Problem: problem.code
        default: String(describing: type(of: error))
        }
    }
}
