import FoundationEssentials
import Postgres
import TestSupport

extension OwnDatabase {
    static func with(_ body: (OwnDatabase) async throws -> Void) async throws { try await lend("hub_test", body) }

    func pool(schema: String? = nil) throws -> PostgresPool { try pool(2, schema: schema) }

    func run(_ statements: [String]) async throws {
        try await asking { connection in
            for statement in statements { try await connection.executeScript(statement) }
        }
    }

    func query(_ query: PostgresQuery) async throws -> PostgresRows { try await asking { try await $0.query(query) } }

    private func asking<R>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
        let connection = try await PostgresConnection.connect(
            try PostgresConfiguration(url: url, applicationName: "hub tests"), logger: Self.logger)
        let outcome: Result<R, any Error>
        do { outcome = .success(try await body(connection)) } catch { outcome = .failure(error) }
        await connection.close()
        return try outcome.get()
    }

    /// The same server and database, signed in as another role.
    func url(as role: String, password: String) -> String {
        let parts = url.split(separator: "://", maxSplits: 1)
        let rest = parts[1].split(separator: "@", maxSplits: 1).last ?? parts[1]
        return "\(parts[0])://\(role):\(password)@\(rest)"
    }
}
