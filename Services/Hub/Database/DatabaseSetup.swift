import FoundationEssentials
import Postgres
import Privacy

/// Makes a database ready for the hub: login roles, schemas that belong to them, the keyring and who may use it.
///
/// Every step looks before it acts, so running it again changes nothing but passwords that are no longer those of the
/// secrets.
struct DatabaseSetup {
    /// A service's role, which is also its schema's name.
    struct Tenant: Sendable {
        let role: String
        let password: String
        let readsDetails: Bool
        let createsKeys: Bool
        let readsAccessLog: Bool
    }

    let pool: PostgresPool
    let tenants: [Tenant]
    /// Told what was done, a line each.
    let report: @Sendable (String) -> Void

    /// Does all of it.
    /// - Throws: ``Failure`` with the statements an administrator has to run where this role's rights do not reach.
    func run() async throws {
        try await pool.withConnection { connection in
            let (user, database, isSuperuser) = try await whoIsAsking(connection)
            for tenant in tenants {
                try await makeRole(tenant, for: user, isSuperuser: isSuperuser, connection)
                try await makeSchemas(tenant, connection)
                try await administer(
                    "grant connect on database \(Self.quoted(database)) to \(Self.quoted(tenant.role))", connection)
            }
            try await closeToStrangers(database, connection)
        }
        try await makeKeyring()
    }

    private func whoIsAsking(_ session: some PostgresSession) async throws -> (String, String, Bool) {
        let row = try await session.query(
            "select current_user::text, current_database()::text, rolsuper from pg_roles where rolname = current_user"
        ).decodeFirst(String.self, String.self, Bool.self)
        guard let row else { throw Failure("The database does not say who is asking.") }
        return row
    }

    private func makeRole(
        _ tenant: Tenant, for user: String, isSuperuser: Bool, _ session: some PostgresSession
    ) async throws {
        let role = Self.quoted(tenant.role)
        let exists = try await !session.query("select 1 from pg_roles where rolname = \(tenant.role)").isEmpty
        // The password goes into the text because DDL takes no parameters; the words for an administrator leave it out.
        let password = try await session.query("select quote_literal(\(tenant.password)::text)").decodeFirst(
            String.self)
        guard let password else { return }
        let verb = exists ? "alter" : "create"
        try await administer(
            "\(verb) role \(role) login password \(password)",
            shown: "\(verb) role \(role) login password '…as in roles.json…'", session)
        report("role \(tenant.role): \(exists ? "there; its password is that of the secrets" : "created")")
        // Without being a member, an administrator who is no superuser may not make the role's schema.
        if !isSuperuser {
            let isMember = try await session.query("select pg_has_role(current_user, \(tenant.role)::name, 'member')")
                .decodeFirst(Bool.self)
            if isMember != true { try await administer("grant \(role) to \(Self.quoted(user))", session) }
        }
    }

    /// The role's own schema, and the one in which its projections are filled anew.
    private func makeSchemas(_ tenant: Tenant, _ session: some PostgresSession) async throws {
        for schema in [tenant.role, "\(tenant.role)_rebuild"] {
            let (name, role) = (Self.quoted(schema), Self.quoted(tenant.role))
            let owner = try await session.query(
                "select pg_get_userbyid(nspowner)::text = \(tenant.role) from pg_namespace where nspname = \(schema)"
            ).decodeFirst(Bool.self)
            switch owner {
            case true?: break
            case false?: try await administer("alter schema \(name) owner to \(role)", session)
            case nil: try await administer("create schema \(name) authorization \(role)", session)
            }
            try await administer("revoke all on schema \(name) from public", session)
            report("schema \(schema): \(owner == nil ? "created" : "there")")
        }
    }

    /// Nobody else comes in by default. What others keep in the schema `public` stays usable; only making new things
    /// there is taken back.
    private func closeToStrangers(_ database: String, _ session: some PostgresSession) async throws {
        try await administer("revoke create on schema public from public", session)
    }

    private func makeKeyring() async throws {
        do {
            try await Migrator(pool, logger: .operators).apply(KeyringSchema.migrations, schema: KeyringSchema.name)
        } catch let error as PostgresError where error.kind == .permission {
            throw Self.wanting("create schema \(KeyringSchema.name) authorization current_user", error)
        }
        try await pool.withConnection { connection in
            try await administer("revoke all on schema \(KeyringSchema.name) from public", connection)
            for tenant in tenants where tenant.readsDetails || tenant.createsKeys {
                let grants = KeyringSchema.grants(
                    role: tenant.role, canCreate: tenant.createsKeys, readsLog: tenant.readsAccessLog)
                for grant in grants {
                    try await administer(grant, connection)
                }
            }
        }
        report("schema \(KeyringSchema.name): up to date, with its grants")
    }

    /// Runs a statement that needs rights; where they are missing, says which statement it is.
    private func administer(_ statement: String, shown: String? = nil, _ session: some PostgresSession) async throws {
        do {
            try await session.executeScript(statement)
        } catch let error as PostgresError where error.kind == .permission {
            throw Self.wanting(shown ?? statement, error)
        }
    }

    private static func wanting(_ statement: String, _ error: PostgresError) -> Failure {
        Failure(
            "This role lacks the rights to set the database up (\(error.description)).",
            "Ask an administrator to run:", "    \(statement);",
            "and then run this again; or run it with their URL: --database …")
    }

    static func quoted(_ identifier: String) -> String { "\"\(identifier.replacing("\"", with: "\"\""))\"" }
}
