import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Inclusion
import Kafka
import Logging
import NIOCore
import NIOEmbedded
import Postgres
import SwiftProtobuf
import Synchronization
import Testing

@testable import EventFlow
@testable import LocalityRouter
@testable import ServiceKit

/// What themes are read and written by, in this process and on a real database, and hands to tell of cases.
struct ThemeDesk: Sendable {
    let bench: RouterBench
    let host: ServiceHost
    private let responder: RouterResponder<HubContext>

    /// 11 January 2027: the autumn term has ended.
    static let now = Date(timeIntervalSince1970: 1_799_661_600)

    struct Reply: Sendable {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) ?? [:]
        }
        var items: [[String: Any]] { object["items"] as? [[String: Any]] ?? [] }
        /// The pointers of what is wrong.
        var pointers: [String] {
            (object["errors"] as? [[String: Any]] ?? []).compactMap { $0["pointer"] as? String }
        }
    }

    static func run(_ body: @Sendable (ThemeDesk) async throws -> Void) async throws {
        try await RouterBench.run { bench in
            let desk = try await ThemeDesk(bench)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(desk)) } catch { outcome = .failure(error) }
            await desk.host.close()
            try outcome.get()
        }
    }

    private init(_ bench: RouterBench) async throws {
        self.bench = bench
        let url = try #require(ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"])
        let database = try #require(
            try await bench.pool.query("select current_database()::text").decodeFirst(String.self))
        let end = try #require(url.lastIndex(of: "/"))
        let source = try ConfigurationSource(
            arguments: ["locality-router"],
            environment: [
                "DATABASE_URL": url[...end] + database, "AUTH_ISSUER": "https://issuer.example",
                "AUTH_JWKS": #filePath, "HTTP_PORT": "0",
                "PRIVACY_MASTER_KEYS": "m1:" + Data(repeating: 7, count: 32).base64EncodedString(),
            ])
        host = try ServiceHost(
            definition: LocalityRouter.definition,
            settings: try ServiceSettings(LocalityRouter.definition, from: source), config: source.reader,
            logger: RouterBench.logger, metrics: PrometheusRegistry(ServiceMetrics.meanings), now: { Self.now },
            health: Health())
        let router = HubRouter(middlewares: [ProblemMiddleware(factory: host.metrics), Somebody()])
        ThemesAPI(host: host).add(to: router)
        ThemeActionAPI(host: host).add(to: router)
        responder = router.buildResponder()
    }

    // MARK: Asking

    /// Takes role and localities from `User-Agent`, where the service takes a token.
    private struct Somebody: RouterMiddleware {
        func handle(
            _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            let parts = request.headers[.userAgent]?.split(separator: "|", omittingEmptySubsequences: false) ?? []
            if parts.count == 2, let role = Role(rawValue: String(parts[0])) {
                context.verifiedIdentity = Identity(
                    subject: "\(role)-1", organisation: "authority", roles: [role],
                    localities: Set(parts[1].split(separator: ",").map(String.init)), expires: .distantFuture)
            }
            return try await next(request, context)
        }
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, as role: Role = .coordinator,
        of localities: [String] = ["E07000081"], match: Int? = nil, key: UUID? = UUID()
    ) async throws -> Reply {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.userAgent] = "\(role.rawValue)|\(localities.joined(separator: ","))"
        if let key, method == .post { headers[.idempotencyKey] = key.uuidString }
        if let match { headers[.ifMatch] = "\"\(match)\"" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body?.bytes ?? [])))
        let context = HubContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: host.logger))
        let response = try await responder.respond(to: request, context: context)
        let collected = Collected.Box()
        try await response.body.write(Collected(box: collected))
        return Reply(
            status: response.status.code, headers: response.headers, bytes: collected.bytes.withLock { $0 })
    }

    private struct Collected: ResponseBodyWriter {
        final class Box: Sendable { let bytes = Mutex<[UInt8]>([]) }
        let box: Box
        func write(_ buffer: ByteBuffer) async throws { box.bytes.withLock { $0 += Array(buffer.readableBytesView) } }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    // MARK: Telling

    /// An event of a case, or of whatever `key` names.
    static func told(_ event: CaseEvent, of id: UUID, version: Int64 = 1, at time: Date) throws -> ReceivedEvent {
        let key = Array(id.text.utf8)
        let envelope = EventEnvelope(
            id: UUID(), type: event.type, source: "/tests", subject: id, time: time, version: version,
            traceparent: nil, epoch: .first)
        return try ReceivedEvent(
            topic: .cases, partition: murmur2Partition(key: key, partitions: Topic.partitions),
            record: ConsumerRecord(
                offset: 0, timestamp: 0, key: key, value: try event.payload(), headers: envelope.headers))
    }

    func apply(_ events: [ReceivedEvent]) async throws {
        try await bench.store.transaction { try await ThemeFacts().apply(events, in: $0) }
    }
}
