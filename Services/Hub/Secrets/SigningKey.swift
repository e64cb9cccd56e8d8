import Crypto
import FoundationEssentials

/// The key that signs development tokens: ECDSA on P-256, kept and published as JSON Web Keys (RFC 7517).
struct SigningKey: Sendable {
    private let key: P256.Signing.PrivateKey

    /// A new one.
    init() { key = P256.Signing.PrivateKey() }

    /// Reads `signing.jwk`.
    init(jwk data: Data) throws(Failure) {
        guard let jwk = try? JSONDecoder().decode(Document.self, from: data), jwk.kty == "EC", jwk.crv == "P-256",
            let secret = jwk.d.flatMap(Base64URL.decode),
            let key = try? P256.Signing.PrivateKey(rawRepresentation: secret)
        else { throw Failure("signing.jwk is not the private key of an ES256 signature.") }
        self.key = key
    }

    /// The private number, as a JSON Web Key writes it.
    var secret: String { Base64URL.encode(key.rawRepresentation) }

    /// The key's name in tokens and key sets: its thumbprint (RFC 7638), so that two keys never share one.
    var id: String {
        let (x, y) = coordinates
        let canonical = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
        return Base64URL.encode(Data(SHA256.hash(data: Data(canonical.utf8))))
    }

    /// The content of `signing.jwk`.
    func privateDocument() throws -> Data { try Self.encode(document(d: secret)) }

    /// The content of `jwks.json`: what everybody may know.
    func publicDocument() throws -> Data { try Self.encode(["keys": [document(d: nil)]]) }

    /// x and y of the public point, 32 bytes each.
    private var coordinates: (x: String, y: String) {
        let point = key.publicKey.rawRepresentation
        return (Base64URL.encode(point.prefix(32)), Base64URL.encode(point.suffix(32)))
    }

    private func document(d: String?) -> Document {
        let (x, y) = coordinates
        return Document(kty: "EC", crv: "P-256", x: x, y: y, d: d, kid: id, alg: "ES256", use: "sig")
    }

    private static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(value) + Data("\n".utf8)
    }

    private struct Document: Codable {
        let kty: String
        let crv: String
        let x: String
        let y: String
        let d: String?
        let kid: String
        let alg: String
        let use: String
    }
}

/// Base64 for URLs, without padding (RFC 4648, section 5).
enum Base64URL {
    static func encode(_ data: some DataProtocol) -> String {
        Data(data).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decode(_ text: String) -> Data? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }
}
