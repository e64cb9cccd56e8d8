import FoundationEssentials
import JWTKit

/// What an OpenID provider says about somebody who has just signed in with it (OpenID Connect Core 1.0, section 2).
///
/// Reading one checks everything it says about itself, and believes nothing yet; ``isSigned(byKeysOf:)`` does that with
/// the keys the issuer shows.
public struct IDToken: Sendable {
    /// Whom the issuer means: its own word for the person, the same every time.
    public let subject: String
    /// Everything the token says.
    public let claims: JSON
    /// The key it says it is signed with; `nil` when it does not say, as it may where its issuer has but one.
    public let keyID: String?
    private let algorithm: String
    private let token: CompactToken

    /// By how many seconds the issuer's clock may differ from ours.
    public static let leeway: TimeInterval = 60
    /// How long ago it may have been made, in seconds: one that has just been fetched is new.
    public static let oldest: TimeInterval = 600
    private static let largest = 32 * 1024

    /// Why a token does not count. Says nothing that is in it.
    public enum Fault: String, Error, Sendable {
        /// No signed JWT with the claims it must have.
        case malformed = "token_malformed"
        /// Signed in a way that is not accepted, such as `none` or with a shared secret.
        case algorithm = "token_algorithm"
        /// Of another issuer.
        case issuer = "token_issuer"
        /// For somebody else.
        case audience = "token_audience"
        case expired = "token_expired"
        /// From the future, or made too long ago.
        case time = "token_time"
        /// Made for another sign-in.
        case nonce = "token_nonce"
        /// Names nobody.
        case subject = "token_subject"
    }

    /// Takes a token apart and checks what it says (OpenID Connect Core 1.0, section 3.1.3.7).
    /// - Parameters:
    ///   - issuer: what `iss` must be, to the character.
    ///   - client: what `aud` must hold, and `azp` must be.
    ///   - nonce: the word that went out with this very sign-in.
    public init(
        _ text: String, issuer: String, client: String, nonce: String, now: Date
    ) throws(Fault) {
        guard text.utf8.count <= Self.largest, let token = CompactToken(text[...]) else { throw .malformed }
        guard token.header.crit == nil, let algorithm = token.header.alg, KeySet.algorithms.contains(algorithm) else {
            throw .algorithm
        }
        guard let said = try? JSONDecoder().decode(Claims.self, from: token.payload),
            let body = try? JSONBody(bytes: Array(token.payload))
        else { throw .malformed }
        guard said.iss == issuer else { throw .issuer }
        guard said.aud.values.contains(client), said.aud.values.count == 1 || said.azp != nil,
            said.azp ?? client == client
        else { throw .audience }
        let time = now.timeIntervalSince1970
        guard time < said.exp + Self.leeway else { throw .expired }
        guard max(said.nbf ?? said.iat, said.iat) <= time + Self.leeway, said.iat >= time - Self.oldest else {
            throw .time
        }
        guard said.nonce == nonce else { throw .nonce }
        // At most 255 characters of ASCII, says the standard; it is looked up and kept.
        guard (1...255).contains(said.sub.utf8.count), said.sub.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .subject
        }
        subject = said.sub
        claims = body.tree
        keyID = token.header.kid
        self.algorithm = algorithm
        self.token = token
    }

    /// Whether the key it names, or else the only one there is (section 10.1), signed it.
    public func isSigned(byKeysOf keys: KeySet) -> Bool {
        guard let keyID = keyID ?? keys.onlyID, let key = keys.key(keyID, algorithm: algorithm) else { return false }
        return (try? key.verify(token.signature, signs: token.signed)) == true
    }

    private struct Claims: Decodable {
        let iss: String
        let sub: String
        let aud: TokenClaims.OneOrMany
        let azp: String?
        let exp: Double
        let iat: Double
        let nbf: Double?
        let nonce: String?
    }
}
