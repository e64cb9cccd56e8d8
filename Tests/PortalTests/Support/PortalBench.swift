import EventFlow
import Foundation
import Postgres
import ServiceKit
import ServiceTestSupport
import TestSupport

@testable import Portal

/// A database of a test's own with the portal's tables.
struct PortalBench: Sendable {
    let store: EventStore
    let database: OwnDatabase

    static let logger = OwnDatabase.logger

    static func run(_ body: @Sendable (PortalBench) async throws -> Void) async throws {
        try await OwnDatabase.lend("portal") { database in
            try await database.prepare(for: Portal.definition)
            let pool = try database.pool(6, schema: Portal.definition.schema)
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await body(PortalBench(store: EventStore(pool: pool), database: database)))
            } catch {
                outcome = .failure(error)
            }
            await pool.close()
            try outcome.get()
        }
    }

    var pool: PostgresPool { store.pool }

    /// Connections to a schema of another service in the same database, with the tables events need.
    func pool(schema: String) async throws -> PostgresPool {
        let pool = try database.pool(4, schema: schema)
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
