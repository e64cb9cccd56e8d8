import Contracts
import Crypto
import FoundationEssentials
import JWTKit
import Logging
import Synchronization

/// Turns a bearer token into an ``Identity``, or says why not.
///
/// A token is verified once a minute at most: the outcome is kept under the token's SHA-256, never the token itself, until
/// it expires or a minute has passed, so that a withdrawn key stops counting. Failures are not kept.
public final class TokenVerifier: Sendable {
    private let issuer: String
    private let audience: String
    private let leeway: TimeInterval
    private let file: KeySetFile
    private let now: @Sendable () -> Date
    private let verified = Mutex<[SHA256Digest: Known]>([:])

    private struct Known {
        let identity: Identity
        let at: Date
    }

    /// Most tokens remembered at once.
    static let capacity = 10_000
    /// A remembered token is checked afresh after this many seconds.
    static let memory: TimeInterval = 60

    /// - Parameter leeway: seconds by which `exp` and `nbf` may be missed; none unless clocks are known to differ.
    public init(
        issuer: String, audience: String, keySetPath: String, leeway: TimeInterval = 0, logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.issuer = issuer
        self.audience = audience
        self.leeway = leeway
        self.file = KeySetFile(path: keySetPath, logger: logger, now: now)
        self.now = now
    }

    /// Reads the key set, so that a bad one is noticed at start and not at the first request.
    public func prepare() async throws { try await file.load() }

    /// - Parameter authorization: the value of the `Authorization` header.
    /// - Throws: ``Problem`` 401 with a challenge, or 503 when there are no keys to check with.
    public func identity(authorization: String?) async throws(Problem) -> Identity {
        guard let authorization else { throw .unauthorised(error: nil, "Send a bearer token.") }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw .unauthorised(error: "invalid_request", "“Authorization” must be “Bearer” and a token.")
        }
        let text = parts[1]
        guard text.utf8.count <= 8192 else { throw Self.refused("The token is too long.") }
        let digest = SHA256.hash(data: Array(text.utf8))
        if let identity = remembered(digest) { return identity }
        let identity = try await verify(text)
        remember(identity, under: digest)
        return identity
    }

    private func verify(_ text: Substring) async throws(Problem) -> Identity {
        guard let token = CompactToken(text) else { throw Self.refused("This is not a signed token.") }
        guard token.header.crit == nil, let algorithm = token.header.alg, KeySet.algorithms.contains(algorithm) else {
            throw Self.refused("The token is signed in a way that is not accepted.")
        }
        guard let keyID = token.header.kid else { throw Self.refused("The token does not say which key signed it.") }
        guard let keys = await file.keys(wanting: keyID) else {
            throw .unavailable("Tokens cannot be checked at the moment.", retryAfterSeconds: 5)
        }
        guard let key = keys.key(keyID, algorithm: algorithm),
            (try? key.verify(token.signature, signs: token.signed)) == true
        else { throw Self.refused("The token's signature does not hold.") }
        guard let claims = try? JSONDecoder().decode(TokenClaims.self, from: token.payload) else {
            throw Self.refused("The token lacks a claim: iss, aud, exp, sub, org and roles are needed.")
        }
        return try identity(claims)
    }

    private func identity(_ claims: TokenClaims) throws(Problem) -> Identity {
        guard claims.iss == issuer else { throw Self.refused("The token is from another issuer.") }
        guard claims.aud.values.contains(audience) else { throw Self.refused("The token is for somebody else.") }
        let time = now().timeIntervalSince1970
        guard time < claims.exp + leeway else { throw Self.refused("The token has expired.") }
        guard time >= (claims.nbf ?? time) - leeway else { throw Self.refused("The token is not valid yet.") }
        guard !claims.sub.isEmpty, !claims.org.isEmpty else { throw Self.refused("The token names nobody.") }
        // Roles of other systems may be in the token too; only ours count.
        let roles = Set(claims.roles.compactMap(Role.init(rawValue:)))
        return Identity(
            subject: claims.sub, organisation: claims.org, roles: roles, agencyKind: claims.agencyKind,
            localities: Set(claims.localities ?? []),
            // A client that signed in as itself is the subject of its token (RFC 9068, section 2.2).
            client: claims.clientID == claims.sub ? claims.clientID : nil,
            scopes: claims.scope.map { Set($0.split(separator: " ").compactMap { AccessScope(rawValue: String($0)) }) },
            expires: Date(timeIntervalSince1970: claims.exp))
    }

    private static func refused(_ words: String) -> Problem { .unauthorised(error: "invalid_token", words) }

    private func remembered(_ digest: SHA256Digest) -> Identity? {
        let time = now()
        return verified.withLock { known in
            guard let entry = known[digest] else { return nil }
            guard isGood(entry, at: time) else {
                known[digest] = nil
                return nil
            }
            return entry.identity
        }
    }

    private func isGood(_ entry: Known, at time: Date) -> Bool {
        time < entry.identity.expires.addingTimeInterval(leeway) && time < entry.at.addingTimeInterval(Self.memory)
    }

    private func remember(_ identity: Identity, under digest: SHA256Digest) {
        let time = now()
        verified.withLock { known in
            if known.count >= Self.capacity {
                known = known.filter { isGood($0.value, at: time) }
                if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
            }
            known[digest] = Known(identity: identity, at: time)
        }
    }
}
