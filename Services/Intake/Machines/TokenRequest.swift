import Contracts
import Hummingbird
import ServiceKit

/// What a machine asks at the token endpoint (RFC 6749, section 4.4, with RFC 7523, section 2.2), as far as it can be
/// judged without knowing the client.
struct TokenRequest: Sendable {
    /// The assertion, of which nothing is believed yet.
    let assertion: String
    /// `client_id`, which need not be sent beside an assertion.
    let clientID: String?
    /// The scopes asked for; `nil` for all the client has.
    let scopes: Set<AccessScope>?

    static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    /// Largest body, in bytes.
    static let limit = 16 * 1024

    /// - Parameter form: the body, `application/x-www-form-urlencoded`.
    init(form: String, hasAuthorization: Bool) throws(TokenRefusal) {
        // A name that comes twice is an error here, as RFC 6749, section 3.2 wants it.
        guard let sent = try? URLEncodedFormDecoder().decode([String: String].self, from: form) else {
            throw .request("The body must be a form in which no parameter comes twice.")
        }
        // A parameter without a value counts as left out (the same section).
        let fields = sent.filter { !$0.value.isEmpty }
        guard let grant = fields["grant_type"] else { throw .request("The parameter grant_type is missing.") }
        guard grant == "client_credentials" else { throw .grant }
        if hasAuthorization || fields["client_secret"] != nil {
            throw .request("Sign in with a client_assertion alone: there are no client secrets here.")
        }
        guard let assertion = fields["client_assertion"], fields["client_assertion_type"] == Self.assertionType else {
            throw .client("Send a client_assertion, and the client_assertion_type \(Self.assertionType).")
        }
        self.assertion = assertion
        clientID = fields["client_id"]
        scopes = try fields["scope"].map(Self.scopes)
    }

    private static func scopes(_ text: String) throws(TokenRefusal) -> Set<AccessScope> {
        let words = text.split(separator: " ")
        let known = Set(words.compactMap { AccessScope(rawValue: String($0)) })
        guard !words.isEmpty, known.count == Set(words).count else { throw .scope }
        return known
    }
}
