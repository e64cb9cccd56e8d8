import FoundationEssentials
import JWTKit

/// What a machine sends to show who it is: a token it signed itself, for this one request (RFC 7523, sections 2.2 and 3).
///
/// Reading one believes nothing yet; ``isSigned(byKeysOf:)`` does that with the keys that were registered for
/// ``clientID``. Whoever accepts it has to remember ``id`` until ``expires``, so that it counts once.
public struct ClientAssertion: Sendable {
    /// Who says it is signing in: `iss` and `sub`, which are the same.
    public let clientID: String
    /// `jti`: no other assertion of the client has it.
    public let id: String
    /// From when on it counts no more.
    public let expires: Date
    private let token: CompactToken
    private let keyID: String

    /// The two ways of signing that are accepted. No HMAC: that key would be a shared secret. And never `none`.
    public static let algorithms = ["ES256", "RS512"]
    /// Furthest ahead that `exp` may lie, in seconds.
    public static let longestLife: TimeInterval = 300
    /// By how many seconds the client's clock may be ahead of ours.
    public static let skew: TimeInterval = 10
    private static let largest = 8192

    /// Why an assertion cannot be one. Everything said here can be read off the assertion and the documentation, so it
    /// helps whoever is writing a client and tells nobody anything about a client.
    public struct Unfit: Error, Equatable {
        /// What is wrong, for `error_description`: the characters RFC 6749 allows there, and nothing that was sent.
        public let words: String
    }

    /// Takes an assertion apart.
    /// - Parameter audiences: what `aud` may be.
    /// - Throws: ``Unfit``.
    public init(_ text: String, audiences: Set<String>, now: Date) throws(Unfit) {
        guard text.utf8.count <= Self.largest, let token = CompactToken(text[...]) else {
            throw Unfit(words: "The client_assertion is not a signed JWT.")
        }
        guard token.header.crit == nil, let algorithm = token.header.alg, Self.algorithms.contains(algorithm) else {
            throw Unfit(words: "The client_assertion must be signed with ES256 or RS512.")
        }
        guard let keyID = token.header.kid else {
            throw Unfit(words: "The header of the client_assertion must name its key with kid.")
        }
        guard let claims = try? JSONDecoder().decode(Claims.self, from: token.payload) else {
            throw Unfit(words: "The client_assertion needs the claims iss, sub, aud, exp and jti.")
        }
        guard claims.iss == claims.sub, Self.isWord(claims.sub) else {
            throw Unfit(words: "In the client_assertion iss and sub must both be the client_id.")
        }
        guard claims.aud.values.count == 1, audiences.isSuperset(of: claims.aud.values) else {
            throw Unfit(words: "The aud of the client_assertion must be the address of this token endpoint.")
        }
        guard Self.isWord(claims.jti) else {
            throw Unfit(words: "The jti of the client_assertion must have 1 to 128 visible characters of ASCII.")
        }
        try Self.check(claims, at: now.timeIntervalSince1970)
        self.token = token
        self.keyID = keyID
        clientID = claims.sub
        id = claims.jti
        expires = Date(timeIntervalSince1970: claims.exp)
    }

    private static func check(_ claims: Claims, at time: TimeInterval) throws(Unfit) {
        guard time < claims.exp else { throw Unfit(words: "The client_assertion has expired.") }
        guard claims.exp <= time + longestLife + skew else {
            throw Unfit(words: "The exp of the client_assertion must be at most 300 seconds ahead.")
        }
        guard max(claims.nbf ?? time, claims.iat ?? time) <= time + skew else {
            throw Unfit(words: "The client_assertion is from the future: look at your clock.")
        }
    }

    /// Whether one of the client's keys signed it.
    /// - Parameter keySet: a JWKS document (RFC 7517).
    public func isSigned(byKeysOf keySet: Data) async -> Bool {
        guard let keys = try? await KeySet(json: keySet), let algorithm = token.header.alg,
            let key = keys.key(keyID, algorithm: algorithm)
        else { return false }
        return (try? key.verify(token.signature, signs: token.signed)) == true
    }

    /// Texts that are looked up and kept: short, and nothing a database or a log would stumble over.
    private static func isWord(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private struct Claims: Decodable {
        let iss: String
        let sub: String
        let aud: TokenClaims.OneOrMany
        let exp: Double
        let nbf: Double?
        let iat: Double?
        let jti: String
    }
}
