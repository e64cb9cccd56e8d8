import Foundation
import ServiceKit
import Testing

@testable import Portal

/// The portal with a stand-in for the services its pages ask, and somebody signed in.
struct ProviderBench: Sendable {
    let portal: RunningPortal
    let matcher: StandInService
    let session: Session
    /// The portal's own tables.
    let stock: PortalBench

    static let person = Person(
        subject: "provider-1", displayName: "Ash Sample", organisation: "provider-severn-vale", roles: [.provider])
    static let offer = "0193f0a1-6c2e-7f43-8b7d-51c0a9e3d702"
    static let provision = "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11"
    static let key = "0193f0aa-0000-7000-8000-000000000001"

    /// - Parameters:
    ///   - person: who is signed in.
    ///   - matcher: stands in for the services.
    static func run(
        as person: Person = person, over matcher: StandInService = StandInService(),
        _ body: @Sendable @escaping (ProviderBench) async throws -> Void
    ) async throws {
        let key = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)")
        try Data(privateKey.utf8).write(to: key)
        defer { try? FileManager.default.removeItem(at: key) }
        try await matcher.serve { port in
            let address = "http://127.0.0.1:\(port)"
            let settings = ["MATCHER_URL": address, "ROUTER_URL": address, "TOKEN_KEYS": key.path]
            try await RunningPortal.run(settings) { portal, bench in
                let session = try await bench.session(for: person)
                try await body(ProviderBench(portal: portal, matcher: matcher, session: session, stock: bench))
            }
        }
    }

    /// The other half of the key that the portal is told to trust: RFC 7515, appendix A.3.
    private static let privateKey = """
        {"kty": "EC", "crv": "P-256", "kid": "k1", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}
        """

    /// Somebody else who is signed in.
    func signIn(_ person: Person) async throws -> Session { try await stock.session(for: person) }

    func get(_ path: String, as other: Session? = nil) async throws -> RunningPortal.Answer {
        try await portal.get(path, cookie: Self.cookie(other ?? session))
    }

    /// Sends a form of the person's, with its token and the key of this bench.
    func post(
        _ path: String, _ fields: [String: String] = [:], version: String? = nil, as other: Session? = nil
    ) async throws -> RunningPortal.Answer {
        let session = other ?? session
        var all = fields.merging(["form_token": session.token.formToken, "form_key": Self.key]) { own, _ in own }
        all["form_version"] = version
        let body = all.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try await portal.post(path, body, cookie: Self.cookie(session))
    }

    private static func cookie(_ session: Session) -> String {
        "\(SessionCookie.session.rawValue)=\(session.token.text)"
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// A day as the three boxes of a form.
    static func day(_ name: String, _ year: Int, _ month: Int, _ day: Int) -> [String: String] {
        ["\(name)-year": "\(year)", "\(name)-month": "\(month)", "\(name)-day": "\(day)"]
    }

    /// A problem as services give it.
    static func problem(_ code: String, _ detail: String, errors: JSON = [], _ more: JSON = .object([])) -> JSON {
        let own: JSON = [
            "type": .string("https://referral-hub.example/problems/\(code)"), "title": "It was not possible",
            "detail": .string(detail), "errors": errors,
        ]
        return own.with(more)
    }

    /// The only change that the matcher was asked for, with the person's identity and this bench's key.
    func change() throws -> StandInService.Asked {
        let asked = try matcher.change()
        #expect(asked.claims.at("org")?.words == session.person.organisation)
        #expect(asked.key == "\"\(Self.key)\"")
        return asked
    }
}
