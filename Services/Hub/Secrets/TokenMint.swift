import FoundationEssentials
import JWTKit

/// Makes development tokens, as an identity provider would.
struct TokenMint: Sendable {
    /// Whom the hub's tokens are for.
    static let audience = "referral-hub"
    /// Who signs them, as the configuration that ./ops/up writes says.
    static let usualIssuer = "http://localhost/referral-hub"

    private let keys: JWTKeyCollection
    private let keyID: JWKIdentifier
    let issuer: String

    init(_ key: SigningKey, issuer: String) async throws {
        self.issuer = issuer
        keyID = JWKIdentifier(string: key.id)
        keys = await JWTKeyCollection().add(ecdsa: try ES256PrivateKey(key: key.secret), kid: keyID)
    }

    /// With `signing.jwk` of the folder of secrets.
    init(secrets: String, issuer: String) async throws {
        let data = try FileManager.contents(
            of: "\(secrets)/signing.jwk", "The signing key", "`hub keys init --out \(secrets)` makes one.")
        try await self.init(try SigningKey(jwk: data), issuer: issuer)
    }

    /// A token that counts from `now` on.
    func token(for person: Person, lifetime: Int, now: Date) async throws -> String {
        try await keys.sign(claims(of: person, lifetime: lifetime, now: now), kid: keyID)
    }

    /// What the token says.
    func claims(of person: Person, lifetime: Int, now: Date) -> Claims {
        let issued = Int(now.timeIntervalSince1970)
        return Claims(
            iss: issuer, aud: Self.audience, sub: person.id, iat: issued, exp: issued + lifetime, org: person.org,
            roles: person.roles, agencyKind: person.agencyKind, localities: person.localities)
    }

    /// The claims the services read.
    struct Claims: JWTPayload, Equatable {
        let iss: String
        let aud: String
        let sub: String
        let iat: Int
        let exp: Int
        let org: String
        let roles: [String]
        let agencyKind: String?
        let localities: [String]?

        enum CodingKeys: String, CodingKey {
            case iss, aud, sub, iat, exp, org, roles, localities
            case agencyKind = "agency_kind"
        }

        /// Made here, checked by the services.
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }
}
