import Foundation
import Logging
import Testing
import UnixSignals

@testable import ServiceKit

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("The process", .timeLimit(.minutes(1)))
struct ProcessTests {
    private static let definition = ServiceDefinition(
        name: "test-service", schema: "test_service", topic: nil, defaultPort: 0, migrations: [])

    /// Settings that are right, of a database that is not there.
    private static func environment(_ issuer: TokenIssuer) -> [String: String] {
        [
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "AUTH_ISSUER": TokenIssuer.issuer,
            "AUTH_JWKS": issuer.keySetPath, "PRIVACY_MASTER_KEYS": RunningService.masterKeys, "HTTP_PORT": "0",
        ]
    }

    @Test func endsWith64WhenItIsConfiguredWrongly() async {
        let result = await #expect(
            processExitsWith: .exitCode(64), observing: [\.standardErrorContent]
        ) {
            exit(
                await ServiceHost.exitStatus(
                    Self.definition, arguments: ["test-service", "--http-port", "x"], environment: [:]
                ) { _ in ServiceParts() })
        }
        let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(words.contains("test-service cannot start: its configuration needs attention."))
        #expect(words.contains("  - database.url: is not set. Set --database-url, the variable DATABASE_URL"))
        #expect(words.contains("  - http.port: must be a whole number from 0 to 65535."))
    }

    @Test func endsWith64WhenTheKeySetIsNoUse() async {
        await #expect(processExitsWith: .exitCode(64)) {
            let issuer = try TokenIssuer()
            _ = try issuer.folder.write("{}", to: "jwks.json")
            exit(
                await ServiceHost.exitStatus(
                    Self.definition, arguments: ["test-service"], environment: Self.environment(issuer)
                ) { _ in ServiceParts() })
        }
    }

    @Test func explainsItself() async {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            exit(
                await ServiceHost.exitStatus(Self.definition, arguments: ["test-service", "--help"], environment: [:]) {
                    _ in ServiceParts()
                })
        }
        let words = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(words.contains("usage: test-service [flags]"))
        #expect(words.contains("--database-url"))
    }

    @Test func stopsWhenItIsTold() async {
        await #expect(processExitsWith: .exitCode(0)) {
            let issuer = try TokenIssuer()
            let source = try ConfigurationSource(
                arguments: ["test-service"], environment: Self.environment(issuer))
            let runtime = ServiceRuntime(
                definition: Self.definition, settings: try ServiceSettings(Self.definition, from: source),
                config: source.reader, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                metrics: PrometheusRegistry()
            ) { _ in ServiceParts() }
            try await runtime.serve(signals: [.sigterm], onListening: { _ in kill(getpid(), SIGTERM) })
            exit(0)
        }
    }
}
