import Foundation
import Testing

@testable import Hub

/// What operators may register as the keys of a client.
struct ClientKeysTests {
    private let curve: JSONValue = .object([
        "kty": .string("EC"), "crv": .string("P-256"), "kid": .string("k1"),
        "x": .string("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
        "y": .string("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"), "ext": .bool(true),
    ])

    private func keys(_ entries: JSONValue...) throws -> ClientKeys {
        try ClientKeys(try JSONValue.object(["keys": .array(entries)]).data())
    }

    @Test func keepsWhatMattersOfAPublicKey() throws {
        let key = try #require(try keys(curve).all.first)
        #expect(key.id == "k1")
        #expect(key.jwk["alg"]?.string == "ES256")
        #expect(key.jwk["ext"] == nil)
    }

    @Test func sendsAPrivateKeyBackWithoutRepeatingIt() {
        var secret = curve
        secret["d"] = .string("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI")
        let failure = #expect(throws: Failure.self) { try keys(secret) }
        #expect(failure?.words.contains("private key") == true)
        #expect(failure?.words.contains("jpsQ") == false)
    }

    @Test(
        arguments: [
            ("kid", nil), ("kid", "a b"), ("kty", "oct"), ("crv", "P-384"), ("alg", "RS512"), ("use", "enc"),
            ("x", "AAAA"),
            ("y", nil), ("k", "AAAA"),
        ] as [(String, String?)])
    func refuses(_ member: String, _ value: String?) {
        var entry = curve
        entry[member] = value.map { .string($0) }
        #expect(throws: Failure.self) { try keys(entry) }
    }

    @Test func refusesTwoOfOneNameNoneAndTooMany() {
        #expect(throws: Failure.self) { try keys(curve, curve) }
        #expect(throws: Failure.self) { try keys() }
        #expect(throws: Failure.self) { try ClientKeys(Data("[]".utf8)) }
        #expect(throws: Failure.self) { try ClientKeys(Data("{".utf8)) }
    }
}
