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
@testable import ReferralIntake
@testable import ServiceKit

/// The intake's whole API in this process, with a clock that the test sets, and what the other services say of it.
final class AgencyDesk: Sendable {
    let bench: IntakeBench
    let host: ServiceHost
    private let responder: RouterResponder<HubContext>
    private let reached = Mutex<Set<String>>([])

    /// Who asks.
    struct Person: Sendable {
        var organisation = IntakeBench.organisation
        var subject = "senco"
        var role = Role.agency
        var kind: String? = "education"

        static let school = Person()
        static let police = Person(organisation: "police-sample", subject: "officer", kind: "police")
    }

    struct Reply: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: JSON

        var version: Int { Int(headers[.eTag]?.filter(\.isNumber) ?? "") ?? 0 }
        subscript(_ path: String) -> JSON? { body.at(path) }
        /// The first code of a problem's errors, or the last part of its type.
        var code: String? {
            body.at("errors/0/code")?.words
                ?? body.at("type")?.words.flatMap { $0.split(separator: "/").last.map(String.init) }
        }
    }

    static func run(_ body: @Sendable (AgencyDesk) async throws -> Void) async throws {
        try await IntakeBench.run { bench in
            let desk = try AgencyDesk(bench)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(desk)) } catch { outcome = .failure(error) }
            await desk.host.close()
            try outcome.get()
        }
    }

    private init(_ bench: IntakeBench) throws {
        self.bench = bench
        let url = try #require(ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"])
        let end = try #require(url.lastIndex(of: "/"))
        let source = try ConfigurationSource(
            arguments: ["referral-intake"],
            environment: [
                "DATABASE_URL": url[...end] + bench.database, "AUTH_ISSUER": "https://issuer.example",
                "AUTH_JWKS": #filePath, "HTTP_PORT": "0",
                "PRIVACY_MASTER_KEYS": "m1:" + Data(repeating: 7, count: 32).base64EncodedString(),
            ])
        let now = TestClock()
        host = try ServiceHost(
            definition: ReferralIntake.definition,
            settings: try ServiceSettings(ReferralIntake.definition, from: source), config: source.reader,
            logger: Logger(label: "desk") { _ in SwiftLogNoOpLogHandler() },
            metrics: PrometheusRegistry(ServiceMetrics.meanings), now: { now.time }, health: Health())
        let router = HubRouter(middlewares: [
            ProblemMiddleware(factory: host.metrics), Somebody(),
        ])
        let parts = try ReferralIntake.parts(host)
        parts.routes(router)
        responder = router.buildResponder()
        self.now = now
    }

    private let now: TestClock

    /// The time it is, for the service.
    final class TestClock: Sendable {
        private let value = Mutex(IntakeBench.time)
        var time: Date { value.withLock { $0 } }
        func advance(_ seconds: Double) { value.withLock { $0 += seconds } }
    }

    func wait(_ seconds: Double) { now.advance(seconds) }
    var time: Date { now.time }

    // MARK: Asking

    /// Takes the person from `User-Agent`, where the service takes a token.
    private struct Somebody: RouterMiddleware {
        func handle(
            _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            let parts = request.headers[.userAgent]?.split(separator: "|", omittingEmptySubsequences: false) ?? []
            if parts.count == 4, let role = Role(rawValue: String(parts[2])) {
                context.verifiedIdentity = Identity(
                    subject: String(parts[1]), organisation: String(parts[0]), roles: [role],
                    agencyKind: parts[3].isEmpty ? nil : String(parts[3]), expires: .distantFuture)
            }
            return try await next(request, context)
        }
    }

    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, raw: [UInt8]? = nil,
        as person: Person? = .school, key: UUID? = UUID(), match: Int? = nil, tag: String? = nil,
        media: String = "application/json"
    ) async throws -> Reply {
        var headers: HTTPFields = [.contentType: media]
        if let person {
            headers[.userAgent] =
                "\(person.organisation)|\(person.subject)|\(person.role.rawValue)|\(person.kind ?? "")"
        }
        if let key, method == .post { headers[.idempotencyKey] = key.uuidString }
        if let tag = tag ?? match.map({ "\"\($0)\"" }) { headers[.ifMatch] = tag }
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

    // MARK: What was documented

    private func note(_ method: HTTPRequest.Method, _ path: String, _ status: Int) {
        let route = path.split(separator: "?")[0].split(separator: "/").map {
            $0.utf8.count == 36 || $0 == "nothing" ? "{id}" : String($0)
        }.joined(separator: "/")
        _ = reached.withLock { $0.insert("\(method.rawValue.lowercased()) /\(route) \(status)") }
    }

    /// Checks that these paths answered what is documented, all of it, and nothing else.
    func expectDocumented(_ isMine: (String) -> Bool) throws {
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
        #expect(documented.subtracting(seen).filter { answer in !elsewhere.contains { answer.hasSuffix($0) } } == [])
    }

    // MARK: What the others say

    /// Takes in an event as the projector would, in a transaction of its own.
    func hear(_ event: CaseEvent, of referral: UUID, id: UUID = UUID()) async throws {
        try await apply([received(.cases, event, referral, id)])
    }

    func hear(_ event: PlacementEvent, of referral: UUID, id: UUID = UUID()) async throws {
        try await apply([received(.placements, event, referral, id)])
    }

    func apply(_ events: [ReceivedEvent]) async throws {
        try await host.events.transaction { try await StandingProjection().apply(events, in: $0) }
    }

    func received<E: TopicEvent>(_ topic: Topic, _ event: E, _ referral: UUID, _ id: UUID) throws -> ReceivedEvent {
        let key = Array(referral.text.utf8)
        let envelope = EventEnvelope(
            id: id, type: event.type, source: "/tests", subject: referral, time: time, version: 1, traceparent: nil,
            epoch: .first)
        return try ReceivedEvent(
            topic: topic, partition: murmur2Partition(key: key, partitions: Topic.partitions),
            record: ConsumerRecord(
                offset: 0, timestamp: 0, key: key, value: try event.payload(), headers: envelope.headers))
    }

    /// Words, sealed with the key of that referral's child, as the router would.
    func sealed(_ message: some Message, for referral: UUID) async throws -> Sealed {
        let child = try await bench.admin.query("select child_id from referral where id = \(referral)")
            .decodeFirst(UUID.self)
        return try await bench.keyring.seal(message, for: try #require(child))
    }

    /// Asks the referral's agency something.
    func ask(_ question: UUID, _ words: String, of referral: UUID, case leader: UUID? = nil) async throws {
        var asked = InformationAsked()
        asked.questionID = question.text
        asked.question = try await sealed(Words.with { $0.words = words }, for: referral)
        asked.chaseAt = "2026-11-30T10:00:00Z"
        asked.answerBy = "2026-12-07T10:00:00Z"
        if leader != nil { asked.askedReferralID = referral.text }
        try await hear(.informationAsked(asked), of: leader ?? referral)
    }
}

extension JSON {
    /// A value inside, by names and places: `standing/timeline/0/code`.
    func at(_ path: String) -> JSON? {
        path.split(separator: "/").reduce(self) { value, name in
            switch value {
            case .object(let members): members.first { $0.name == name }?.value
            case .array(let items): Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: nil
            }
        }
    }

    /// The text it is.
    var words: String? { if case .string(let text) = self { text } else { nil } }
    /// How many items it has.
    var count: Int { if case .array(let items) = self { items.count } else { 0 } }
    /// Its items, as texts.
    var strings: [String] { if case .array(let items) = self { items.compactMap(\.words) } else { [] } }
    /// Its items' member of that name, as texts.
    func all(_ name: String) -> [String] {
        if case .array(let items) = self { items.compactMap { $0.at(name)?.words } } else { [] }
    }
}
