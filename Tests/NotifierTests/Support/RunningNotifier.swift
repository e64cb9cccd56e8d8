import Foundation
import FoundationNetworking
import JWTKit
import Logging
import ServiceKit
import Testing

@testable import Notifier
@testable import ServiceKit

/// The whole service on a port of its own, for the length of a test.
struct RunningNotifier: Sendable {
    let port: Int
    private let key: ES256PrivateKey

    private static let issuer = "https://issuer.example"

    /// - Parameter settings: as environment variables.
    static func run(
        _ settings: [String: String], _ body: @escaping @Sendable (RunningNotifier) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "notifier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = ES256PrivateKey()
        let keySet = folder.appending(path: "jwks.json")
        try Data(Self.keySet(of: key).utf8).write(to: keySet)
        let contacts = folder.appending(path: "contacts.json")
        try Data(NotifierBench.contactsJSON.utf8).write(to: contacts)
        var environment = [
            "AUTH_ISSUER": issuer, "AUTH_JWKS": keySet.path, "HTTP_PORT": "0", "CONTACTS_FILE": contacts.path,
            "SMTP_FROM": "hub@hub.example.org", "KAFKA_PROFILE": "embedded",
        ]
        environment.merge(settings) { $1 }
        let source = try ConfigurationSource(arguments: ["notifier"], environment: environment)
        let runtime = ServiceRuntime(
            definition: Notifier.definition, settings: try ServiceSettings(Notifier.definition, from: source),
            config: source.reader, logger: Logger(label: "notifier") { _ in SwiftLogNoOpLogHandler() },
            metrics: PrometheusRegistry(), build: { try Notifier.parts($0) })
        let listening = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { listening.continuation.finish() }
                try await runtime.serve(signals: [], onListening: { listening.continuation.yield($0) })
            }
            for await port in listening.stream {
                try await body(RunningNotifier(port: port, key: key))
                break
            }
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
        }
    }

    private static func keySet(of key: ES256PrivateKey) throws -> String {
        let point = try #require(key.parameters)
        func url(_ text: String) -> String {
            text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        }
        return """
            {"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "kid": "k", "x": "\(url(point.x))",
                       "y": "\(url(point.y))"}]}
            """
    }

    private struct Claims: JWTPayload {
        var iss = RunningNotifier.issuer
        var aud = ["referral-hub"]
        var exp = Int(Date().timeIntervalSince1970) + 600
        var sub = "somebody"
        var org = "hub-operations"
        let roles: [String]

        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    struct Answer: Sendable {
        let status: Int
        let link: String?
        let body: Data

        var items: [Item] { page?.items ?? [] }
        var next: String? { page?.next }

        private var page: Page? {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try? decoder.decode(Page.self, from: body)
        }
    }

    struct Page: Decodable {
        let items: [Item]
        let next: String?
    }

    struct Item: Decodable, Equatable {
        let id: String
        let referralId: String
        let template: String
        let audience: String
        let status: String
        let queuedAt: String
        let settledAt: String?
        let failure: String?
    }

    /// Asks for a path as somebody with the role, or without a token.
    func get(_ path: String, as role: String?) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        if let role {
            let keys = JWTKeyCollection()
            await keys.add(ecdsa: key)
            let token = try await keys.sign(Claims(roles: [role]), header: ["kid": "k"])
            request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        return Answer(status: http.statusCode, link: http.value(forHTTPHeaderField: "Link"), body: data)
    }
}
