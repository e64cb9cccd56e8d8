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
import RoutingData
import Synchronization
import Testing

@testable import EventFlow
@testable import LocalityRouter
@testable import ServiceKit

/// The API of the queues in this process, with a clock that the test sets, and hands to bring cases in.
final class QueueDesk: Sendable {
    let bench: RouterBench
    let host: ServiceHost
    private let responder: RouterResponder<HubContext>

    static let (gloucester, stroud) = ("E07000081", "E07000082")

    struct Reply: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: JSON

        var version: Int { Int(headers[.eTag]?.filter(\.isNumber) ?? "") ?? 0 }
        subscript(_ path: String) -> JSON? { body.at(path) }
        var code: String? {
            body.at("type")?.words.flatMap { $0.split(separator: "/").last.map(String.init) }
        }
    }

    static func run(_ body: @escaping @Sendable (QueueDesk) async throws -> Void) async throws {
        try await RouterBench.run { bench in
            try await Migrator(bench.pool, logger: RouterBench.logger)
                .apply(ServiceKitSchema.migrations, schema: LocalityRouter.definition.schema)
            let database = try #require(
                try await bench.pool.query("select current_database()::text").decodeFirst(String.self))
            let desk = try QueueDesk(bench, database)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(desk)) } catch { outcome = .failure(error) }
            await desk.host.close()
            try outcome.get()
        }
    }

    private final class TestClock: Sendable {
        let value = Mutex(RouterBench.now)
        var time: Date { value.withLock { $0 } }
    }
    private let clock: TestClock

    private init(_ bench: RouterBench, _ database: String) throws {
        self.bench = bench
        let url = try #require(ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"])
        let end = try #require(url.lastIndex(of: "/"))
        let source = try ConfigurationSource(
            arguments: ["locality-router"],
            environment: [
                "DATABASE_URL": url[...end] + database, "AUTH_ISSUER": "https://issuer.example",
                "AUTH_JWKS": #filePath, "HTTP_PORT": "0", "DATABASE_POOL": "10",
                "PRIVACY_MASTER_KEYS": "m1:" + Data(repeating: 7, count: 32).base64EncodedString(),
            ])
        let clock = TestClock()
        let definition = LocalityRouter.definition
        host = try ServiceHost(
            definition: definition, settings: try ServiceSettings(definition, from: source), config: source.reader,
            logger: RouterBench.logger, metrics: PrometheusRegistry(ServiceMetrics.meanings), now: { clock.time },
            health: Health())
        let router = HubRouter(middlewares: [ProblemMiddleware(factory: host.metrics), Somebody()])
        QueueAPI(host: host).add(to: router)
        NextCaseAPI(host: host, clocks: { _ in .standard }).add(to: router)
        AssignmentsAPI(host: host, clocks: { _ in .standard }).add(to: router)
        CaseAPI(host: host, keyring: bench.keyring).add(to: router)
        CaseMovesAPI(mover: CaseMover(host: host, keyring: bench.keyring, clocks: { _ in .standard })).add(to: router)
        responder = router.buildResponder()
        self.clock = clock
    }

    /// The time it is, for the service.
    func set(_ time: String) throws {
        let time = try #require(RFC3339.instant(time))
        clock.value.withLock { $0 = time }
    }

    var now: Date { clock.time }

    // MARK: Asking

    /// Takes the person from `User-Agent`, where the service takes a token.
    private struct Somebody: RouterMiddleware {
        func handle(
            _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            let parts = request.headers[.userAgent]?.split(separator: "|") ?? []
            if parts.count == 2 {
                context.verifiedIdentity = Identity(
                    subject: String(parts[0]), organisation: "authority", roles: [.coordinator],
                    localities: Set(parts[1].split(separator: ",").map(String.init)), expires: .distantFuture)
            }
            return try await next(request, context)
        }
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, as person: String = "anna",
        in localities: [String] = [gloucester, stroud], match: Int? = nil, key: UUID = UUID()
    ) async throws -> Reply {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.userAgent] = "\(person)|\(localities.joined(separator: ","))"
        if method == .post { headers[.idempotencyKey] = key.uuidString }
        if let match { headers[.ifMatch] = "\"\(match)\"" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body?.bytes ?? [])))
        let context = HubContext(
            source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: host.logger))
        let response = try await responder.respond(to: request, context: context)
        let collected = Collected.Box()
        try await response.body.write(Collected(box: collected))
        let bytes = collected.bytes.withLock { $0 }
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

    // MARK: Cases

    /// For a meeting in Gloucester on 25 November 2026, at 14:00.
    static let listing: ListCase = {
        let day = CalendarDate("2026-11-25") ?? CalendarDate(dayNumber: 0)
        let slot = MeetingSlot(
            locality: gloucester, forum: .talc, startsAt: LondonTime(date: day, hour: 14).instant,
            papersBy: LondonTime(date: day.adding(days: -2), hour: 17).instant, place: "Room 1")
        return ListCase(
            draft: ListingDraft(forum: "talc", meetsOn: day.description),
            meetings: [MeetingEntry(id: UUID().text, state: .planned, slot: slot)], by: "bob")
    }()

    /// Opens a case there, now.
    func open(in locality: String = gloucester, level: Int32 = 3, forum: Forum? = nil) async throws -> UUID {
        guard case .submitted(var referral) = try await bench.submitted(UUID(), about: UUID()) else {
            throw CancellationError()
        }
        referral.facts.level = level
        let basis = try RoutingBasis.builtIn()
        var routing = ReferralRouter.route(
            referral, home: .found(PostcodePlace(district: locality)), school: .notGiven, rules: basis.rules,
            in: basis.county)
        if let forum { routing.forum = forum }
        let id = UUID.v7(at: now)
        let events = try CaseFile.decide(
            nil, .open(OpenCase(caseID: id, referral: referral, routing: routing)), now: now)
        let time = now
        try await bench.store.transaction { transaction in
            _ = try await CaseRow.commit(events, to: id, .none, at: time, in: transaction)
        }
        return id
    }

    /// Has the case told that, now.
    func tell(_ command: CaseCommand, to id: UUID) async throws {
        let time = now
        try await bench.store.transaction { try await $0.note(command, in: id, at: time, by: .standard) }
    }

    func ask(_ id: UUID) async throws {
        try await tell(
            .ask(
                AskForInformation(
                    questionID: UUID(), draft: QuestionDraft(words: "Since when?"), by: "anna", question: Sealed())),
            to: id)
    }
}
