import Contracts
import Foundation
import HTTPTypes
import JWTKit
import Logging
import Testing

@testable import ServiceKit

@Suite("Tokens of machines", .timeLimit(.minutes(1)))
struct MachineTokenTests {
    private let folder = TemporaryFolder()
    private let now = Date(timeIntervalSince1970: 1_795_428_000)
    private let key = TokenIssuer.Key(id: "h1")

    /// A private key as `hub keys init` writes it.
    private func document(_ key: TokenIssuer.Key) -> [String: String] {
        var entry = key.entry
        entry["d"] = secret(key)
        return entry
    }

    private func secret(_ key: TokenIssuer.Key) -> String {
        let pem = key.secret.pemRepresentation
        let body = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        let der = Array(Data(base64Encoded: body) ?? Data())
        // PKCS 8: the private number stands in the octet string after 0x02 0x01 0x01 0x04 0x20.
        let mark: [UInt8] = [0x02, 0x01, 0x01, 0x04, 0x20]
        let start = der.indices.first { Array(der[$0...].prefix(5)) == mark } ?? 0
        return Data(der[(start + 5)..<(start + 37)]).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    private func json(_ value: Any) throws -> Data { try JSONSerialization.data(withJSONObject: value) }

    private let grant = TokenSigner.Grant(
        client: "larkrise-mis", organisation: "agency-larkrise", agencyKind: "education",
        scopes: [.referralsWrite, .eventsRead])

    private func identity(of token: String) async throws -> Identity {
        let path = try folder.write(
            String(decoding: try json(["keys": [key.entry]]), as: UTF8.self), to: "jwks.json")
        let verifier = TokenVerifier(
            issuer: "https://hub", audience: "referral-hub", keySetPath: path,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { [now] in now })
        return try await verifier.identity(authorization: "Bearer \(token)")
    }

    @Test func isBelievedByServices() async throws {
        let signer = try await TokenSigner(json: json(document(key)), issuer: "https://hub", audience: "referral-hub")
        let token = try await signer.token(for: grant, id: UUID(), now: now)
        let identity = try await identity(of: token)
        #expect(identity.client == "larkrise-mis" && identity.subject == "larkrise-mis")
        #expect(identity.organisation == "agency-larkrise" && identity.agencyKind == "education")
        #expect(identity.roles == [.agency])
        #expect(identity.expires == now.addingTimeInterval(600))
        try identity.require(scope: .referralsWrite)
        let refusal = try #require(throws: Problem.self) { try identity.require(scope: .referralsRead) }
        #expect(refusal.status == .forbidden && refusal.code == "insufficient_scope")
        #expect(
            refusal.headers[.wwwAuthenticate]
                == #"Bearer realm="referral-hub", error="insufficient_scope", scope="referrals.read""#)
    }

    @Test func aTokenThatSaysNothingOfScopesIsJudgedByRole() throws {
        let person = Identity(subject: "p", organisation: "o", roles: [.agency], expires: now)
        try person.require(scope: .referralsWrite)
        let none = Identity(subject: "p", organisation: "o", roles: [.agency], scopes: [], expires: now)
        #expect(throws: Problem.self) { try none.require(scope: .referralsWrite) }
    }

    @Test func signsWithTheFirstOfSeveralKeysAndShowsNoSecret() async throws {
        let next = TokenIssuer.Key(id: "h2")
        let signer = try await TokenSigner(
            json: json(["keys": [document(next), document(key)]]), issuer: "https://hub", audience: "referral-hub")
        #expect(signer.keyIDs == ["h2", "h1"])
        #expect(!signer.keySet.text.contains(#""d""#))
        let token = try await signer.token(for: grant, id: UUID(), now: now)
        #expect(CompactToken(token[...])?.header.kid == "h2")
    }

    @Test(arguments: ["", "{}", #"{"keys":[]}"#, #"{"kty":"oct","k":"AAAA","kid":"x"}"#, "[1]"])
    func wantsAKeyThatCanSign(_ text: String) async {
        await #expect(throws: TokenSigner.NoSigningKey.self) {
            _ = try await TokenSigner(json: Data(text.utf8), issuer: "i", audience: "a")
        }
        let publicHalf = try? json(key.entry)
        await #expect(throws: TokenSigner.NoSigningKey.self) {
            _ = try await TokenSigner(json: publicHalf ?? Data(), issuer: "i", audience: "a")
        }
    }

    struct Claims: JWTPayload {
        var iss: String? = "c1"
        var sub: String? = "c1"
        var aud: [String]? = ["https://hub/oauth2/token"]
        var exp: Double?
        var iat: Double?
        var jti: String? = "j1"

        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    private func assertion(_ change: (inout Claims) -> Void = { _ in }) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: key.secret, kid: "h1")
        var claims = Claims(exp: now.timeIntervalSince1970 + 120)
        change(&claims)
        return try await keys.sign(claims, kid: "h1")
    }

    private func words(_ text: String) -> String? {
        do throws(ClientAssertion.Unfit) {
            _ = try ClientAssertion(text, audiences: ["https://hub/oauth2/token", "https://hub"], now: now)
            return nil
        } catch {
            return error.words
        }
    }

    @Test func takesAGoodAssertionAndOnlyFromItsKey() async throws {
        let text = try await assertion()
        let good = try ClientAssertion(text, audiences: ["https://hub/oauth2/token"], now: now)
        #expect(good.clientID == "c1" && good.id == "j1" && good.expires == now.addingTimeInterval(120))
        #expect(await good.isSigned(byKeysOf: try json(["keys": [key.entry]])))
        #expect(await !good.isSigned(byKeysOf: try json(["keys": [TokenIssuer.Key(id: "h1").entry]])))
        #expect(await !good.isSigned(byKeysOf: try json(["keys": []])))
        #expect(words(try await assertion { $0.aud = ["https://hub"] }) == nil)
        #expect(words(try await assertion { $0.exp = 1_795_428_310 }) == nil, "clocks differ")
    }

    @Test func saysWhatIsWrongWithAnAssertionInWordsOAuthAllows() async throws {
        let time = now.timeIntervalSince1970
        let bad = [
            "x", "..", String(repeating: "a", count: 9000), try await assertion { $0.exp = time },
            try await assertion { $0.exp = time + 311 }, try await assertion { $0.exp = 1e300 },
            try await assertion { $0.iat = time + 11 }, try await assertion { $0.jti = "" },
            try await assertion { $0.jti = "ä" }, try await assertion { $0.sub = "c2" },
            try await assertion { ($0.iss, $0.sub) = ("a b", "a b") }, try await assertion { $0.aud = [] },
            try await assertion { $0.aud = ["https://hub", "https://other"] }, try await assertion { $0.exp = nil },
        ]
        for text in bad {
            let said = try #require(words(text), "\(text.prefix(40))")
            // RFC 6749, 5.2: printable ASCII but for the quotation mark and the backslash.
            #expect(said.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
        }
    }
}
