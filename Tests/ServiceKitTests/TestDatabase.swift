import EventFlow
import Foundation
import Logging
import Postgres
import ServiceKit

/// A database of a test's own on the server of `HUB_TEST_DATABASE_URL`, with the tables every service has.
final class TestDatabase: Sendable {
    let url: String
    let pool: PostgresPool
    private let name: String
    private let admin: PostgresPool

    static let schema = "test_service"
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    struct NoServer: Error {}

    init() async throws {
        guard let server = ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"],
            let end = server.lastIndex(of: "/")
        else { throw NoServer() }
        name = "servicekit_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        url = server[...end] + name
        admin = PostgresPool(
            try PostgresConfiguration(url: server, applicationName: "servicekit tests", poolSize: 1),
            logger: Self.logger)
        try await admin.execute("create database \(unescaped: name)")
        pool = PostgresPool(
            try PostgresConfiguration(
                url: url, applicationName: "servicekit tests", poolSize: 20, acquireTimeout: .seconds(30),
                searchPath: Self.schema), logger: Self.logger)
        try await pool.execute("create schema \(unescaped: Self.schema)")
        try await Migrator(pool, logger: Self.logger)
            .apply(EventFlowSchema.migrations + ServiceKitSchema.migrations, schema: Self.schema)
    }

    /// Runs a test with a database, and drops the database afterwards.
    static func with(_ body: (TestDatabase) async throws -> Void) async throws {
        let database = try await TestDatabase()
        do {
            try await body(database)
        } catch {
            await database.drop()
            throw error
        }
        await database.drop()
    }

    private func drop() async {
        await pool.close()
        _ = try? await admin.execute("drop database \(unescaped: name) with (force)")
        await admin.close()
    }
}
