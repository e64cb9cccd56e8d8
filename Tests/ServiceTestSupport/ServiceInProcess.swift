import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import Postgres
import Privacy
import Synchronization
import TestSupport

@testable import EventFlow
@testable import ServiceKit

/// A service in this process: its routes on a real database, with a clock that stands still until a test sets it. There is
/// neither port nor token: a request is sent as whoever the test says.
public final class ServiceInProcess: Sendable {
    /// What the service found ready made.
    public let host: ServiceHost
    private let responder: RouterResponder<HubContext>
    private let clock: Clock
    private let given = AnswersGiven()

    private final class Clock: Sendable {
        let time: Mutex<Date>
        init(_ time: Date) { self.time = Mutex(time) }
    }

    /// What children's keys are sealed with in tests.
    public static let masterKeys = "m1:" + Data(repeating: 7, count: 32).base64EncodedString()

    /// Puts a service together and lends it. Afterwards nothing may have been answered that is not documented.
    /// - Parameters:
    ///   - database: one that has the service's tables; see ``TestSupport/OwnDatabase/prepare(for:)``.
    ///   - time: what its clock shows until ``set(_:)``.
    ///   - settings: further ones, as environment variables.
    ///   - routes: adds those that the test wants.
    public static func lend(
        _ definition: ServiceDefinition, on database: OwnDatabase, at time: Date, settings: [String: String] = [:],
        routes: (ServiceHost, HubRouter) throws -> Void, _ body: (ServiceInProcess) async throws -> Void
    ) async throws {
        let service = try ServiceInProcess(definition, database, Clock(time), settings, routes)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(service)) } catch { outcome = .failure(error) }
        await service.host.close()
        try outcome.get()
        try service.given.expectDocumented()
    }

    private init(
        _ definition: ServiceDefinition, _ database: OwnDatabase, _ clock: Clock, _ settings: [String: String],
        _ routes: (ServiceHost, HubRouter) throws -> Void
    ) throws {
        var environment = [
            "DATABASE_URL": database.url, "AUTH_ISSUER": "https://issuer.example", "AUTH_JWKS": #filePath,
            "HTTP_PORT": "0",
        ]
        if definition.needsKeyring { environment["PRIVACY_MASTER_KEYS"] = Self.masterKeys }
        environment.merge(settings) { $1 }
        let source = try ConfigurationSource(arguments: [definition.name], environment: environment)
        host = try ServiceHost(
            definition: definition, settings: try ServiceSettings(definition, from: source), config: source.reader,
            logger: OwnDatabase.logger, metrics: PrometheusRegistry(ServiceMetrics.meanings),
            now: { clock.time.withLock { $0 } }, health: Health())
        self.clock = clock
        let router = HubRouter(middlewares: [ProblemMiddleware(factory: host.metrics)])
        try routes(host, router)
        responder = router.buildResponder()
    }

    /// The time it is, for the service.
    public var now: Date { clock.time.withLock { $0 } }

    /// From now on it is that time.
    public func set(_ time: Date) { clock.time.withLock { $0 = time } }

    /// Sends a request and reads the answer.
    /// - Parameters:
    ///   - raw: a body that is no JSON.
    ///   - identity: who asks; nobody when `nil`.
    ///   - key: sent with a `POST` or a `PUT` as its `Idempotency-Key`.
    ///   - match: the version that `If-Match` asks for.
    ///   - tag: what `If-Match` says, as it is, instead of a version.
    ///   - media: what the body is said to be.
    ///   - accept: in what form the answer is wanted.
    @discardableResult
    public func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, raw: [UInt8]? = nil,
        as identity: Identity?, key: UUID? = UUID(), match: Int? = nil, tag: String? = nil,
        media: String = "application/json", accept: String? = nil
    ) async throws -> Reply {
        var headers: HTTPFields = [.contentType: media]
        if let accept { headers[.accept] = accept }
        if let key, method == .post || method == .put { headers[.idempotencyKey] = key.uuidString }
        if let tag = tag ?? match.map({ "\"\($0)\"" }) { headers[.ifMatch] = tag }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: raw ?? body?.bytes ?? [])))
        var context = HubContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: host.logger))
        // Where the service reads a token.
        context.verifiedIdentity = identity
        let response = try await responder.respond(to: request, context: context)
        let reply = try await Reply(response)
        given.note(method, context.endpointPath ?? path, reply)
        return reply
    }

    /// Runs `body` while another request of that person with that `Idempotency-Key` has not ended.
    public func whileRunning(_ key: UUID, of person: Identity, _ body: () async throws -> Void) async throws {
        try await host.pool.withTransaction { sql in
            try await sql.execute(
                """
                insert into idempotency (organisation, subject, key, request)
                values (\(person.organisation), \(person.subject), \(key), \([UInt8]([1])))
                """)
            try await body()
        }
    }

    /// Checks that every answer was given that is documented for the paths `isMine` chooses, but for those that are
    /// `unreachable`, and for what comes from the gateway or of something broken: 429, 500 and 503.
    /// - Parameter unreachable: as `post /v1/cases/{id}/level 409`.
    public func expectAllDocumented(but unreachable: Set<String> = [], _ isMine: (String) -> Bool) throws {
        try given.expectAll(but: unreachable, isMine)
    }
}

extension OwnDatabase {
    /// Makes the tables a service keeps, as `hub migrate` does: its own, everybody's, and the keyring where it needs one.
    public func prepare(for definition: ServiceDefinition) async throws {
        let pool = try self.pool(1)
        let outcome: Result<Void, any Error>
        do {
            let migrator = Migrator(pool, logger: Self.logger)
            if definition.needsKeyring {
                try await migrator.apply(KeyringSchema.migrations, schema: KeyringSchema.name)
            }
            try await migrator.apply(
                EventFlowSchema.migrations + ServiceKitSchema.migrations + definition.migrations,
                schema: definition.schema)
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await pool.close()
        try outcome.get()
    }
}
