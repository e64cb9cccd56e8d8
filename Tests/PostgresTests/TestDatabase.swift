import FoundationEssentials
import Logging
import Postgres
import Synchronization
import Testing

/// The server the tests use, and a schema of their own in it.
struct TestDatabase {
    struct Missing: Error, CustomStringConvertible {
        let description = "HUB_TEST_DATABASE_URL is not set: run the tests with ./ops/test, which starts PostgreSQL"
    }

    static var url: String {
        get throws {
            guard let url = ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"], !url.isEmpty else {
                throw Missing()
            }
            return url
        }
    }

    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func configuration(
        size: Int = 4, acquire: Duration = .seconds(10), statement: Duration = .seconds(15), schema: String? = nil
    ) throws -> PostgresConfiguration {
        try PostgresConfiguration(
            url: url, applicationName: "postgres tests", poolSize: size, acquireTimeout: acquire,
            statementTimeout: statement, searchPath: schema)
    }

    /// Lends a pool whose search path is a new schema, and drops both afterwards.
    static func withPool(
        size: Int = 4, acquire: Duration = .seconds(10), statement: Duration = .seconds(15),
        _ body: (PostgresPool, String) async throws -> Void
    ) async throws {
        let schema = "test_" + UUID().uuidString.lowercased().prefix(8)
        let pool = PostgresPool(
            try configuration(size: size, acquire: acquire, statement: statement, schema: schema), logger: logger)
        try await pool.execute("create schema \(identifier: schema)")
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(pool, schema)) } catch { outcome = .failure(error) }
        await pool.close()
        let janitor = try await PostgresConnection.connect(configuration(), logger: logger)
        try await janitor.execute("drop schema if exists \(identifier: schema) cascade")
        await janitor.close()
        try outcome.get()
    }

    /// Waits for something another task or process is bringing about, asking again and again.
    static func eventually(
        within limit: Duration = .seconds(10), _ condition: () async throws -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while try await !condition() {
            guard ContinuousClock.now < deadline else {
                Issue.record("did not happen in time", sourceLocation: sourceLocation)
                return
            }
            await Task.yield()
        }
    }
}

/// The error of a kind that `body` must throw.
func postgresError<R>(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> R
) async throws -> PostgresError {
    try await #require(throws: PostgresError.self, sourceLocation: sourceLocation) { _ = try await body() }
}

/// A value several tasks change.
final class Shared<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) {
        self.value = Mutex(value)
    }

    func withLock<R: Sendable>(_ body: @Sendable (inout Value) -> R) -> R {
        value.withLock { body(&$0) }
    }
}

/// An error that is not the database's.
struct Changed: Error {}
