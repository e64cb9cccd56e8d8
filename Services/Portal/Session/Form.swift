import HTTPTypes
import Hummingbird
import ServiceKit

/// A form that a page of ours sent.
struct Form: Sendable {
    private let fields: [String: String]

    /// Largest form, in bytes: ours have a handful of short fields.
    static let limit = 16 * 1024

    /// Reads the form and makes sure that a page of ours sent it.
    /// - Parameter token: what the form's token belongs to.
    /// - Throws: ``Problem`` 400 for what is no form, 403 when another site may have sent it, 413.
    init(_ request: Request, of token: SessionToken?) async throws {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
            throw Self.foreign
        }
        let bytes = try await request.body.collect(upTo: Self.limit)
        do {
            fields = try URLEncodedFormDecoder().decode([String: String].self, from: String(buffer: bytes))
        } catch {
            throw Problem.badRequest(code: "form_invalid", "The form could not be read.")
        }
        guard let token, token.allows(formToken: fields["form_token"]) else { throw Self.foreign }
    }

    subscript(name: String) -> String? { fields[name] }

    /// Says nothing about which of the checks failed.
    static let foreign = Problem.forbidden(
        code: "form_refused",
        "The form was not accepted: it may be too old, or your browser did not send our cookie. Go back, load the page "
            + "again and try once more.")
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
