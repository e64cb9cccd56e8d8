import Foundation
import Postgres
import ServiceKit
import Testing

@testable import Portal

@Suite("Signing in", .timeLimit(.minutes(1)))
struct SignInTests {
    /// A desk, the issuer it speaks with, and a browser.
    struct Door: Sendable {
        let bench: PortalBench
        let issuer: StubIssuer
        let desk: SignInDesk
        let clock: SessionTests.Clock
        let browser = SessionToken()

        /// Goes to the issuer.
        /// - Returns: the state that comes back.
        func begin(goingOnTo page: String = "/") async throws -> String {
            let address = try await desk.begin(
                with: StubIssuer.entry, goingOnTo: LocalPath(page) ?? .home, in: browser)
            return try #require(issuer.receive(address))
        }

        func finish(_ answer: SignInDesk.Answer) async throws -> SignInDesk.Arrival {
            try await desk.finish(answer, in: browser)
        }

        func signIn() async throws -> SignInDesk.Arrival {
            try await finish(.init(state: try await begin(), code: "the code"))
        }

        func trouble(_ body: @Sendable () async throws -> Void) async -> SignInTrouble? {
            do {
                try await body()
                return nil
            } catch {
                return (error as? SignInDesk.Failed)?.trouble
            }
        }
    }

