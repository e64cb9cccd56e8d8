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
import Privacy
import SwiftProtobuf
import Synchronization
import Testing

@testable import EventFlow
@testable import LocalityRouter
@testable import ServiceKit

/// The router's whole API in this process, with a clock that stands still.
final class CaseDesk: Sendable {
    let bench: RouterBench
    let host: ServiceHost
    private let responder: RouterResponder<HubContext>
    private let reached = Mutex<Set<String>>([])

    /// Who asks.
    struct Person: Sendable {
        var subject = "coordinator-1"
        var role = Role.coordinator
        var localities: Set<String> = [CaseDesk.here]

        static let here = Person()
        static let stroud = Person(subject: "coordinator-2", localities: [CaseDesk.stroud])
        static let school = Person(subject: "senco", role: .agency, localities: [])
    }

    /// Where a case comes whose child lives nobody knows where.
    static let here = "unrouted"
    static let stroud = "E07000082"

    struct Reply: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: JSON

        var version: Int { Int(headers[.eTag]?.filter(\.isNumber) ?? "") ?? 0 }
        subscript(_ path: String) -> JSON? { body.at(path) }
        var state: String? { body.at("status")?.words }
        /// Code and place of each error.
        var errors: [String] {
            guard case .array(let errors)? = body.at("errors") else { return [] }
            return errors.map { "\($0.at("pointer")?.words ?? "") \($0.at("code")?.words ?? "")" }
        }
    }

    static func run(_ body: @Sendable (CaseDesk) async throws -> Void) async throws {
        try await RouterBench.run { bench in
            let desk = try CaseDesk(bench)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(desk)) } catch { outcome = .failure(error) }
            await desk.host.close()
            try outcome.get()
        }
    }

    private init(_ bench: RouterBench) throws {
        self.bench = bench
        let source = try ConfigurationSource(
            arguments: ["locality-router"],
            environment: [
                "DATABASE_URL": bench.databaseURL, "AUTH_ISSUER": "https://issuer.example", "AUTH_JWKS": #filePath,
                "HTTP_PORT": "0", "PRIVACY_MASTER_KEYS": RouterBench.masterKeys,
            ])
        host = try ServiceHost(
            definition: LocalityRouter.definition,
            settings: try ServiceSettings(LocalityRouter.definition, from: source), config: source.reader,
            logger: RouterBench.logger, metrics: PrometheusRegistry(ServiceMetrics.meanings), now: { RouterBench.now },
            health: Health())
        let router = HubRouter(middlewares: [ProblemMiddleware(factory: host.metrics), Somebody()])
        try LocalityRouter.parts(host).routes(router)
        responder = router.buildResponder()
    }

    // MARK: Asking

    /// Takes the person from `User-Agent`, where the service takes a token.
    private struct Somebody: RouterMiddleware {
        func handle(
            _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            let parts = request.headers[.userAgent]?.split(separator: "|", omittingEmptySubsequences: false) ?? []
            if parts.count == 3, let role = Role(rawValue: String(parts[1])) {
                context.verifiedIdentity = Identity(
                    subject: String(parts[0]), organisation: "org-1", roles: [role],
                    localities: Set(parts[2].split(separator: ",").map(String.init)), expires: .distantFuture)
            }
            return try await next(request, context)
        }
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, raw: [UInt8]? = nil,
        as person: Person? = .here, key: UUID? = UUID(), match: Int? = nil, media: String = "application/json"
    ) async throws -> Reply {
        var headers: HTTPFields = [.contentType: media]
        if let person {
            headers[.userAgent] =
                "\(person.subject)|\(person.role.rawValue)|\(person.localities.sorted().joined(separator: ","))"
        }
        if let key, method == .post { headers[.idempotencyKey] = key.uuidString }
        if let match { headers[.ifMatch] = "\"\(match)\"" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: raw ?? body?.bytes ?? [])))
        let context = HubContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: host.logger))
        let response = try await responder.respond(to: request, context: context)
        let collected = Collected.Box()
        try await response.body.write(Collected(box: collected))
        let bytes = collected.bytes.withLock { $0 }
        note(method, path, response.status.code)
        return Reply(
            status: response.status.code, headers: response.headers,
            body: bytes.isEmpty ? .null : try JSONBody(bytes: bytes).tree)
    }

    private struct Collected: ResponseBodyWriter {
        final class Box: Sendable { let bytes = Mutex<[UInt8]>([]) }
        let box: Box
        func write(_ buffer: ByteBuffer) async throws { box.bytes.withLock { $0 += Array(buffer.readableBytesView) } }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    // MARK: A case

    /// A new case about that child, as the reaction opens it: nobody knows yet where the child lives.
    func open(about child: UUID = UUID()) async throws -> (id: UUID, referral: UUID) {
        let referral = UUID()
        try await bench.apply(try await bench.submitted(referral, about: child), of: referral)
        return (try await bench.caseID(of: referral), referral)
    }

    /// Makes a move with the version the case has now.
    @discardableResult
    func move(_ id: UUID, _ path: String, _ body: JSON? = nil, as person: Person = .here) async throws -> Reply {
        let version = try await bench.store.read(CaseFile.self, id).version
        return try await send(.post, "/v1/cases/\(id.text)/\(path)", body, as: person, match: Int(version))
    }

    /// Makes moves that must all be possible.
    func make(_ id: UUID, _ moves: (String, JSON?)...) async throws {
        for (path, body) in moves {
            let reply = try await move(id, path, body)
            #expect(reply.status == 200, "\(path): \(reply.errors)")
        }
    }

    // MARK: What was documented

    private func note(_ method: HTTPRequest.Method, _ path: String, _ status: Int) {
        var names = path.split(separator: "/").map(String.init)
        if names.count > 2 { names[2] = "{id}" }
        if names.count > 4 { names[4] = names[3] == "questions" ? "{question}" : "{number}" }
        let route = names.joined(separator: "/")
        _ = reached.withLock { $0.insert("\(method.rawValue.lowercased()) /\(route) \(status)") }
    }

    /// Checks that these paths answered what is documented, all of it, and nothing else.
    func expectDocumented(but unreachable: Set<String> = [], _ isMine: (String) -> Bool) throws {
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(OpenAPIDocument.json.utf8)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        var documented: Set<String> = []
        for (path, operations) in paths where isMine(path) {
            for (method, operation) in operations {
                guard let responses = (operation as? [String: Any])?["responses"] as? [String: Any] else { continue }
                documented.formUnion(responses.keys.map { "\(method) \(path) \($0)" })
            }
        }
        let seen = reached.withLock { $0 }.filter { isMine(String($0.split(separator: " ")[1])) }
        #expect(seen.subtracting(documented) == [], "answered, and not documented")
        // From the gateway, and when something is broken.
        let elsewhere = [" 429", " 500", " 503"]
        let missing = documented.subtracting(seen).subtracting(unreachable)
        #expect(missing.filter { answer in !elsewhere.contains { answer.hasSuffix($0) } } == [])
    }
}
