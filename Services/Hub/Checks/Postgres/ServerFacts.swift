import Postgres

/// What a PostgreSQL server says about itself to the role that asks.
struct ServerFacts: Sendable, Equatable {
    /// A setting, and where it was set; `pg_settings`' own words.
    struct Setting: Sendable, Equatable {
        var value: String
        var source = "default"
    }

    /// `150018`
    var version = 150_000
    var database = "referral_hub"
    var user = "postgres"
    var isStandby = false
    var settings: [String: Setting] = [:]
    /// `synchronous_commit` as the database or a role has it set: whose, and to what.
    var commitOverrides: [(whose: String, value: String)] = []
    var rights = Rights()
    var connections = Connections()
    /// `nil` when the server does not see the connection.
    var isEncrypted: Bool?
    /// `nil` over a Unix socket.
    var serverAddress: String?

    /// What the role may do.
    struct Rights: Sendable, Equatable {
        var isSuperuser = false
        var mayMakeRoles = false
        var mayMakeSchemas = false
        /// Of the role's own schema, of its own name; `nil` when there is none.
        var ownsItsSchema: Bool?
        /// The services' roles that exist.
        var serviceRoles: [String] = []
    }

    /// Who may be connected, and who is.
    struct Connections: Sendable, Equatable {
        /// For ordinary roles: `max_connections` without those that are reserved.
        var ordinary = 97
        /// The database's own limit; -1 for none.
        var ofDatabase = -1
        /// In use by others than the hub.
        var others = 0
    }

    static func == (one: ServerFacts, other: ServerFacts) -> Bool {
        one.settings == other.settings && one.rights == other.rights && one.connections == other.connections
    }
}

extension ServerFacts {
    /// Asks for all of it.
    static func read(_ session: some PostgresSession) async throws -> ServerFacts {
        var facts = ServerFacts()
        let row = try await session.query(
            """
            select current_setting('server_version_num')::int, current_database()::text, current_user::text,
                pg_is_in_recovery(), (select ssl from pg_stat_ssl where pid = pg_backend_pid()),
                host(inet_server_addr())
            """
        ).decodeFirst(Int32.self, String.self, String.self, Bool.self, Bool?.self, String?.self)
        guard let row else { throw Failure("the server does not say who it is") }
        facts.version = Int(row.0)
        (facts.database, facts.user, facts.isStandby) = (row.1, row.2, row.3)
        (facts.isEncrypted, facts.serverAddress) = (row.4, row.5)
        for (name, value, source) in try await session.query("select name, setting, source from pg_settings")
            .decode(String.self, String.self, String.self)
        {
            facts.settings[name] = Setting(value: value, source: source)
        }
        facts.commitOverrides = try await overrides(session)
        facts.rights = try await rights(session)
        facts.connections = try await connections(session, facts)
        return facts
    }

    private static func overrides(_ session: some PostgresSession) async throws -> [(whose: String, value: String)] {
        try await session.query(
            """
            select coalesce('role ' || quote_ident(r.rolname)
                    || case when s.setdatabase <> 0 then ' in database ' || quote_ident(current_database()) else '' end,
                    'database ' || quote_ident(current_database())),
                split_part(setting, '=', 2)
            from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) setting
            where setting like 'synchronous_commit=%'
                and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
                and (s.setrole = 0 or r.rolname = any(\(HubService.all.map(\.schema))))
            """
        ).decode(String.self, String.self).map { (whose: $0.0, value: $0.1) }
    }

    private static func rights(_ session: some PostgresSession) async throws -> Rights {
        let row = try await session.query(
            """
            select rolsuper, rolcreaterole or rolsuper, has_database_privilege(current_database(), 'create'),
                (select has_schema_privilege(n.oid, 'create') and has_schema_privilege(n.oid, 'usage')
                    from pg_namespace n where n.nspname = current_user),
                array(select rolname::text from pg_roles where rolname = any(\(HubService.all.map(\.schema)))
                    order by 1)
            from pg_roles where rolname = current_user
            """
        ).decodeFirst(Bool.self, Bool.self, Bool.self, Bool?.self, [String].self)
        guard let row else { return Rights() }
        return Rights(
            isSuperuser: row.0, mayMakeRoles: row.1, mayMakeSchemas: row.2, ownsItsSchema: row.3, serviceRoles: row.4)
    }

    private static func connections(_ session: some PostgresSession, _ facts: ServerFacts) async throws -> Connections {
        func number(_ name: String) -> Int { facts.settings[name].flatMap { Int($0.value) } ?? 0 }
        let row = try await session.query(
            """
            select datconnlimit, (select count(*) from pg_stat_activity
                where backend_type = 'client backend' and application_name <> all(\(HubService.all.map(\.name)))
                    and pid <> pg_backend_pid())
            from pg_database where datname = current_database()
            """
        ).decodeFirst(Int32.self, Int.self)
        return Connections(
            ordinary: number("max_connections") - number("superuser_reserved_connections")
                - number("reserved_connections"),
            ofDatabase: Int(row?.0 ?? -1), others: row?.1 ?? 0)
    }
}
