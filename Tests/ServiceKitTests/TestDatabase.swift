import EventFlow
import Foundation
import Logging
import Postgres
import ServiceKit
import TestSupport

/// A database of a test's own with the tables every service has.
struct TestDatabase: Sendable {
    let url: String
    let pool: PostgresPool

    static let schema = "test_service"
    static let logger = OwnDatabase.logger

    /// Runs a test with a database, and drops the database afterwards.
    static func with(_ body: (TestDatabase) async throws -> Void) async throws {
        try await OwnDatabase.lend("servicekit") { database in
            let pool = try database.pool(20, schema: schema)
            let outcome: Result<Void, any Error>
            do {
                try await Migrator(pool, logger: logger)
                    .apply(EventFlowSchema.migrations + ServiceKitSchema.migrations, schema: schema)
                outcome = .success(try await body(TestDatabase(url: database.url, pool: pool)))
            } catch {
                outcome = .failure(error)
            }
            await pool.close()
            try outcome.get()
        }
    }
}
