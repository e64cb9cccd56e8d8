import Contracts
import FoundationEssentials
import JWTKit

/// Signs access tokens with the hub's own key, in the form of RFC 9068: those of machines, and those with which the portal
/// acts for the people who use it.
///
/// The file holds one private key as a JSON Web Key, or several as a key set: the first signs, the others are shown
/// beside it, so that what they signed still counts while keys change.
public struct TokenSigner: Sendable {
    /// How long a token counts, in seconds.
    public static let lifetime = 600

    private let keys: JWTKeyCollection
    private let keyID: JWKIdentifier
    /// The public halves, as a JWKS document (RFC 7517).
    public let keySet: JSON
    /// The names of the keys, the one that signs first.
    public let keyIDs: [String]
    private let issuer: String
    private let audience: String

    /// - Parameter json: the content of the file; only P-256 keys (ES256) with `d` will do.
    /// - Throws: ``NoSigningKey``, which repeats nothing of it.
    public init(json: Data, issuer: String, audience: String) async throws(NoSigningKey) {
        guard let entries = Self.entries(of: json), !entries.isEmpty else { throw NoSigningKey() }
        let keys = JWTKeyCollection()
        for entry in entries {
            guard entry.kty == "EC", entry.crv == "P-256", let d = entry.d, let kid = entry.kid,
                let key = try? ES256PrivateKey(key: d)
            else { throw NoSigningKey() }
            await keys.add(ecdsa: key, kid: JWKIdentifier(string: kid))
        }
        self.keys = keys
        keyIDs = entries.compactMap(\.kid)
        keyID = JWKIdentifier(string: keyIDs[0])
        keySet = ["keys": .array(entries.map(\.publicHalf))]
        self.issuer = issuer
        self.audience = audience
    }

    /// The file holds no key that can sign.
    public struct NoSigningKey: Error {}

    /// What a token is to say about a client.
    public struct Grant: Sendable, Equatable {
        /// The registered client; also the token's subject.
        public let client: String
        /// The one organisation it acts for.
        public let organisation: String
        /// Which kind of agency that is.
        public let agencyKind: String
        /// What the token is good for.
        public let scopes: Set<AccessScope>

        /// A grant; see the properties for what each part means.
        public init(client: String, organisation: String, agencyKind: String, scopes: Set<AccessScope>) {
            self.client = client
            self.organisation = organisation
            self.agencyKind = agencyKind
            self.scopes = scopes
        }

        /// The scopes as one text, in a fixed order.
        public var scope: String { scopes.sorted().map(\.rawValue).joined(separator: " ") }
    }

    /// A token that counts from `now` on for ``lifetime``.
    public func token(for grant: Grant, id: UUID, now: Date) async throws -> String {
        let issued = Int(now.timeIntervalSince1970)
        return try await sign(
            Claims(
                iss: issuer, aud: audience, sub: grant.client, clientID: grant.client, org: grant.organisation,
                roles: [Role.agency.rawValue], agencyKind: grant.agencyKind, localities: nil, scope: grant.scope,
                jti: id.uuidString.lowercased(), iat: issued, exp: issued + Self.lifetime))
    }

    /// A token with which a person who has signed in with us is known to every service, from `now` on for ``lifetime``, or
    /// until the identity itself ends.
    public func token(for person: Identity, id: UUID, now: Date) async throws -> String {
        let issued = Int(now.timeIntervalSince1970)
        return try await sign(
            Claims(
                iss: issuer, aud: audience, sub: person.subject, clientID: nil, org: person.organisation,
                roles: person.roles.map(\.rawValue).sorted(), agencyKind: person.agencyKind,
                localities: person.localities.sorted(), scope: nil, jti: id.uuidString.lowercased(), iat: issued,
                exp: min(issued + Self.lifetime, Int(person.expires.timeIntervalSince1970))))
    }

    private func sign(_ claims: Claims) async throws -> String {
        try await keys.sign(claims, kid: keyID, header: ["typ": "at+jwt"])
    }

    private struct Claims: JWTPayload {
        let iss, aud, sub: String
        let clientID: String?
        let org: String
        let roles: [String]
        let agencyKind: String?
        let localities: [String]?
        let scope: String?
        let jti: String
        let iat, exp: Int

        enum CodingKeys: String, CodingKey {
            case iss, aud, sub, org, roles, localities, scope, jti, iat, exp
            case clientID = "client_id"
            case agencyKind = "agency_kind"
        }

        /// Made here, checked by ``TokenVerifier``.
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    private static func entries(of json: Data) -> [Entry]? {
        let decoder = JSONDecoder()
        if let set = try? decoder.decode([String: [Entry]].self, from: json) { return set["keys"] }
        return (try? decoder.decode(Entry.self, from: json)).map { [$0] }
    }

    private struct Entry: Decodable {
        let kty: String
        let crv, x, y, d, kid: String?

        var publicHalf: JSON {
            [
                "kty": .string(kty), "crv": .string(crv), "x": .string(x), "y": .string(y), "kid": .string(kid),
                "alg": "ES256", "use": "sig",
            ]
        }
    }
}

extension TokenSigner {
    /// Reads the file that a setting names, and makes sure that services will believe what it signs.
    /// - Throws: ``ConfigurationError`` when it holds no key that can sign, or one whose public half is not in the key
    ///   set that tokens are checked against.
    public init(
        file path: String, setting: String, _ settings: ServiceSettings
    ) async throws(ConfigurationError) {
        func problem(_ words: String, _ remedy: String) -> ConfigurationError {
            ConfigurationError(problems: [SettingProblem(key: setting, words: words, remedy: remedy)])
        }
        do {
            let data = FileManager.default.contents(atPath: path) ?? Data()
            self = try await TokenSigner(json: data, issuer: settings.authIssuer, audience: settings.authAudience)
        } catch {
            throw problem(
                "“\(path)” holds no key that can sign.", "Name a file with P-256 private keys as JWK, each with a kid.")
        }
        let trusted = FileManager.default.contents(atPath: settings.authKeySet) ?? Data()
        let keys = try? await KeySet(json: trusted)
        guard let first = keyIDs.first, keys?.key(first, algorithm: "ES256") != nil else {
            throw problem(
                "the public half of its first key is not in auth.jwks, so no service would believe a token.",
                "Add it to “\(settings.authKeySet)” of every service first.")
        }
    }
}
