import EventFlow
import Foundation
import FoundationNetworking
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import Portal
@testable import ServiceKit

/// The portal as a real server on a port of its own. Its broker does not exist: pages need none.
final class RunningPortal: Sendable {
    let port: Int
    let log: Log
    private let bench: PortalBench
    private let group: ServiceGroup
    private let delegate = Answers()
    private let session: URLSession

    private init(port: Int, log: Log, bench: PortalBench, group: ServiceGroup) {
        self.port = port
        self.bench = bench
        self.log = log
        self.group = group
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        session = URLSession(configuration: configuration, delegate: delegate, delegateQueue: nil)
    }

    /// Lines the service logged.
    final class Log: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        var sink: LogSink {
            LogSink { bytes in self.lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
        }
    }

    /// Starts the portal on the database of a bench, hands it to `body`, and stops it gracefully.
    /// - Returns: how long stopping took.
    @discardableResult
    static func run(
        _ settings: [String: String] = [:],
        _ body: @Sendable (RunningPortal, PortalBench) async throws -> Void
    ) async throws -> Duration {
        let took = Mutex(Duration.zero)
        try await PortalBench.run { bench in
            let duration = try await run(settings, on: bench) { try await body($0, bench) }
            took.withLock { $0 = duration }
        }
        return took.withLock { $0 }
    }

    /// The same on a database that is there already, as it is when a portal is started again.
    @discardableResult
    static func run(
        _ settings: [String: String] = [:], on bench: PortalBench,
        _ body: @Sendable (RunningPortal) async throws -> Void
    ) async throws -> Duration {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keys = folder.appendingPathComponent("jwks.json")
        try Data(keySet.utf8).write(to: keys)
        var environment = [
            "DATABASE_URL": bench.database.url, "AUTH_ISSUER": "https://issuer.example", "AUTH_JWKS": keys.path,
            "HTTP_PORT": "0", "KAFKA_BOOTSTRAP": "127.0.0.1:1",
        ]
        environment.merge(settings) { $1 }
        let source = try ConfigurationSource(arguments: ["portal"], environment: environment)
        let log = Log()
        let runtime = ServiceRuntime(
            definition: Portal.definition, settings: try ServiceSettings(Portal.definition, from: source),
            config: source.reader,
            logger: Logger(label: "portal") { JSONLogHandler(label: $0, service: "portal", sink: log.sink) },
            metrics: PrometheusRegistry(), build: Portal.build)
        return try await serve(runtime, log, bench, body)
    }

    private static func serve(
        _ runtime: ServiceRuntime, _ log: Log, _ bench: PortalBench,
        _ body: @Sendable (RunningPortal) async throws -> Void
    ) async throws -> Duration {
        let listening = AsyncStream.makeStream(of: Int.self)
        let group = ServiceGroup(
            services: [Serve(runtime: runtime) { listening.continuation.yield($0) }], logger: PortalBench.logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.continuation.finish() }
                try await group.run()
            }
            var ports = listening.stream.makeAsyncIterator()
            let port = try #require(await ports.next())
            let portal = RunningPortal(port: port, log: log, bench: bench, group: group)
            let outcome: Result<Void, any Error>
            do {
                // It listens before it is put together.
                while try await portal.get("/sign-in").status == 503 {}
                outcome = .success(try await body(portal))
            } catch { outcome = .failure(error) }
            let started = ContinuousClock.now
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
            return ContinuousClock.now - started
        }
    }

    private struct Serve: Service {
        let runtime: ServiceRuntime
        let onListening: @Sendable (Int) -> Void

        func run() async throws { try await runtime.serve(signals: [], onListening: onListening) }
    }

    /// A public key nobody has the other half of: the portal checks no token.
    private static let keySet = """
        {"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "kid": "k1",
          "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}
        """

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let text: String

        func header(_ name: String) -> String? { headers[name.lowercased()] }

        /// The value of a cookie the answer sets; empty when it takes it back.
        func cookie(_ name: String) -> String? {
            guard let start = header("set-cookie")?.range(of: "\(name)=")?.upperBound else { return nil }
            return header("set-cookie").map { String($0[start...].prefix { $0 != ";" }) }
        }

        /// The value of the page's first form token.
        var formToken: String? {
            text.range(of: "name=\"form_token\" value=\"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
        }
    }

    func get(_ path: String, cookie: String? = nil) async throws -> Answer {
        try await answer(to: request("GET", path, cookie))
    }

    func post(
        _ path: String, _ fields: String, cookie: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = try request("POST", path, cookie)
        request.httpBody = Data(fields.utf8)
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        return try await answer(to: request)
    }

    /// Signs in as a coordinator of a locality.
    /// - Returns: the cookie to send from then on.
    func signIn(_ locality: String = Samples.gloucester) async throws -> String {
        try await signIn(as: Samples.coordinator(of: locality))
    }

    /// Signs somebody in who has access, without an issuer.
    func signIn(as person: Person) async throws -> String {
        "\(SessionCookie.session.rawValue)=\(try await bench.session(for: person).token.text)"
    }

    /// Opens an event stream and gives what arrives, line by line, until it ends or the reader stops.
    func stream(_ path: String, cookie: String, lastEventID: String? = nil) throws -> AsyncStream<String> {
        var request = try request("GET", path, cookie)
        if let lastEventID { request.setValue(lastEventID, forHTTPHeaderField: "Last-Event-ID") }
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        let listener = URLSession(
            configuration: .ephemeral, delegate: Lines(continuation), delegateQueue: nil)
        continuation.onTermination = { _ in listener.invalidateAndCancel() }
        listener.dataTask(with: request).resume()
        return lines
    }

    /// Asks another server.
    func ask(_ method: String, at url: String, _ fields: String) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: url)), timeoutInterval: 20)
        request.httpMethod = method
        request.httpBody = Data(fields.utf8)
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        return try await answer(to: request)
    }

    private func request(_ method: String, _ path: String, _ cookie: String?) throws -> URLRequest {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")), timeoutInterval: 20)
        request.httpMethod = method
        request.httpShouldHandleCookies = false
        if let cookie { request.setValue(cookie, forHTTPHeaderField: "Cookie") }
        return request
    }

    private func answer(to request: URLRequest) async throws -> Answer {
        let (data, response) = try await session.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        var headers: [String: String] = [:]
        for (name, value) in http.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
        return Answer(status: http.statusCode, headers: headers, text: String(decoding: data, as: UTF8.self))
    }

    /// Shows redirections instead of following them.
    private final class Answers: NSObject, URLSessionTaskDelegate {
        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
            newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) {
            completionHandler(nil)
        }
    }

    private final class Lines: NSObject, URLSessionDataDelegate {
        private let lines: AsyncStream<String>.Continuation
        private let rest = Mutex("")

        init(_ lines: AsyncStream<String>.Continuation) { self.lines = lines }

        func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
            let whole = rest.withLock { rest in
                let parts = (rest + String(decoding: data, as: UTF8.self))
                    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                rest = parts.last ?? ""
                return parts.dropLast()
            }
            for line in whole { lines.yield(line) }
        }

        func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
            lines.finish()
        }
    }
}
