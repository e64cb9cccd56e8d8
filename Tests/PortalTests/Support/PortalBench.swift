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
        try await store.transaction { transaction in
            try await QueueProjection(logger: Self.logger).apply([event], in: transaction)
            try await transaction.sql.execute(
                """
                insert into consumer_offset (consumer, topic, partition, next_offset)
                values (\(QueueProjection.consumer), 'cases', 0, 1)
                on conflict (consumer, topic, partition) do update set next_offset = consumer_offset.next_offset + 1
                """)
        }
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

    /// Gives a person access, as `hub people grant` does.
    @discardableResult
    func grant(_ person: Person, issuer: String = Samples.issuer, until: Date? = nil) async throws -> UUID {
        let id = UUID()
        try await pool.execute(
            """
            insert into access_grant
                (id, issuer, subject, name, organisation, agency_kind, roles, localities, until, granted_by,
                    granted_because)
            values (\(id), \(issuer), \(person.subject), \(person.displayName), \(person.organisation),
                \(person.agencyKind), \(person.roles.map(\.rawValue).sorted()), \(person.localities), \(until), 'test',
                'test')
            """)
        return id
    }

    /// Takes access back, as `hub people revoke` does.
    func revoke(_ person: Person) async throws {
        try await pool.execute(
            """
            update access_grant set revoked_at = now(), revoked_by = 'test', revoked_because = 'test'
            where subject = \(person.subject) and revoked_at is null
            """)
    }

    /// Opens a session under a grant of its own; who signs in a second time has the grant already.
    func session(for person: Person, now: @escaping @Sendable () -> Date = { Date() }) async throws -> Session {
        let known = try await GrantStore(pool: pool, now: now).find(issuer: Samples.issuer, subject: person.subject)
        let grant = if let known { known.id } else { try await grant(person) }
        return try await SessionStore(pool: pool, now: now).open(
            for: person, vouchedForBy: Samples.issuer, under: grant)
    }

    func item(_ referral: UUID) async throws -> QueueItem? {
        try await pool.query("select * from queue_item where referral_id = \(referral)").map(QueueItem.init).first
    }
}
