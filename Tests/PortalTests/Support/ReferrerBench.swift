import Foundation
import ServiceKit
import Testing

@testable import Portal

/// The portal with a stand-in for referral-intake, and a school's SENCO signed in.
struct ReferrerBench: Sendable {
    let portal: RunningPortal
    let intake: StandInService
    let bench: PortalBench
    let session: Session

    static let person = Person(
        subject: "senco-1", displayName: "Mo Sample", organisation: "school-1", roles: [.agency],
        agencyKind: "education")
    static let draft = "0193f0b2-5a10-7d3e-8c55-91b2d7e4a003"
    static let referral = "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20"

    static func run(_ body: @Sendable @escaping (ReferrerBench) async throws -> Void) async throws {
        let key = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)")
        try Data(privateKey.utf8).write(to: key)
        defer { try? FileManager.default.removeItem(at: key) }
        let intake = StandInService()
        try await intake.serve { port in
            let settings = ["INTAKE_URL": "http://127.0.0.1:\(port)", "TOKEN_KEYS": key.path]
            try await RunningPortal.run(settings) { portal, bench in
                let session = try await bench.session(for: person)
                try await body(ReferrerBench(portal: portal, intake: intake, bench: bench, session: session))
            }
        }
    }

    /// The other half of the key that the portal is told to trust: RFC 7515, appendix A.3.
    private static let privateKey = """
        {"kty": "EC", "crv": "P-256", "kid": "k1", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}
        """

    /// Somebody else who is signed in.
    func signIn(_ person: Person) async throws -> Session {
        try await bench.session(for: person)
    }

    func get(_ path: String, as other: Session? = nil) async throws -> RunningPortal.Answer {
        try await portal.get(path, cookie: Self.cookie(other ?? session))
    }

    /// Sends a form of the person's, with its token.
    func post(
        _ path: String, _ fields: [String: String] = [:], as other: Session? = nil
    ) async throws -> RunningPortal.Answer {
        let session = other ?? session
        let all = fields.merging(["form_token": session.token.formToken]) { own, _ in own }
        let body = all.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try await portal.post(path, body, cookie: Self.cookie(session))
    }

    private static func cookie(_ session: Session) -> String { "__Host-session=\(session.token.text)" }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// A draft of this content, as the API gives it.
    func keep(_ referral: JSON, problems: JSON = [], version: Int = 3) {
        let draft: JSON = [
            "id": .string(Self.draft), "version": .number(version), "created_at": "2026-11-23T09:30:00Z",
            "changed_at": "2026-11-23T09:30:00Z", "expires_at": "2026-12-23T09:30:00Z", "referral": referral,
            "problems": problems,
        ]
        intake.answer("GET /v1/drafts/\(Self.draft)", draft, version: "\"\(version)\"")
    }

    /// A problem as services give it.
    static func problem(_ code: String, _ status: Int, errors: JSON = [], _ more: JSON = .object([])) -> JSON {
        let own: JSON = [
            "type": .string("https://referral-hub.example/problems/\(code)"), "title": "Some of this is not right",
            "status": .number(status), "detail": "Nothing was stored.", "errors": errors,
        ]
        return own.with(more)
    }
}
