import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Inclusion
import Kafka
import NIOCore
import NIOEmbedded
import Postgres
import Privacy
import Synchronization
import Testing

@testable import EventFlow
@testable import LocalityRouter
@testable import ServiceKit

/// What the router's API says of forums and plans, in this process, with the sample county and a clock that a test sets.
final class MeetingRoom: Sendable {
    let bench: RouterBench
    private let host: ServiceHost
    private let clock: Clock
    private let reached = Mutex<Set<String>>([])

    /// The time it is, for the service.
    private final class Clock: Sendable {
        let value = Mutex(RouterBench.now)
    }

    struct Reply: Sendable {
        let status: Int
        let version: Int
        let body: JSON

        /// A value inside, by names and places: `agenda/0/case_id`.
        subscript(_ path: String) -> JSON? {
            path.split(separator: "/").reduce(body) { value, name in
                switch value {
                case .object(let members): members.first { $0.name == name }?.value
                case .array(let items): Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil }
                default: nil
                }
            }
        }

        func text(_ path: String) -> String? { if case .string(let text)? = self[path] { text } else { nil } }

        func texts(_ path: String) -> [String] {
            guard case .array(let items)? = self[path] else { return [] }
            return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
        }

        /// The first code of a problem's errors, or the last part of its type.
        var code: String? { text("errors/0/code") ?? text("type")?.split(separator: "/").last.map(String.init) }
    }

    static func run(_ body: @Sendable (MeetingRoom) async throws -> Void) async throws {
        try await RouterBench.run { bench in
            let room = try MeetingRoom(bench)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(room)) } catch { outcome = .failure(error) }
            await room.host.close()
            try outcome.get()
        }
    }

    private init(_ bench: RouterBench) throws {
        self.bench = bench
        let clock = Clock()
        self.clock = clock
        let source = try ConfigurationSource(
            arguments: ["locality-router"],
            environment: [
                "DATABASE_URL": bench.databaseURL, "AUTH_ISSUER": "https://issuer.example", "AUTH_JWKS": #filePath,
                "HTTP_PORT": "0", "PRIVACY_MASTER_KEYS": RouterBench.masterKeys,
            ])
        host = try ServiceHost(
            definition: LocalityRouter.definition,
            settings: try ServiceSettings(LocalityRouter.definition, from: source), config: source.reader,
            logger: RouterBench.logger, metrics: PrometheusRegistry(ServiceMetrics.meanings),
            now: { clock.value.withLock { $0 } }, health: Health())
    }

    /// From now on it is that time.
    func set(_ time: Date) { clock.value.withLock { $0 = time } }

    // MARK: Asking

    private struct Somebody: RouterMiddleware {
        let identity: Identity
        func handle(
            _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            context.verifiedIdentity = identity
            return try await next(request, context)
        }
    }

    private func responder(for identity: Identity) throws -> RouterResponder<HubContext> {
        let router = HubRouter(middlewares: [ProblemMiddleware(factory: host.metrics), Somebody(identity: identity)])
        let (county, keyring) = (try ForumBench.county(), try host.keyring)
        CaseAPI(host: host, keyring: keyring).add(to: router)
        ListingAPI(host: host, clocks: { _ in .standard }).add(to: router)
        MeetingAPI(host: host, county: { county }).add(to: router)
        PapersAPI(host: host, keyring: keyring, county: { county }).add(to: router)
        ActionAPI(host: host, keyring: keyring).add(to: router)
        PlanAPI(host: host, keyring: keyring, county: { county }).add(to: router)
        return router.buildResponder()
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil,
        as identity: Identity = ForumBench.identity(.coordinator), key: UUID? = UUID(), match: Int? = nil,
        raw: [UInt8]? = nil, media: String = "application/json"
    ) async throws -> Reply {
        var headers: HTTPFields = [.contentType: media]
        if let key, method == .post { headers[.idempotencyKey] = key.uuidString }
        if let match { headers[.ifMatch] = "\"\(match)\"" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: raw ?? body?.bytes ?? [])))
        let context = HubContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: host.logger))
        let response = try await responder(for: identity).respond(to: request, context: context)
        let collected = Collected.Box()
        try await response.body.write(Collected(box: collected))
        let bytes = collected.bytes.withLock { $0 }
        note(method, path, response.status.code)
        return Reply(
            status: response.status.code, version: Int(response.headers[.eTag]?.filter(\.isNumber) ?? "") ?? 0,
            body: bytes.isEmpty ? .null : try JSONBody(bytes: bytes).tree)
    }

    private struct Collected: ResponseBodyWriter {
        final class Box: Sendable { let bytes = Mutex<[UInt8]>([]) }
        let box: Box
        func write(_ buffer: ByteBuffer) async throws { box.bytes.withLock { $0 += Array(buffer.readableBytesView) } }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    // MARK: What was documented

    private func note(_ method: HTTPRequest.Method, _ path: String, _ status: Int) {
        var last = ""
        let route = path.split(separator: "?")[0].split(separator: "/").map { part in
            defer { last = String(part) }
            guard part.utf8.count == 36 else { return String(part) }
            return last == "papers" ? "{case}" : last == "actions" ? "{action}" : "{id}"
        }.joined(separator: "/")
        _ = reached.withLock { $0.insert("\(method.rawValue.lowercased()) /\(route) \(status)") }
    }

    /// Checks that nothing was answered to these operations that the document does not name.
    func expectDocumented() throws {
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(OpenAPIDocument.json.utf8)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        var documented: Set<String> = []
        for (path, operations) in paths {
            for (method, operation) in operations {
                guard let responses = (operation as? [String: Any])?["responses"] as? [String: Any] else { continue }
                documented.formUnion(responses.keys.map { "\(method) \(path) \($0)" })
            }
        }
        #expect(reached.withLock { $0 }.subtracting(documented) == [], "answered, and not documented")
    }
}
