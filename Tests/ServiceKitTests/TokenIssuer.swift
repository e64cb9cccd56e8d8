import Foundation
import JWTKit

/// Signs tokens for tests, and writes the key set they are checked against.
final class TokenIssuer: Sendable {
    let folder = TemporaryFolder()
    let keySetPath: String

    struct Key: Sendable {
        let id: String
        let secret = ES256PrivateKey()

        /// The public half, as an entry of a key set.
        var entry: [String: String] {
            func url(_ text: String?) -> String {
                (text ?? "").replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                    .replacingOccurrences(of: "=", with: "")
            }
            return [
                "kty": "EC", "crv": "P-256", "use": "sig", "kid": id, "x": url(secret.parameters?.x),
                "y": url(secret.parameters?.y),
            ]
        }
    }

    static let issuer = "https://issuer.example"
    let key = Key(id: "k1")

    init() throws {
        keySetPath = folder.path + "/jwks.json"
        try publish([key])
    }

    /// Replaces the key set.
    func publish(_ keys: [Key], with others: [[String: String]] = []) throws {
        let data = try JSONSerialization.data(withJSONObject: ["keys": others + keys.map(\.entry)])
        try data.write(to: URL(fileURLWithPath: keySetPath), options: .atomic)
    }

    struct Claims: JWTPayload {
        var iss: String? = TokenIssuer.issuer
        var aud: [String]? = ["referral-hub"]
        var exp: Int? = Int(Date().timeIntervalSince1970) + 600
        var nbf: Int?
        var sub: String? = "user-1"
        var org: String? = "org-1"
        var roles: [String]? = ["coordinator"]
        var localities: [String]? = ["E07000081"]
        var agencyKind: String?

        enum CodingKeys: String, CodingKey {
            case iss, aud, exp, nbf, sub, org, roles, localities
            case agencyKind = "agency_kind"
        }

        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    /// A signed token.
    func token(
        _ claims: Claims = Claims(), key: Key? = nil, kid: String? = "k1", header: JWTHeader = JWTHeader()
    ) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: (key ?? self.key).secret)
        var header = header
        header.kid = kid
        return try await keys.sign(claims, header: header)
    }

    /// A value for the `Authorization` header.
    func bearer(
        roles: [String] = ["coordinator"], organisation: String = "org-1", subject: String = "user-1"
    ) async throws -> String {
        "Bearer " + (try await token(Claims(sub: subject, org: organisation, roles: roles)))
    }
}
