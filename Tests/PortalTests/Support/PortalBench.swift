import EventFlow
import Foundation
import Logging
import Postgres
import ServiceKit
import Testing

@testable import Portal

/// A database of a test's own with the portal's tables.
struct PortalBench: Sendable {
    let store: EventStore
    let url: String

    static let logger = Logger(label: "portal.tests") { _ in SwiftLogNoOpLogHandler() }

    static func run(_ body: @Sendable (PortalBench) async throws -> Void) async throws {
        let server = try #require(
            ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"], "run the tests with ./ops/test")
        let name = "portal_\(UUID().uuidString.prefix(8).lowercased())"
        let admin = PostgresPool(
            try PostgresConfiguration(url: server, applicationName: "tests", poolSize: 1), logger: logger)
        try await admin.execute("create database \(identifier: name)")
        var parts = try #require(URLComponents(string: server))
        parts.path = "/" + name
        let url = try #require(parts.string)
        let pool = PostgresPool(
            try PostgresConfiguration(
                url: url, applicationName: "tests", poolSize: 6, searchPath: Portal.definition.schema), logger: logger)
        let outcome: Result<Void, any Error>
        do {
            try await Migrator(pool, logger: logger).apply(
                EventFlowSchema.migrations + ServiceKitSchema.migrations + Portal.definition.migrations,
                schema: Portal.definition.schema)
            outcome = .success(try await body(PortalBench(store: EventStore(pool: pool), url: url)))
        } catch {
            outcome = .failure(error)
        }
        await pool.close()
        try await admin.execute("drop database \(identifier: name) with (force)")
        await admin.close()
        try outcome.get()
    }

    var pool: PostgresPool { store.pool }

    /// Connections to a schema of another service in the same database, with the tables events need.
    func pool(schema: String) async throws -> PostgresPool {
        let pool = PostgresPool(
            try PostgresConfiguration(url: url, applicationName: "tests", poolSize: 4, searchPath: schema),
            logger: Self.logger)
        try await Migrator(pool, logger: Self.logger).apply(EventFlowSchema.migrations, schema: schema)
        return pool
    }

    var reader: QueueReader { QueueReader(pool: pool) }

    /// Applies an event as the projector would, in a transaction of its own.
    func apply(_ event: ReceivedEvent) async throws {
        try await store.transaction { try await QueueProjection(logger: Self.logger).apply([event], in: $0) }
    }

    /// Opens a case of a referral of its own.
    @discardableResult
    func open(
        in locality: String = Samples.gloucester, acknowledgeBy: String = "2026-11-25T09:00:00Z",
        reference: String = "RH-2345-6789"
    ) async throws -> UUID {
        let id = UUID()
        try await apply(
            .of(
                Samples.opened(case: id, locality: locality, reference: reference, acknowledgeBy: acknowledgeBy),
                referral: UUID(), subject: id, version: 1))
        return id
    }

    func item(_ referral: UUID) async throws -> QueueItem? {
        try await pool.query("select * from queue_item where referral_id = \(referral)").map(QueueItem.init).first
    }
}
