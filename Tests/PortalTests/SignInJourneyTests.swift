import Foundation
import ServiceKit
import Testing

@testable import Portal

/// A browser's way from the sign-in page over a real OpenID provider and back.
@Suite("Signing in with a real provider", .timeLimit(.minutes(2)))
struct SignInJourneyTests {
    /// A browser that goes to the provider, chooses, and comes back.
    struct Browser {
        let portal: RunningPortal
        let person: String
        var cookies: [String: String] = [:]

        private var header: String? {
            cookies.isEmpty ? nil : cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }

        mutating func get(_ path: String) async throws -> RunningPortal.Answer {
            keep(try await portal.get(path, cookie: header))
        }

        mutating func post(_ path: String, _ fields: String) async throws -> RunningPortal.Answer {
            keep(try await portal.post(path, fields, cookie: header))
        }

        private mutating func keep(_ answer: RunningPortal.Answer) -> RunningPortal.Answer {
            for name in [SessionCookie.session, .signIn].map(\.rawValue) {
                if let value = answer.cookie(name) { cookies[name] = value.isEmpty ? nil : value }
            }
            return answer
        }

        /// - Parameter choice: what is chosen at the provider.
        mutating func signIn(goingOnTo page: String = "/", choosing choice: String? = nil) async throws
            -> RunningPortal.Answer
        {
            let form = try await get("/sign-in?next=\(FormText.encoded(page))")
            let start = try #require(form.text.range(of: "href=\"/sign-in/with/"))
            let link =
                "/sign-in/with/" + form.text[start.upperBound...].prefix { $0 != "\"" }.replacing("&amp;", with: "&")
            let outward = try await get(link)
            #expect(outward.status == 303)
            let provider = try #require(outward.header("location"))
            let choice = choice ?? "sub=\(person)"
            let back = try #require(try await portal.ask("POST", at: provider, choice).header("location"))
            #expect(back.hasPrefix("https://portal.example/sign-in/back?"))
            return try await get(String(back.dropFirst("https://portal.example".count)))
        }
    }

    static let person = Person(
        subject: "coordinator-gloucester", displayName: "Sam", organisation: "agency-inclusion-service",
        roles: [.coordinator, .board], localities: [Samples.gloucester, "E07000078"])

    private static func run(_ body: @Sendable (RunningPortal, PortalBench, SampleProvider) async throws -> Void)
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sign-in-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await SampleProvider.run { provider in
            let settings = [
                "PORTAL_ISSUERS": try provider.settings(in: folder), "PORTAL_URL": "https://portal.example/",
            ]
            try await RunningPortal.run(settings) { try await body($0, $1, provider) }
        }
    }

    @Test("No access, access, access taken back, and out again")
    func journey() async throws {
        try await Self.run { portal, bench, provider in
            var browser = Browser(portal: portal, person: Self.person.subject)
            let stranger = try await browser.signIn()
            #expect(stranger.status == 403 && stranger.text.contains("You do not have access yet"))
            #expect(stranger.text.contains(Self.person.subject) && stranger.text.contains(provider.issuer))
            #expect(browser.cookies["__Host-session"] == nil)

            try await bench.grant(Self.person, issuer: provider.issuer)
            let arrival = try await browser.signIn(goingOnTo: "/?group=new")
            #expect(arrival.status == 303 && arrival.header("location") == "/?group=new")
            let first = try #require(browser.cookies["__Host-session"])
            let queue = try await browser.get("/")
            #expect(queue.status == 200 && queue.text.contains("Coordinator for Gloucester"))
            // The provider says Gloucester alone, so that is all there is of what was given.
            #expect(!queue.text.contains("Cheltenham"))

            try await bench.revoke(Self.person)
            let ended = try await browser.get("/")
            #expect(ended.header("location") == "/sign-in?because=ended" && browser.cookies["__Host-session"] == nil)

            try await bench.grant(Self.person, issuer: provider.issuer)
            _ = try await browser.signIn()
            #expect(browser.cookies["__Host-session"] != first)
            let token = try #require(try await browser.get("/").formToken)
            let out = try await browser.post("/sign-out", "form_token=\(token)")
            let page = try await browser.get(try #require(out.header("location")))
            #expect(page.text.contains("You have signed out"))
            #expect(page.text.contains("\(provider.issuer)/oauth2/end_session?client_id=referral-hub&amp;"))
            #expect(try await browser.get("/").header("location") == "/sign-in")
            #expect(!portal.log.all.contains { $0.contains(Self.person.subject) || $0.contains(first) })
            #expect(portal.log.all.contains { $0.contains("no_grant") })
        }
    }

    @Test("A sign-in while another is signed in ends the session before; no stops at the door")
    func again() async throws {
        try await Self.run { portal, bench, provider in
            try await bench.grant(Self.person, issuer: provider.issuer)
            var browser = Browser(portal: portal, person: Self.person.subject)
            let page = try await browser.get("/sign-in")
            let denied = try await browser.signIn(choosing: "action=deny")
            #expect(denied.status == 403 && denied.text.contains("You have not signed in"))
            #expect(page.header("set-cookie") == nil)
            _ = try await browser.signIn()
            let first = try #require(browser.cookies["__Host-session"])
            // Begun before somebody signed in in another tab, and finished after.
            let outward = try #require(try await browser.get("/sign-in/with/\(Self.key(provider))").header("location"))
            let back = try #require(
                try await portal.ask("POST", at: outward, "sub=\(Self.person.subject)").header("location"))
            #expect(try await browser.get(String(back.dropFirst("https://portal.example".count))).status == 303)
            #expect(try #require(browser.cookies["__Host-session"]) != first)
            let old = try await portal.get("/", cookie: "__Host-session=\(first)")
            #expect(old.header("location") == "/sign-in?because=ended")
        }
    }

    private static func key(_ provider: SampleProvider) -> String {
        Issuer(
            issuer: provider.issuer, name: "", clientID: "", clientSecret: nil, scopes: [],
            claims: Issuer.ClaimNames(), roles: [:]
        ).key
    }
}
