import FoundationEssentials
import HTTPTypes

/// The problems every service can have, so that the same mistake reads the same everywhere.
extension Problem {
    /// 400: the request cannot be understood as it stands.
    public static func badRequest(code: String, _ detail: String) -> Problem {
        Problem(status: .badRequest, code: code, title: "The request cannot be understood", detail: detail)
    }

    /// 401: no usable token. `error` is the word of RFC 6750 for the `WWW-Authenticate` header.
    public static func unauthorised(error: String?, _ detail: String) -> Problem {
        var challenge = "Bearer realm=\"referral-hub\""
        if let error { challenge += ", error=\"\(error)\"" }
        return Problem(
            status: .unauthorized, code: "unauthorised", title: "Sign in first", detail: detail,
            headers: [.wwwAuthenticate: challenge])
    }

    /// 403: signed in, but not allowed to do this.
    public static func forbidden(code: String = "forbidden", _ detail: String, errors: [FieldProblem] = []) -> Problem {
        Problem(status: .forbidden, code: code, title: "You may not do this", detail: detail, errors: errors)
    }

    /// 403: the token was given for something else. `WWW-Authenticate` names what is wanted (RFC 6750, section 3.1).
    public static func insufficientScope(_ scope: String) -> Problem {
        Problem(
            status: .forbidden, code: "insufficient_scope", title: "Your token is for something else",
            detail: "This needs a token with the scope \(scope).",
            headers: [
                .wwwAuthenticate:
                    "Bearer realm=\"referral-hub\", error=\"insufficient_scope\", scope=\"\(scope)\""
            ])
    }

    /// 404: nothing here that the caller may see. The same answer whether it is absent or somebody else's.
    public static func notFound(_ detail: String = "There is nothing at this address that you may see.") -> Problem {
        Problem(status: .notFound, code: "not_found", title: "Not found", detail: detail)
    }

    /// 409: understood, but the thing is in a state that does not allow it now.
    public static func conflict(
        code: String, _ detail: String, errors: [FieldProblem] = [], members: [JSON.Member] = []
    ) -> Problem {
        Problem(
            status: .conflict, code: code, title: "Not possible now", detail: detail, errors: errors, members: members)
    }

    /// 412: `If-Match` names a version that is no longer the current one.
    /// - Parameter changes: what has happened since, oldest first.
    public static func stale(current: Int64, changes: [(code: String, at: Date)] = []) -> Problem {
        Problem(
            status: .preconditionFailed, code: "stale_version", title: "Somebody changed it first",
            detail: "It has changed since you read it. Read it again and decide whether your change still makes sense.",
            headers: [.eTag: ETag.text(current)],
            members: [
                .init("current_version", .number(current)),
                .init("changes", .array(changes.map { ["at": .instant($0.at), "code": .string($0.code)] })),
            ])
    }

    /// 422: readable, but some fields are wrong; `errors` lists all of them.
    public static func invalid(
        _ errors: [FieldProblem], detail: String = "Some fields are missing or wrong. Nothing was changed."
    ) -> Problem {
        Problem(
            status: .unprocessableContent, code: "invalid_fields", title: "Some fields are wrong", detail: detail,
            errors: errors)
    }

    /// 429: more than the client was promised. The same request succeeds after `retryAfterSeconds`.
    public static func tooManyRequests(retryAfterSeconds: Int) -> Problem {
        Problem(
            status: .tooManyRequests, code: "too_many_requests", title: "Too many requests",
            detail: "Nothing was done. Send it again after the seconds in “Retry-After”.",
            headers: [.retryAfter: String(retryAfterSeconds)])
    }

    /// 503: cannot be done at this moment; the same request may succeed shortly.
    public static func unavailable(_ detail: String, retryAfterSeconds: Int = 1) -> Problem {
        Problem(
            status: .serviceUnavailable, code: "unavailable", title: "Not available at the moment", detail: detail,
            headers: [.retryAfter: String(retryAfterSeconds)])
    }

    /// 500: our fault. It says nothing about the cause; the trace id leads to the log.
    public static let internalError = Problem(
        status: .internalServerError, code: "internal_error", title: "Sorry, there is a problem with the service",
        detail:
            "Your request was not completed. Try again later, and quote the trace id in “instance” if it keeps happening."
    )
}
