import FoundationEssentials
import HTTPTypes
import Hummingbird
import ServiceKit

/// What a form of a page sent: its fields by name.
///
/// Each box that can be ticked has a name of its own, so that no name comes twice.
struct Form: Sendable, Equatable {
    let fields: [String: String]

    /// Largest form, in bytes: a page of a referral holds a few long texts.
    static let limit = 256 * 1024
    /// The hidden fields that every form of ours has.
    static let tokenField = "form_token"
    /// What the form is to be done once for.
    static let keyField = "form_key"
    /// The version of what was looked at.
    static let versionField = "form_version"

    static let empty = Form(fields: [:])

    init(fields: [String: String]) { self.fields = fields }

    /// Reads a form that this site's own page may have sent; whether one did, its token says.
    /// - Throws: ``Problem`` 400 for what is no form, 403 when another site sent it, 413.
    init(_ request: Request) async throws {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
            throw Self.foreign
        }
        let bytes = try await request.body.collect(upTo: Self.limit)
        do {
            fields = try URLEncodedFormDecoder().decode([String: String].self, from: String(buffer: bytes))
        } catch {
            throw Problem.badRequest(code: "form_invalid", "The form could not be read.")
        }
    }

    /// Reads the form and makes sure that a page of ours sent it.
    /// - Parameter token: what the form's token belongs to.
    /// - Throws: ``Problem`` 400 for what is no form, 403 when another site may have sent it, 413.
    init(_ request: Request, of token: SessionToken?) async throws {
        try await self.init(request)
        guard let token, token.allows(formToken: self.token) else { throw Self.foreign }
    }

    /// A field with something in it, without blanks around it.
    subscript(name: String) -> String? {
        guard let text = fields[name]?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    var token: String? { fields[Self.tokenField] }
    /// The version of what the form is about, as `If-Match` wants it.
    var version: String? { self[Self.versionField] }

    /// What the form is to be done once for; a new one when it came without.
    var key: UUID { self[Self.keyField].flatMap(UUID.init(uuidString:)) ?? UUID() }

    /// Says nothing about which of the checks failed.
    static let foreign = Problem.forbidden(
        code: "form_refused",
        "The form was not accepted: it may be too old, or your browser did not send our cookie. Go back, load the page "
            + "again and try once more.")
}

extension String {
    /// Without blanks and line ends around it, and with line ends as the services know them.
    var trimmed: String {
        let text = replacing("\r\n", with: "\n")
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
