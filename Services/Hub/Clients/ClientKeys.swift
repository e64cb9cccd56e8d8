import Contracts
import Foundation
import JWTKit

/// The public keys of a client, as its people hand them over: a JWKS document (RFC 7517) that has been looked at.
struct ClientKeys: Sendable {
    /// One public key, reduced to the members that matter.
    struct Key: Sendable, Equatable {
        let id: String
        let jwk: JSONValue
    }

    let all: [Key]

    /// Most keys of one document.
    static let most = 10
    /// Members that only a private or a shared key has (RFC 7518, section 6).
    private static let secretMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

    /// Reads a file.
    init(file: String) throws(Failure) {
        try self.init(try FileManager.contents(of: file, "The client's keys", "A JWKS document: {\"keys\": […]}"))
    }

    /// Reads a document.
    /// - Throws: ``Failure`` that names the key, never quotes one.
    init(_ data: Data) throws(Failure) {
        guard let document = try? JSONValue(data), case .array(let entries)? = document["keys"], !entries.isEmpty else {
            throw Failure("This is no JWKS document with keys in it.", "It looks like {\"keys\": [{\"kty\": …}]}")
        }
        guard entries.count <= Self.most else { throw Failure("A client has at most \(Self.most) keys at once.") }
        var keys: [Key] = []
        for (place, entry) in entries.enumerated() { keys.append(try Self.key(entry, "Key \(place + 1)")) }
        guard Set(keys.map(\.id)).count == keys.count else { throw Failure("Two of the keys have the same kid.") }
        all = keys
    }

    private static func key(_ entry: JSONValue, _ name: String) throws(Failure) -> Key {
        guard secretMembers.allSatisfy({ entry[$0] == nil }) else {
            throw Failure(
                "\(name) is a private key. Nobody but the client may have it: it counts as known to others now.",
                "Let the client make a new pair, and send the public half alone.")
        }
        guard let id = entry["kid"]?.string, (1...128).contains(id.utf8.count),
            id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw Failure("\(name) has no kid of 1 to 128 visible characters of ASCII.") }
        guard entry["use"] == nil || entry["use"]?.string == "sig" else { throw Failure("\(name) is not for signing.") }
        let (algorithm, members) = try kind(entry, name)
        guard entry["alg"] == nil || entry["alg"]?.string == algorithm else {
            throw Failure("\(name) says another alg than \(algorithm), the one it can be used with here.")
        }
        var jwk: [String: JSONValue] = ["kid": .string(id), "alg": .string(algorithm), "use": .string("sig")]
        for member in members { jwk[member] = entry[member] }
        try check(jwk, name)
        return Key(id: id, jwk: .object(jwk))
    }

    /// The algorithm a key is good for, and the members it consists of.
    private static func kind(_ entry: JSONValue, _ name: String) throws(Failure) -> (String, [String]) {
        switch (entry["kty"]?.string, entry["crv"]?.string) {
        case ("EC", "P-256"): return ("ES256", ["kty", "crv", "x", "y"])
        case ("RSA", _): return ("RS512", ["kty", "n", "e"])
        default: throw Failure("\(name) is neither EC on P-256 (for ES256) nor RSA (for RS512).")
        }
    }

    /// Lets the library that will check signatures with it read it.
    private static func check(_ jwk: [String: JSONValue], _ name: String) throws(Failure) {
        let words = "\(name) cannot be used: its numbers are no public key, or an RSA key of less than 2048 bits."
        guard let data = try? JSONValue.object(jwk).data(), let key = try? JSONDecoder().decode(JWK.self, from: data)
        else { throw Failure(words) }
        do {
            switch jwk["kty"]?.string {
            case "EC": _ = try ES256PublicKey(parameters: (x: key.x ?? "", y: key.y ?? ""))
            default: _ = try Insecure.RSA.PublicKey(modulus: key.modulus ?? "", exponent: key.exponent ?? "")
            }
        } catch {
            throw Failure(words)
        }
    }
}
