import HTTPTypes

/// What went wrong with a request, in words and codes: the one error that handlers throw.
///
/// It becomes an `application/problem+json` answer (RFC 9457). Nothing in it may identify a child or quote a person: an
/// error names the field, never its value. The client keys its behaviour on ``code``; the words are for people.
public struct Problem: Error, Sendable, Equatable {
    /// The HTTP status, 400 or above.
    public let status: HTTPResponse.Status
    /// A stable word for this kind of problem, such as `invalid_fields`; the last part of the `type` address.
    public let code: String
    /// The kind of problem in a few words, the same every time it occurs.
    public let title: String
    /// What happened this time, and what to do about it.
    public let detail: String
    /// Every field that is wrong, all of them at once.
    public let errors: [FieldProblem]
    /// Header fields the answer carries besides its content type.
    public var headers: HTTPFields
    /// Further members of the problem object.
    public var members: [JSON.Member]

    /// Where the pages that explain each problem live; the code is appended.
    public static let typeBase = "https://referral-hub.example/problems/"

    /// A problem; ``Problem`` has ready-made ones for what every service has in common.
    public init(
        status: HTTPResponse.Status, code: String, title: String, detail: String, errors: [FieldProblem] = [],
        headers: HTTPFields = [:], members: [JSON.Member] = []
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.errors = errors
        self.headers = headers
        self.members = members
    }

    /// The problem as the JSON object that is sent. `instance` is the trace id a person can quote.
    public func json(instance: String?) -> JSON {
        var object: [JSON.Member] = [
            .init("type", .string(Self.typeBase + code)),
            .init("title", .string(title)),
            .init("status", .number(status.code)),
            .init("detail", .string(detail)),
        ]
        if let instance { object.append(.init("instance", .string(instance))) }
        if !errors.isEmpty {
            object.append(.init("errors", .array(errors.map(\.json))))
        }
        return .object(object + members)
    }
}

/// One field of a request that is wrong.
public struct FieldProblem: Sendable, Equatable {
    /// Where in the body, as a JSON pointer (RFC 6901) such as `/child/given_name`; empty for the whole body.
    public let pointer: String
    /// A stable word for what is wrong, such as `required` or `too_long`.
    public let code: String
    /// What is wrong in plain words, never repeating the value.
    public let detail: String

    /// A problem with one field.
    public init(pointer: String, code: String, detail: String) {
        self.pointer = pointer
        self.code = code
        self.detail = detail
    }

    /// As it stands in an answer.
    public var json: JSON {
        ["pointer": .string(pointer), "code": .string(code), "detail": .string(detail)]
    }
}
