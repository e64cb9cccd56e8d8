import FoundationEssentials
import Logging

/// One step of a schema's history.
public struct Migration: Sendable, Hashable {
    /// Its name for ever, such as `0001_cases`.
    public let name: String
    /// What it does: one or more statements. It runs in a transaction, so it must not contain BEGIN or COMMIT.
    public let sql: String

    /// A step. Once applied anywhere, neither its name nor its text may change.
    public init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// Brings a schema up to date, and keeps in its table `schema_migration` what has been applied.
///
/// Copies of a service that start together take turns by an advisory lock, so each step is applied exactly once.
public struct Migrator: Sendable {
    private let pool: PostgresPool
    private let logger: Logger
    /// A step may rewrite a large table; a copy may have to wait for another's step.
    private static let stepTimeout = Duration.seconds(600)

    /// A migrator working through a pool whose role may create things in the schema.
    public init(_ pool: PostgresPool, logger: Logger) {
        self.pool = pool
        self.logger = logger
    }

    /// Applies, in the order given, what has not been applied yet; each step in a transaction of its own with
    /// `search_path` set to the schema. Creates the schema when it is missing. Steps in the table that are not in the
    /// list are left alone: another copy may be newer.
    ///
    /// - Throws: ``PostgresError/Kind/migrationChanged(name:)`` before anything is applied when an applied step's text
    ///   has changed; a step's own ``PostgresError``, which leaves the steps before it applied.
    public func apply(_ migrations: [Migration], schema: String) async throws {
        guard Set(migrations.map(\.name)).count == migrations.count else {
            throw PostgresError(.configuration, canRetry: false, "two migrations of \(schema) have the same name")
        }
        let pending = try await pool.withTransaction { tx in
            try await prepare(schema, tx)
            return try await self.pending(of: migrations, schema, tx)
        }
        for step in pending { try await apply(step, schema) }
    }

    private func apply(_ step: Migration, _ schema: String) async throws {
        let start = ContinuousClock.now
        let isApplied = try await pool.withTransaction { tx in
            try await lock(schema, tx)
            // Another copy may have been here since the list was made.
            guard try await !pending(of: [step], schema, tx).isEmpty else { return false }
            try await tx.executeScript(step.sql)
            try await tx.execute(
                """
                insert into \(identifier: schema).schema_migration (name, checksum)
                values (\(step.name), encode(sha256(convert_to(\(step.sql)::text, 'UTF8')), 'hex'))
                """)
            return true
        }
        guard isApplied else { return }
        logger.info(
            "applied a migration",
            metadata: [
                "schema": "\(schema)", "migration": "\(step.name)",
                "milliseconds": "\(start.duration(to: .now).milliseconds)",
            ])
    }

    /// Takes turns with other copies, and lends the step its time and its search path, until the transaction ends.
    private func lock(_ schema: String, _ tx: PostgresTransaction) async throws {
        try await tx.setStatementTimeout(Self.stepTimeout)
        try await tx.execute("select pg_advisory_xact_lock(hashtextextended(\("schema_migration " + schema)::text, 0))")
        try await tx.execute("set local search_path = \(identifier: schema)")
    }

    private func prepare(_ schema: String, _ tx: PostgresTransaction) async throws {
        try await lock(schema, tx)
        // Asked for before, because even CREATE SCHEMA IF NOT EXISTS needs a right that a service's role has not got.
        if try await tx.query("select 1 from pg_namespace where nspname = \(schema)").isEmpty {
            try await tx.execute("create schema \(identifier: schema)")
        }
        if try await tx.query("select 1 where to_regclass('schema_migration') is not null").isEmpty {
            try await tx.execute(
                """
                create table schema_migration (
                    name text primary key,
                    checksum text not null,
                    applied_at timestamptz not null default now()
                )
                """)
        }
    }

    /// Compares the list with the table; the checksums are made by the database.
    private func pending(
        of migrations: [Migration], _ schema: String, _ tx: PostgresTransaction
    ) async throws -> [Migration] {
        let rows = try await tx.query(
            """
            select applied.name is not null,
                   coalesce(applied.checksum = encode(sha256(convert_to(given.sql, 'UTF8')), 'hex'), true)
            from unnest(\(migrations.map(\.name)), \(migrations.map(\.sql))) with ordinality as given (name, sql, place)
            left join \(identifier: schema).schema_migration applied using (name)
            order by given.place
            """)
        var pending: [Migration] = []
        for (migration, (isApplied, isUnchanged)) in zip(migrations, try rows.decode(Bool.self, Bool.self)) {
            guard isUnchanged else {
                throw PostgresError(
                    .migrationChanged(name: migration.name), canRetry: false,
                    "migration \(migration.name) of schema \(schema) has changed since it was applied")
            }
            if !isApplied { pending.append(migration) }
        }
        return pending
    }
}
