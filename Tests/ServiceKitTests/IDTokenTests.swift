import Foundation
import JWTKit
import Testing

@testable import ServiceKit

/// What an OpenID provider may say of somebody, and what is not believed.
@Suite("ID tokens")
struct IDTokenTests {
    private static let now = Date(timeIntervalSince1970: 1_795_428_000)
    private let key = TokenIssuer.Key(id: "k1")

    struct Claims: JWTPayload {
        var iss: String? = "https://login.example.org"
        var sub: String? = "0b8e4c1f"
        var aud: [String]? = ["referral-hub"]
        var azp: String?
        var exp: Double? = now.timeIntervalSince1970 + 300
        var iat: Double? = now.timeIntervalSince1970 - 5
        var nbf: Double?
        var nonce: String? = "nonce"
        var roles: [String]? = ["coordinators"]

        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    enum Claim { case iss, sub, azp, nonce, exp, iat, nbf }

    private func signed(_ claims: Claims, kid: String? = "k1") async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: key.secret)
        var header = JWTHeader()
        header.kid = kid
        return try await keys.sign(claims, header: header)
    }

    private func read(_ text: String) throws(IDToken.Fault) -> IDToken {
        try IDToken(
            text, issuer: "https://login.example.org", client: "referral-hub", nonce: "nonce", now: Self.now)
    }

    private func keySet(_ entries: [String: String]...) async throws -> KeySet {
        try await KeySet(json: JSONSerialization.data(withJSONObject: ["keys": entries]))
    }

    @Test func saysWhoSomebodyIs() async throws {
        let token = try read(try await signed(Claims()))
        #expect(token.subject == "0b8e4c1f" && token.keyID == "k1")
        #expect(token.claims.at("roles")?.strings == ["coordinators"])
        #expect(token.isSigned(byKeysOf: try await keySet(key.entry)))
    }

    @Test(
        "A claim that is wrong or missing",
        arguments: [
            (.iss, "https://login.example.org/", .issuer), (.iss, "https://evil.example", .issuer),
            (.iss, nil, .malformed), (.sub, nil, .malformed), (.sub, "", .subject),
            (.sub, String(repeating: "x", count: 256), .subject), (.sub, "Zoë", .subject), (.sub, "a\nb", .subject),
            (.azp, "another-client", .audience), (.nonce, nil, .nonce), (.nonce, "", .nonce),
            (.nonce, "of another sign-in", .nonce),
        ] as [(Claim, String?, IDToken.Fault)])
    func text(claim: Claim, value: String?, fault: IDToken.Fault) async throws {
        var claims = Claims()
        switch claim {
        case .iss: claims.iss = value
        case .sub: claims.sub = value
        case .azp: claims.azp = value
        default: claims.nonce = value
        }
        let text = try await signed(claims)
        #expect(throws: fault) { try read(text) }
    }

    @Test(
        "For somebody else, or also for others without saying whom it was made for",
        arguments: [
            [], ["another-client"], ["referral-hub", "another-client"],
        ])
    func audience(aud: [String]) async throws {
        let text = try await signed(Claims(aud: aud))
        #expect(throws: IDToken.Fault.audience) { try read(text) }
    }

    @Test func mayBeForOthersToo() async throws {
        _ = try read(try await signed(Claims(aud: ["other", "referral-hub"], azp: "referral-hub")))
    }

    @Test(
        "Times, with a minute between two clocks; seconds from now",
        arguments: [
            (.exp, -59, nil), (.exp, -60, .expired), (.exp, nil, .malformed), (.iat, 60, nil), (.iat, 61, .time),
            (.iat, -600, nil), (.iat, -601, .time), (.iat, nil, .malformed), (.nbf, 60, nil), (.nbf, 61, .time),
        ] as [(Claim, Double?, IDToken.Fault?)])
    func times(claim: Claim, offset: Double?, fault: IDToken.Fault?) async throws {
        var claims = Claims()
        let time = offset.map { Self.now.timeIntervalSince1970 + $0 }
        switch claim {
        case .exp: claims.exp = time
        case .iat: claims.iat = time
        default: claims.nbf = time
        }
        let text = try await signed(claims)
        do throws(IDToken.Fault) {
            _ = try read(text)
            #expect(fault == nil)
        } catch {
            #expect(error == fault)
        }
    }

    @Test("Signed in a way that is not accepted", arguments: ["none", "HS256", "HS512", "RSA1_5", ""])
    func algorithm(name: String) async throws {
        let text = try await signed(Claims())
        let parts = text.split(separator: ".")
        let header = Data(#"{"alg":"\#(name)","kid":"k1"}"#.utf8).base64EncodedString().replacing("=", with: "")
        #expect(throws: IDToken.Fault.algorithm) { try read("\(header).\(parts[1]).\(parts[2])") }
    }

    @Test(
        "No token at all",
        arguments: ["", "a.b", "a.b.c", "a.b.c.d", "e30.e30.e30", String(repeating: "x", count: 40_000)])
    func malformed(text: String) {
        #expect(throws: IDToken.Fault.self) { try read(text) }
    }

    @Test func isNotSignedByAnotherKeyNorAnotherWordOfIt() async throws {
        let text = try await signed(Claims())
        let other = TokenIssuer.Key(id: "k1")
        #expect(try await !read(text).isSigned(byKeysOf: keySet(other.entry)))
        let parts = text.split(separator: ".")
        let changed = try await signed(Claims(sub: "somebody-else")).split(separator: ".")
        let forged = try read("\(parts[0]).\(changed[1]).\(parts[2])")
        #expect(try await !forged.isSigned(byKeysOf: keySet(key.entry)))
        // The same key, shown as one for another algorithm.
        var confused = key.entry
        confused["alg"] = "ES384"
        #expect(try await !read(text).isSigned(byKeysOf: keySet(confused, TokenIssuer.Key(id: "k2").entry)))
    }

    @Test func needNotNameItsKeyWhereThereIsButOne() async throws {
        let token = try read(try await signed(Claims(), kid: nil))
        #expect(token.isSigned(byKeysOf: try await keySet(key.entry)))
        #expect(try await !token.isSigned(byKeysOf: keySet(key.entry, TokenIssuer.Key(id: "k2").entry)))
    }
}
