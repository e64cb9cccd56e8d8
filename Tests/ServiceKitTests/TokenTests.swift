import Foundation
import HTTPTypes
import JWTKit
import Logging
import Synchronization
import Testing

@testable import ServiceKit

@Suite("Tokens", .timeLimit(.minutes(1)))
struct TokenTests {
    private let issuer: TokenIssuer
    private let clock = Clock()
    private let verifier: TokenVerifier

    final class Clock: Sendable {
        private let offset = Mutex<TimeInterval>(0)
        var now: Date { Date().addingTimeInterval(offset.withLock { $0 }) }
        func advance(_ seconds: TimeInterval) { offset.withLock { $0 += seconds } }
    }

    init() throws {
        let clock = clock
        issuer = try TokenIssuer()
        verifier = TokenVerifier(
            issuer: TokenIssuer.issuer, audience: "referral-hub", keySetPath: issuer.keySetPath,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { clock.now })
    }

    private func refusal(_ authorization: String?) async -> Problem? {
        do throws(Problem) {
            _ = try await verifier.identity(authorization: authorization)
            return nil
        } catch {
            return error
        }
    }

    @Test func readsWhoItIs() async throws {
        let claims = TokenIssuer.Claims(
            roles: ["agency", "coordinator", "wizard"], localities: ["E07000081", "unrouted"], agencyKind: "health")
        let identity = try await verifier.identity(authorization: "Bearer \(issuer.token(claims))")
        #expect(identity.subject == "user-1")
        #expect(identity.organisation == "org-1")
        #expect(identity.roles == [.agency, .coordinator])
        #expect(identity.agencyKind == "health")
        #expect(identity.covers(locality: "unrouted"))
        #expect(!identity.covers(locality: "E07000078"))
        try identity.require(.coordinator)
        try identity.require(.board, .agency)
        #expect(try #require(throws: Problem.self) { try identity.require(.dpo) }.status == .forbidden)
        #expect(try #require(throws: Problem.self) { try identity.require(organisation: "org-2") }.status == .notFound)
        #expect(try #require(throws: Problem.self) { try identity.require(locality: "E07000078") }.status == .forbidden)
    }

    @Test func takesTheSameTokenAgain() async throws {
        let authorization = try await issuer.bearer()
        let first = try await verifier.identity(authorization: authorization)
        #expect(try await verifier.identity(authorization: authorization) == first)
    }

    @Test func forgetsATokenWhenItExpires() async throws {
        let authorization = try await issuer.bearer()
        #expect(await refusal(authorization) == nil)
        clock.advance(601)
        #expect(await refusal(authorization)?.detail == "The token has expired.")
    }

    @Test(arguments: [
        (TokenIssuer.Claims(iss: "https://other.example"), "The token is from another issuer."),
        (TokenIssuer.Claims(aud: ["other"]), "The token is for somebody else."),
        (TokenIssuer.Claims(aud: []), "The token is for somebody else."),
        (TokenIssuer.Claims(exp: Int(Date().timeIntervalSince1970) - 1), "The token has expired."),
        (TokenIssuer.Claims(nbf: Int(Date().timeIntervalSince1970) + 3600), "The token is not valid yet."),
        (TokenIssuer.Claims(sub: ""), "The token names nobody."),
        (TokenIssuer.Claims(iss: nil), "The token lacks a claim"),
        (TokenIssuer.Claims(aud: nil), "The token lacks a claim"),
        (TokenIssuer.Claims(exp: nil), "The token lacks a claim"),
        (TokenIssuer.Claims(sub: nil), "The token lacks a claim"),
        (TokenIssuer.Claims(org: nil), "The token lacks a claim"),
        (TokenIssuer.Claims(roles: nil), "The token lacks a claim"),
    ])
    func refusesWrongClaims(_ claims: TokenIssuer.Claims, _ words: String) async throws {
        let token = try await issuer.token(claims)
        let problem = try #require(await refusal("Bearer \(token)"))
        #expect(problem.status == .unauthorized)
        #expect(problem.detail.hasPrefix(words))
        #expect(problem.headers[.wwwAuthenticate] == "Bearer realm=\"referral-hub\", error=\"invalid_token\"")
    }

