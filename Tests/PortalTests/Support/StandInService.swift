import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Synchronization
import Testing

@testable import Portal

/// A server in the place of one of the services, or of several: it answers what it is told to, and remembers what it was asked.
final class StandInService: Sendable {
    /// What was asked.
    struct Asked: Sendable {
        let method: String
        let path: String
        let query: String
        let ifMatch: String?
        let key: String?
        /// Who asks, as their token says.
        let claims: JSON
        let body: JSON
    }

    /// What is answered.
    struct Canned: Sendable {
        var status = 200
        var version: String?
        /// Where it leads.
        var location: String?
        var json: JSON = .object([])
    }

    private struct State {
        var answers: [String: Canned] = [:]
        var asked: [Asked] = []
    }
    private let state = Mutex(State())
    private let other: (@Sendable (Asked) async throws -> Canned)?

    /// - Parameter other: answers what nothing else is said about; left out, there is no such thing.
    init(other: (@Sendable (Asked) async throws -> Canned)? = nil) { self.other = other }

    /// From now on, a request such as `PUT /v1/drafts/…` (or `GET /v1/referrals?returned=true&limit=100`) is answered so.
    func answer(
        _ request: String, _ json: JSON, status: Int = 200, version: String? = nil, location: String? = nil
    ) {
        state.withLock {
            $0.answers[request] = Canned(status: status, version: version, location: location, json: json)
        }
    }

    /// All it was asked since it was last looked at.
    func asked() -> [Asked] {
        state.withLock { state in
            defer { state.asked = [] }
            return state.asked
        }
    }

    /// The only change that was asked for since it was last looked at.
    func change() throws -> Asked {
        let changes = asked().filter { $0.method != "GET" }
        #expect(changes.count == 1)
        return try #require(changes.first)
    }

    /// Runs it on a port of its own for as long as `body` takes.
    func serve(_ body: @Sendable @escaping (_ port: Int) async throws -> Void) async throws {
        let ports = AsyncStream.makeStream(of: Int.self)
        let responder = CallbackResponder<BasicRequestContext> { request, _ in try await self.respond(to: request) }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { ports.continuation.yield($0.localAddress?.port ?? 0) }, logger: PortalBench.logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            var all = ports.stream.makeAsyncIterator()
            let port = try #require(await all.next())
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(port)) } catch { outcome = .failure(error) }
            group.cancelAll()
            while let _ = await group.nextResult() {}
            try outcome.get()
        }
    }

    private func respond(to request: Request) async throws -> Response {
        let bytes = Array((try await request.body.collect(upTo: 1 << 20)).readableBytesView)
        let asked = Asked(
            method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "",
            ifMatch: request.headers[.ifMatch], key: request.headers[.idempotencyKey],
            claims: Self.claims(request.headers[.authorization]), body: (try? JSONBody(bytes: bytes).tree) ?? .null)
        let canned = state.withLock { state in
            state.asked.append(asked)
            let name = "\(asked.method) \(asked.path)"
            return state.answers["\(name)?\(asked.query)"] ?? state.answers[name]
        }
        if let canned { return Self.response(canned) }
        return Self.response(try await other?(asked) ?? Canned(status: 404, json: Self.notFound))
    }

    private static let notFound: JSON = [
        "type": "https://referral-hub.example/problems/not_found", "title": "Not found", "status": 404,
        "detail": "There is no such thing here.",
    ]

    private static func response(_ canned: Canned) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.eTag] = canned.version
        headers[.location] = canned.location
        return Response(
            status: .init(code: canned.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: canned.json.bytes)))
    }

    /// What a token says; nobody checks its signature here.
    private static func claims(_ header: String?) -> JSON {
        let parts = (header ?? "").split(separator: ".")
        guard parts.count == 3 else { return .null }
        let text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
        return Data(base64Encoded: padded).flatMap { try? JSONBody(bytes: Array($0)).tree } ?? .null
    }
}

/// The examples of the OpenAPI document.
enum Examples {
    private static let document = (try? JSONBody(bytes: Array(OpenAPIDocument.json.utf8)).tree) ?? .null

    /// One of those that have a name.
    static func named(_ name: String) throws -> JSON {
        try #require(document.at("components/examples/\(name)/value"))
    }

    /// The first one of an answer, such as `get /v1/drafts/{id} 200`.
    static func answer(_ operation: String) throws -> JSON {
        let words = operation.split(separator: " ").map(String.init)
        let answer = document.at("paths")?.member(words[1])?.at("\(words[0])/responses/\(words[2])")
        let shared = answer?.at("$ref")?.words?.split(separator: "/").last.map { "components/responses/\($0)" }
        let meant = shared.flatMap { document.at($0) } ?? answer
        let examples =
            meant?.at("content")?.member("application/json")?.at("examples")
            ?? meant?.at("content")?.member("application/problem+json")?.at("examples")
        guard case .object(let members)? = examples else { return try #require(nil as JSON?) }
        return try #require(members.first?.value.at("value"))
    }
}

extension JSON {
    /// A member by its name, which may have slashes in it.
    fileprivate func member(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .via
}
