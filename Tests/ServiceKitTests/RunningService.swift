import EventFlow
import Foundation
import FoundationNetworking
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import ServiceKit

/// A service that really runs, on a port of its own, for the length of a test.
final class RunningService: Sendable {
    let port: Int
    let log: LogLines
    let issuer: TokenIssuer
    private let group: ServiceGroup
    private let session = URLSession(configuration: .ephemeral)

    static let masterKeys = "m1:" + Data(repeating: 7, count: 32).base64EncodedString()

    private init(port: Int, log: LogLines, issuer: TokenIssuer, group: ServiceGroup) {
        self.port = port
        self.log = log
        self.issuer = issuer
        self.group = group
    }

    /// Starts a service, hands it to `body` as soon as it listens, then stops it gracefully and waits for its end.
    ///
    /// - Returns: how long stopping took.
    @discardableResult
    static func run(
        _ definition: ServiceDefinition, databaseURL: String, settings: [String: String] = [:],
        build: @escaping ServiceHost.Build, _ body: @Sendable (RunningService) async throws -> Void
    ) async throws -> Duration {
        let issuer = try TokenIssuer()
        var environment = [
            "DATABASE_URL": databaseURL, "AUTH_ISSUER": TokenIssuer.issuer, "AUTH_JWKS": issuer.keySetPath,
            "PRIVACY_MASTER_KEYS": masterKeys, "HTTP_PORT": "0",
        ]
        environment.merge(settings) { $1 }
        let source = try ConfigurationSource(arguments: [definition.name], environment: environment)
        let log = LogLines()
        let runtime = ServiceRuntime(
            definition: definition, settings: try ServiceSettings(definition, from: source), config: source.reader,
            logger: Logger(label: definition.name) {
                JSONLogHandler(label: $0, service: definition.name, sink: log.sink)
            }, metrics: PrometheusRegistry(FlowMetrics.meanings + ServiceMetrics.meanings, freshness: .zero),
            build: build)
        let listening = AsyncStream.makeStream(of: Int.self)
        let whole = Serve(runtime: runtime) { listening.continuation.yield($0) }
        let group = ServiceGroup(
            services: [whole], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listening.continuation.finish() }
                try await group.run()
            }
            var ports = listening.stream.makeAsyncIterator()
            guard let port = await ports.next() else {
                try await tasks.waitForAll()
                throw CancellationError()
            }
            let service = RunningService(port: port, log: log, issuer: issuer, group: group)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(service)) } catch { outcome = .failure(error) }
            let started = ContinuousClock.now
            await service.stop()
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

    /// Begins the graceful stop.
    func stop() async { await group.triggerGracefulShutdown() }

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: Data

        /// A header, whatever case it came in.
        func header(_ name: String) -> String? { headers[name.lowercased()] }
        var text: String { String(decoding: body, as: UTF8.self) }
        var json: [String: Any] { ((try? JSONSerialization.jsonObject(with: body)) as? [String: Any]) ?? [:] }
        /// The code at the end of a problem's type.
        var problem: String? {
            guard header("content-type") == "application/problem+json" else { return nil }
            return (json["type"] as? String)?.split(separator: "/").last.map(String.init)
        }
    }

    func send(
        _ method: String, _ path: String, _ headers: [String: String] = [:], body: Data? = nil
    ) async throws -> Answer {
        let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
        var request = URLRequest(url: url, timeoutInterval: 20)
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await session.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        var fields: [String: String] = [:]
        for (name, value) in http.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
        return Answer(status: http.statusCode, headers: fields, body: data)
    }
}

/// What a service logged; a test can wait for a line.
final class LogLines: Sendable {
    private struct State {
        var lines: [String] = []
        var waiters: [(String, AsyncStream<Void>.Continuation)] = []
    }
    private let state = Mutex(State())

    var all: [String] { state.withLock { $0.lines } }

    var sink: LogSink {
        LogSink { bytes in
            let line = String(decoding: bytes, as: UTF8.self)
            let ready = self.state.withLock { state in
                state.lines.append(line)
                let ready = state.waiters.filter { line.contains($0.0) }
                state.waiters.removeAll { line.contains($0.0) }
                return ready
            }
            for (_, continuation) in ready { continuation.finish() }
        }
    }

    /// Returns once a line containing `text` has been written.
    func waitFor(_ text: String) async {
        let stream = AsyncStream<Void> { continuation in
            let isThere = self.state.withLock { state in
                if state.lines.contains(where: { $0.contains(text) }) { return true }
                state.waiters.append((text, continuation))
                return false
            }
            if isThere { continuation.finish() }
        }
        for await _ in stream {}
    }
}
