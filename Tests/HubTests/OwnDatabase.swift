import FoundationEssentials
import Logging
import Postgres

/// A database of a test's own on the server of `HUB_TEST_DATABASE_URL`, dropped afterwards.
struct OwnDatabase {
    let url: String
    let name: String

    struct Missing: Error, CustomStringConvertible {
        let description = "HUB_TEST_DATABASE_URL is not set: run the tests with ./ops/test, which starts PostgreSQL"
    }

    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func with(_ body: (OwnDatabase) async throws -> Void) async throws {
        guard let server = ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"], !server.isEmpty else {
            throw Missing()
        }
        let name = "hub_test_" + UUID().uuidString.lowercased().prefix(8)
        try await run(on: server, ["create database \(name)"])
        let database = OwnDatabase(url: replacingDatabase(of: server, with: name), name: name)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(database)) } catch { outcome = .failure(error) }
        try await run(on: server, ["drop database \(name) with (force)"])
        try outcome.get()
    }

    func pool(schema: String? = nil) throws -> PostgresPool {
        PostgresPool(
            try PostgresConfiguration(url: url, applicationName: "hub tests", poolSize: 2, searchPath: schema),
            logger: Self.logger)
    }

    func run(_ statements: [String]) async throws { try await Self.run(on: url, statements) }

    func query(_ query: PostgresQuery) async throws -> PostgresRows {
        let connection = try await PostgresConnection.connect(
            try PostgresConfiguration(url: url, applicationName: "hub tests"), logger: Self.logger)
        let rows = try await connection.query(query)
        await connection.close()
        return rows
    }

    /// The same server and database, signed in as another role.
    func url(as role: String, password: String) -> String {
        let parts = url.split(separator: "://", maxSplits: 1)
        let rest = parts[1].split(separator: "@", maxSplits: 1).last ?? parts[1]
        return "\(parts[0])://\(role):\(password)@\(rest)"
    }

    private static func replacingDatabase(of url: String, with name: String) -> String {
        let options = url.firstIndex(of: "?").map { String(url[$0...]) } ?? ""
        let base = url.prefix { $0 != "?" }
        let host = base.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
        return host.joined(separator: "/") + "/" + name + options
    }

    private static func run(on url: String, _ statements: [String]) async throws {
        let connection = try await PostgresConnection.connect(
            try PostgresConfiguration(url: url, applicationName: "hub tests"), logger: logger)
        for statement in statements { try await connection.executeScript(statement) }
        await connection.close()
    }
}