    static func run(_ body: @Sendable (Door) async throws -> Void) async throws {
        try await PortalBench.run { bench in
            let clock = SessionTests.Clock(Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)))
            let issuer = StubIssuer()
            let now: @Sendable () -> Date = { clock.now }
            let desk = SignInDesk(
                settings: SignInSettings(issuers: [StubIssuer.entry], portal: "https://portal.example.org/"),
                pending: PendingSignIns(pool: bench.pool, now: now), grants: GrantStore(pool: bench.pool, now: now),
                ask: issuer.ask, now: now)
            try await body(Door(bench: bench, issuer: issuer, desk: desk, clock: clock))
        }
    }

    @Test("Whoever has access and shows who they are comes in, and goes on to where they wanted")
    func comesIn() async throws {
        try await Self.run { door in
            let grant = try await door.bench.grant(Samples.person)
            let state = try await door.begin(goingOnTo: "/?group=new")
            let outward = door.issuer.outward
            #expect(outward["tenant"] == "1" && outward["response_type"] == "code")
            #expect(outward["code_challenge_method"] == "S256" && outward["scope"] == "openid profile")
            #expect(outward["redirect_uri"] == "https://portal.example.org/sign-in/back")
            let arrival = try await door.finish(.init(state: state, code: "the code"))
            #expect(arrival.person == Samples.person && arrival.grant == grant)
            #expect(arrival.goesOnTo.text == "/?group=new")
        }
    }

    @Test("A client shows who it is in the way the issuer takes; where there is none, nobody comes in")
    func clientSignIns() async throws {
        let cases: [([String], SignInTrouble?)] = [
            (["client_secret_post"], nil), (["private_key_jwt"], .issuerUnavailable(.clientSignIn)),
        ]
        for (ways, trouble) in cases {
            try await Self.run { door in
                try await door.bench.grant(Samples.person)
                door.issuer.change { $0.signIns = ways }
                #expect(await door.trouble { _ = try await door.signIn() } == trouble)
            }
        }
    }

    @Test("The database holds nothing that would finish a sign-in")
    func keepsNothing() async throws {
        try await Self.run { door in
            let state = try await door.begin()
            let row = try #require(
                try await door.bench.pool.query("select to_jsonb(pending_sign_in)::text from pending_sign_in")
                    .decodeFirst(String.self))
            let outward = door.issuer.outward
            for secret in [state, outward["nonce"] ?? "", door.browser.text] { #expect(!row.contains(secret)) }
        }
    }

    @Test("A sign-in is finished once, in the browser it was begun in, within ten minutes")
    func states() async throws {
        try await Self.run { door in
            try await door.bench.grant(Samples.person)
            let state = try await door.begin()
            let stranger = await door.trouble {
                _ = try await door.desk.finish(.init(state: state, code: "the code"), in: SessionToken())
            }
            #expect(stranger == .unknownState)
            #expect(
                await door.trouble { _ = try await door.desk.finish(.init(state: state, code: "x"), in: nil) }
                    == .unknownState)
            for wrong in [nil, "", "short", SessionToken().text] {
                #expect(
                    await door.trouble { _ = try await door.finish(.init(state: wrong, code: "x")) } == .unknownState)
            }
            _ = try await door.finish(.init(state: state, code: "the code"))
            #expect(
                await door.trouble { _ = try await door.finish(.init(state: state, code: "the code")) } == .unknownState
            )
            let late = try await door.begin()
            door.clock.pass(minutes: 10)
            #expect(await door.trouble { _ = try await door.finish(.init(state: late, code: "the code")) } == .tooOld)
        }
    }

    @Test("What the issuer refuses, or says in another's name, lets nobody in")
    func refusals() async throws {
        try await Self.run { door in
            try await door.bench.grant(Samples.person)
            func trouble(_ change: @Sendable (inout SignInDesk.Answer) -> Void) async throws -> SignInTrouble? {
                var answer = SignInDesk.Answer(state: try await door.begin(), code: "the code")
                change(&answer)
                return await door.trouble { [answer] in _ = try await door.finish(answer) }
            }
            #expect(try await trouble { $0.error = "access_denied" } == .denied)
            #expect(try await trouble { ($0.error, $0.state) = ("access_denied", nil) } == .denied)
            #expect(try await trouble { $0.error = "invalid_scope" } == .refusedByIssuer)
            #expect(try await trouble { $0.error = "server_error" } == .issuerUnavailable(.noAnswer))
            #expect(try await trouble { $0.code = nil } == .refusedByIssuer)
            #expect(try await trouble { $0.code = "another code" } == .issuerUnavailable(.exchange))
            #expect(try await trouble { $0.issuer = "https://evil.example" } == .tokenWrong("answer_issuer"))
            #expect(try await trouble { $0.issuer = Samples.issuer } == nil)
        }
    }

    @Test(
        "A token that says something else than it should",
        arguments: [
            ("iss", "https://evil.example", "token_issuer"), ("aud", "another-client", "token_audience"),
            ("nonce", "another", "token_nonce"), ("sub", "", "token_subject"),
        ])
    func tokens(claim: String, value: String, code: String) async throws {
        try await Self.run { door in
            try await door.bench.grant(Samples.person)
            door.issuer.change { $0.claims = [claim: value] }
            #expect(await door.trouble { _ = try await door.signIn() } == .tokenWrong(code))
        }
    }

    @Test("An issuer changes its keys; another's signature under the same name does not count")
    func rotation() async throws {
        try await Self.run { door in
            try await door.bench.grant(Samples.person)
            _ = try await door.signIn()
            door.issuer.changeKey(to: "k2")
            door.clock.pass(minutes: 0.1)
            _ = try await door.signIn()
            door.issuer.changeKey(to: "k2")
            #expect(await door.trouble { _ = try await door.signIn() } == .tokenWrong("token_signature"))
            #expect(door.issuer.asked.count { $0.address.hasSuffix("/keys") } == 2)
            #expect(door.issuer.asked.count { $0.address.hasSuffix("openid-configuration") } == 1)
        }
    }

    @Test("An issuer that is away, or says it is another, lets nobody begin")
    func away() async throws {
        try await Self.run { door in
            door.issuer.change { $0.isAway = true }
            #expect(await door.trouble { _ = try await door.begin() } == .issuerUnavailable(.noAnswer))
            for (name, value) in [
                ("issuer", "https://evil.example"), ("token_endpoint", "http://login.example.org/token"),
                ("authorization_endpoint", "javascript:alert(1)"), ("jwks_uri", ""),
            ] {
                door.issuer.change { ($0.isAway, $0.document) = (false, [name: value]) }
                #expect(await door.trouble { _ = try await door.begin() } == .issuerUnavailable(.document), "\(name)")
            }
            door.issuer.change { $0.document = [:] }
            _ = try await door.begin()
            // What it said before counts while it is away.
            door.issuer.change { $0.isAway = true }
            door.clock.pass(minutes: 90)
            _ = try await door.begin()
        }
    }

    @Test("Without access, or with access that has ended, nobody comes in")
    func noGrant() async throws {
        try await Self.run { door in
            let none = SignInTrouble.noGrant(issuer: Samples.issuer, subject: Samples.person.subject)
            #expect(await door.trouble { _ = try await door.signIn() } == none)
            try await door.bench.grant(Samples.person, issuer: "https://another.example.org")
            #expect(await door.trouble { _ = try await door.signIn() } == none)
            try await door.bench.revoke(Samples.person)
            try await door.bench.grant(Samples.person, until: door.clock.now.addingTimeInterval(-1))
            #expect(await door.trouble { _ = try await door.signIn() } == none)
            door.issuer.change { $0.claims = ["org": "another-organisation"] }
            try await door.bench.revoke(Samples.person)
            try await door.bench.grant(Samples.person)
            #expect(await door.trouble { _ = try await door.signIn() } == .grantDiffers(.organisation))
        }
    }

    @Test("Only a path of this site is gone on to")
    func paths() {
        for text in ["/", "/?group=new", "/cases/1#top", "/a//b"] { #expect(LocalPath(text)?.text == text) }
        for text in [
            "", "cases", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "/a b", "/é",
            "/\n", "/" + String(repeating: "a", count: 1000),
        ] { #expect(LocalPath(text) == nil, "\(text)") }
        #expect(
            SignInPages.address(.ended, goingOnTo: LocalPath("/a?b=c&d"))
                == "/sign-in?because=ended&next=%2Fa%3Fb%3Dc%26d")
    }
}