    @Test func refusesForgeries() async throws {
        let forger = TokenIssuer.Key(id: "k1")
        let good = try await issuer.token()
        let parts = good.split(separator: ".").map(String.init)
        func encoded(_ text: String) -> String {
            Data(text.utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
                .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
        }
        let none = encoded(#"{"alg":"none","kid":"k1"}"#)
        let hmac = JWTKeyCollection()
        await hmac.add(
            hmac: HMACKey(from: String(repeating: "public key as secret ", count: 8)), digestAlgorithm: .sha256,
            kid: "k1")
        let forgeries = [
            try await issuer.token(key: forger), "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])",
            "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1])", "\(good).x", "..", "x.y.z", "",
            "\(encoded(#"{"alg":"ES384","kid":"k1"}"#)).\(parts[1]).\(parts[2])",
            "\(encoded(#"{"alg":"RS256","kid":"k1"}"#)).\(parts[1]).\(parts[2])",
            "\(encoded(#"{"kid":"k1"}"#)).\(parts[1]).\(parts[2])",
            "\(parts[0]).\(encoded(#"{"iss":"x"}"#)).\(parts[2])",
            try await hmac.sign(TokenIssuer.Claims(), kid: "k1"), try await issuer.token(kid: nil),
            try await issuer.token(kid: "unknown"), String(repeating: "a", count: 10_000),
            try await issuer.token(header: ["crit": ["exp"]]),
        ]
        for forgery in forgeries {
            let problem = try #require(await refusal("Bearer \(forgery)"), "\(forgery)")
            #expect(problem.status == .unauthorized)
        }
        #expect(await refusal("Bearer \(good)") == nil)
    }

    @Test func asksForAToken() async throws {
        #expect(await refusal(nil)?.headers[.wwwAuthenticate] == "Bearer realm=\"referral-hub\"")
        #expect(await refusal("Basic abc")?.code == "unauthorised")
        let token = try await issuer.token()
        #expect(await refusal("bearer \(token)") == nil)
    }

    @Test func followsKeysThatRotate() async throws {
        try await verifier.prepare()
        let next = TokenIssuer.Key(id: "k2")
        let token = "Bearer " + (try await issuer.token(key: next, kid: "k2"))
        #expect(await refusal(token)?.status == .unauthorized)
        try issuer.publish([next])
        // Not looked at again so soon, whoever asks.
        #expect(await refusal(token)?.status == .unauthorized)
        clock.advance(3)
        #expect(await refusal(token) == nil)
        let old = try await issuer.token(TokenIssuer.Claims(sub: "user-2"))
        #expect(await refusal("Bearer \(old)")?.status == .unauthorized)
    }

    @Test func forgetsTokensOfAWithdrawnKey() async throws {
        let token = "Bearer " + (try await issuer.token())
        #expect(await refusal(token) == nil)
        try issuer.publish([TokenIssuer.Key(id: "k2")])
        clock.advance(TokenVerifier.memory + 1)
        #expect(await refusal(token)?.status == .unauthorized)
    }

    @Test func keepsItsKeysWhenTheFileBreaks() async throws {
        try await verifier.prepare()
        _ = try issuer.folder.write("{ half", to: "jwks.json")
        clock.advance(10)
        let token = try await issuer.bearer()
        #expect(await refusal(token) == nil)
    }

    @Test func saysWhenThereAreNoKeys() async throws {
        try FileManager.default.removeItem(atPath: issuer.keySetPath)
        let token = try await issuer.bearer()
        #expect(await refusal(token)?.status == .serviceUnavailable)
        await #expect(throws: (any Error).self) { try await verifier.prepare() }
    }

    @Test func passesOverKeysItCannotUse() async throws {
        try issuer.publish(
            [issuer.key],
            with: [
                ["kty": "oct", "kid": "s", "k": "AAAA"],
                ["kty": "EC", "kid": "bad", "crv": "P-256", "x": "!", "y": "!"],
            ])
        try await verifier.prepare()
        let token = try await issuer.bearer()
        #expect(await refusal(token) == nil)
    }
}
