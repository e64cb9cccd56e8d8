import Postgres

/// The second set of a projection's tables, which fills while the first one serves: the same names in a schema of their
/// own, put before the service's on the search path.
struct ShadowTables: Sendable {
    /// The service's.
    let schema: String
    let tables: [String]

    var shadow: String { Self.shadow(of: schema) }

    static func shadow(of schema: String) -> String { "\(schema)_rebuild" }

    /// Makes them anew, empty, with the columns, defaults, checks and indexes of those that serve.
    /// - Throws: ``Rebuild/Failure`` when there is no schema for them, or a table has what cannot be had twice.
    func create(in sql: PostgresTransaction) async throws {
        try await needSchema(in: sql)
        try await needNoForeignKeys(in: sql)
        for table in tables {
            let lines = try await sql.query(Self.definition(of: table, in: schema, as: shadow)).decode(String.self)
            try await sql.executeScript(lines.joined(separator: ";\n"))
        }
    }

    private func needSchema(in sql: PostgresTransaction) async throws {
        let known = try await sql.query(
            "select has_schema_privilege(oid, 'create') from pg_namespace where nspname = \(shadow)"
        )
        .decodeFirst(Bool.self)
        if known == true { return }
        do {
            try await sql.savepoint { try await $0.execute("create schema \(identifier: shadow)") }
        } catch let error as PostgresError where error.kind == .permission || known == false {
            throw Rebuild.Failure(
                code: "no_schema",
                words: "The schema \(shadow), in which the new tables fill, is missing or belongs to somebody else. "
                    + "Run `hub migrate`, then ask again.")
        }
    }

    private func needNoForeignKeys(in sql: PostgresTransaction) async throws {
        let keys = try await sql.query(
            """
            select conname::text from pg_constraint, unnest(\(tables)) as name
            where contype = 'f' and to_regclass(format('%I.%I', \(schema)::text, name)) in (conrelid, confrelid) limit 1
            """
        ).decodeFirst(String.self)
        guard let keys else { return }
        throw Rebuild.Failure(
            code: "foreign_key",
            words:
                "The foreign key \(keys) ties a table of this projection to another: two of them cannot both have it. "
                + "A migration has to drop it first.")
    }

    /// Statements, as PostgreSQL itself writes them. The names of indexes and constraints are kept, so that a later
    /// migration finds them.
    private static func definition(of table: String, in schema: String, as shadow: String) -> PostgresQuery {
        """
        with live as (select name, to_regclass(name) as oid from format('%I.%I', \(schema)::text, \(table)::text) as name),
        twin as (select format('%I.%I', \(shadow)::text, \(table)::text) as name)
        select format('drop table if exists %s', twin.name) from twin
        union all
        select format('create table %s (like %s including defaults including constraints including generated '
            || 'including storage including compression)', twin.name, live.name) from live, twin
        union all
        select format('alter table %s add constraint %I %s', twin.name, conname, pg_get_constraintdef(c.oid))
        from pg_constraint c, live, twin where conrelid = live.oid and contype in ('p', 'u', 'x')
        union all
        select regexp_replace(pg_get_indexdef(indexrelid), '^(CREATE (?:UNIQUE )?INDEX (?:"[^"]+"|\\S+) ON )(.*?)( USING )',
            '\\1' || twin.name || '\\3')
        from pg_index i, live, twin
        where indrelid = live.oid and not exists (select from pg_constraint where conindid = i.indexrelid)
        """
    }

    /// Lets them take the place of those that serve, which are gone when the transaction commits.
    func takeOver(in sql: PostgresTransaction) async throws {
        for table in tables {
            try await sql.execute("drop table \(identifier: schema).\(identifier: table)")
            try await sql.execute(
                "alter table \(identifier: shadow).\(identifier: table) set schema \(identifier: schema)")
        }
    }

    /// Lets the planner know what is in them, before it has to plan with them.
    func analyze(in sql: some PostgresSession) async throws {
        for table in tables { try await sql.execute("analyze \(identifier: shadow).\(identifier: table)") }
    }

    func drop(in sql: PostgresTransaction) async throws {
        for table in tables {
            try await sql.execute("drop table if exists \(identifier: shadow).\(identifier: table)")
        }
    }
}
