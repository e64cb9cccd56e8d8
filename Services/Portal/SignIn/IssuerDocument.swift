import ServiceKit

/// What an issuer says of itself (OpenID Connect Discovery 1.0, section 3).
struct IssuerDocument: Sendable, Equatable {
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keySetAddress: String
    let endSessionEndpoint: String?
    /// How clients may show who they are; those of section 9 of OpenID Connect Core.
    let clientSignIns: [String]
    /// Whether every answer says which issuer it is from (RFC 9207).
    let namesItself: Bool

    /// - Throws: ``IssuerFault/document`` when it is none, another issuer's, or leads to addresses that are not safe.
    init(_ body: [UInt8], of issuer: String) throws(IssuerFault) {
        guard let tree = try? JSONBody(bytes: body).tree, tree.at("issuer")?.words == issuer,
            let authorization = tree.at("authorization_endpoint")?.words, SafeAddress.isSafe(authorization),
            let token = tree.at("token_endpoint")?.words, SafeAddress.isSafe(token),
            let keys = tree.at("jwks_uri")?.words, SafeAddress.isSafe(keys)
        else { throw .document }
        authorizationEndpoint = authorization
        tokenEndpoint = token
        keySetAddress = keys
        endSessionEndpoint = tree.at("end_session_endpoint")?.words.flatMap { SafeAddress.isSafe($0) ? $0 : nil }
        // Whoever says nothing takes client_secret_basic.
        clientSignIns = tree.at("token_endpoint_auth_methods_supported")?.strings ?? ["client_secret_basic"]
        namesItself = tree.at("authorization_response_iss_parameter_supported") == .bool(true)
    }

    /// Where the issuer asks somebody who they are.
    func authorization(_ pending: PendingSignIn, of issuer: Issuer, returningTo address: String) -> String {
        Self.adding(
            [
                ("response_type", "code"), ("client_id", issuer.clientID), ("redirect_uri", address),
                ("scope", issuer.scopes.joined(separator: " ")), ("state", pending.state.text),
                ("nonce", pending.nonce), ("code_challenge", pending.challenge), ("code_challenge_method", "S256"),
            ], to: authorizationEndpoint)
    }

    /// Where somebody ends their session with the issuer (OpenID Connect RP-Initiated Logout 1.0); `nil` where it has no
    /// such place.
    func endOfSession(of issuer: Issuer, returningTo address: String) -> String? {
        endSessionEndpoint.map {
            Self.adding([("client_id", issuer.clientID), ("post_logout_redirect_uri", address)], to: $0)
        }
    }

    private static func adding(_ fields: [(name: String, value: String)], to address: String) -> String {
        address + (address.contains("?") ? "&" : "?") + FormText.of(fields)
    }
}
