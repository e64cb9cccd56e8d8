import Foundation
public import Logging
public import Postgres

/// A database of a test's own on the server of `HUB_TEST_DATABASE_URL`.
public struct OwnDatabase: Sendable {
    /// Where it is, as services and pools are told.
    public let url: String
    /// What it is called there.
    public let name: String

    /// Hears nothing.
    public static let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    private struct NoServer: Error, CustomStringConvertible {
        let description = "HUB_TEST_DATABASE_URL is not set: run the tests with ./ops/test, which starts PostgreSQL"
    }

    /// Lends an empty database, and drops it afterwards, whoever is still connected.
    /// - Parameter prefix: what its name begins with.
    public static func lend(_ prefix: String, _ body: (OwnDatabase) async throws -> Void) async throws {
        guard let server = ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"], !server.isEmpty else {
            throw NoServer()
        }
        let name = "\(prefix)_\(UUID().uuidString.prefix(8).lowercased())"
        try await tell(server, "create database \(name)")
        let database = OwnDatabase(url: replacingDatabase(of: server, with: name), name: name)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(database)) } catch { outcome = .failure(error) }
        try await tell(server, "drop database \(name) with (force)")
        try outcome.get()
    }

    /// Connections to it. Whoever asks for them closes them.
    /// - Parameters:
    ///   - schema: where names without a schema are looked for.
    ///   - application: what PostgreSQL shows them as.
    public func pool(
        _ size: Int, schema: String? = nil, application: String = "tests"
    ) throws -> PostgresPool {
        PostgresPool(
            try PostgresConfiguration(
                url: url, applicationName: application, poolSize: size, acquireTimeout: .seconds(30),
                searchPath: schema), logger: Self.logger)
    }

    private static func replacingDatabase(of url: String, with name: String) -> String {
        let options = url.firstIndex(of: "?").map { String(url[$0...]) } ?? ""
        let base = url.prefix { $0 != "?" }
        let host = base.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
        return host.joined(separator: "/") + "/" + name + options
    }

    private static func tell(_ server: String, _ statement: String) async throws {
        let connection = try await PostgresConnection.connect(
            try PostgresConfiguration(url: server, applicationName: "tests"), logger: logger)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await connection.executeScript(statement)) } catch { outcome = .failure(error) }
        await connection.close()
        try outcome.get()
    }
}
