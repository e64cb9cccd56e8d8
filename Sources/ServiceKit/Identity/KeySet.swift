import FoundationEssentials
import JWTKit

/// The public keys of an issuer, ready to check signatures with.
public struct KeySet: Sendable {
    /// By key id, then by algorithm.
    private let keys: [String: [String: any JWTAlgorithm]]

    /// Signatures the hub accepts. No HMAC: that key would be a shared secret. And never `none`.
    static let algorithms: Set<String> = [
        "ES256", "ES384", "ES512", "EdDSA", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
    ]

    var count: Int { keys.count }

    /// The id of its only key; `nil` when there are several.
    var onlyID: String? { keys.count == 1 ? keys.keys.first : nil }

    /// Reads a JWKS document (RFC 7517). Keys of kinds the hub does not use are passed over, as the standard asks.
    /// - Throws: when it is no JWKS or holds no usable key.
    public init(json: Data) async throws {
        let document = try JSONDecoder().decode(Document.self, from: json)
        var keys: [String: [String: any JWTAlgorithm]] = [:]
        for entry in document.keys {
            guard let key = entry.key, entry.use != "enc", let id = key.keyIdentifier?.string else { continue }
            for algorithm in Self.algorithms(of: key) {
                var key = key
                // Each algorithm gets a key object of its own, so that one token cannot decide for the next.
                key.algorithm = JWK.Algorithm(rawValue: algorithm)
                let collection = JWTKeyCollection()
                guard (try? await collection.add(jwk: key)) != nil,
                    let usable = try? await collection.getKey(for: JWKIdentifier(string: id), alg: algorithm),
                    usable.name == algorithm
                else { continue }
                keys[id, default: [:]][algorithm] = usable
            }
        }
        guard !keys.isEmpty else { throw NoUsableKey() }
        self.keys = keys
    }

    struct NoUsableKey: Error, CustomStringConvertible {
        var description: String { "it holds no key with an id that can check signatures" }
    }

    /// Whether a key of that id is in it.
    public func has(_ id: String) -> Bool { keys[id] != nil }

    /// The key to check a token with; `nil` when the set has none of that id for that algorithm.
    func key(_ id: String, algorithm: String) -> (any JWTAlgorithm)? { keys[id]?[algorithm] }

    /// The algorithms a key may be used with: the one it names, or those of its kind.
    private static func algorithms(of key: JWK) -> [String] {
        if let named = key.algorithm { return algorithms.contains(named.rawValue) ? [named.rawValue] : [] }
        switch key.keyType {
        case .ecdsa:
            return switch key.curve?.rawValue {
            case "P-256": ["ES256"]
            case "P-384": ["ES384"]
            case "P-521": ["ES512"]
            default: []
            }
        case .rsa: return ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]
        case .octetKeyPair: return ["EdDSA"]
        default: return []
        }
    }

    private struct Document: Decodable {
        let keys: [Entry]

        struct Entry: Decodable {
            let key: JWK?
            let use: String?

            enum CodingKeys: String, CodingKey { case use }

            init(from decoder: any Decoder) throws {
                key = try? JWK(from: decoder)
                use = try? decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .use)
            }
        }
    }
}
