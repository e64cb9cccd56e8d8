import Foundation
import Logging
import Postgres
import Privacy
import TestSupport
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct DatabaseSetupTests {
    /// Roles belong to the whole server, so each test has names of its own.
    private static func tenants(_ tag: String, password: String = "it's \"secret\"") -> [DatabaseSetup.Tenant] {
        [
            DatabaseSetup.Tenant(
                role: "intake_\(tag)", password: password, readsDetails: true, createsKeys: true, readsAccessLog: false),
            DatabaseSetup.Tenant(
                role: "router_\(tag)", password: password, readsDetails: true, createsKeys: false, readsAccessLog: true),
            DatabaseSetup.Tenant(
                role: "portal_\(tag)", password: password, readsDetails: false, createsKeys: false,
                readsAccessLog: false),
        ]
    }

    private static func withRoles(_ body: (OwnDatabase, [DatabaseSetup.Tenant]) async throws -> Void) async throws {
        let tenants = tenants(String(UUID().uuidString.lowercased().prefix(8)))
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await OwnDatabase.with { try await body($0, tenants) })
        } catch { outcome = .failure(error) }
        try await OwnDatabase.with { database in
            try await database.run(tenants.map { "drop role if exists \($0.role)" })
        }
        try outcome.get()
    }

    private func setUp(_ url: String, _ tenants: [DatabaseSetup.Tenant]) async throws -> [String] {
        let pool = try Database.pool(url)
        let lines = AsyncStream.makeStream(of: String.self)
        let outcome: Result<Void, any Error>
        do {
            try await DatabaseSetup(pool: pool, tenants: tenants) { lines.continuation.yield($0) }.run()
            outcome = .success(())
        } catch { outcome = .failure(error) }
        await pool.close()
        lines.continuation.finish()
        try outcome.get()
        var all: [String] = []
        for await line in lines.stream { all.append(line) }
        return all
    }

    @Test func makesRolesSchemasAndGrantsAndDoesNothingTheSecondTime() async throws {
        try await Self.withRoles { database, tenants in
            let first = try await setUp(database.url, tenants)
            #expect(first.contains("role \(tenants[0].role): created"))
            let second = try await setUp(database.url, tenants)
            #expect(second.contains("schema \(tenants[0].role): there"))
            for tenant in tenants {
                let rows = try await database.query(
                    """
                    select rolcanlogin, rolsuper, rolcreatedb, nspowner = r.oid,
                        has_schema_privilege('public', n.oid, 'usage'),
                        coalesce(has_table_privilege(r.oid, 'keyring.child_key', 'select'), false),
                        coalesce(has_table_privilege(r.oid, 'keyring.child_key', 'insert'), false),
                        coalesce(has_table_privilege(r.oid, 'keyring.child_key', 'update'), false),
                        coalesce(has_table_privilege(r.oid, 'keyring.access_log', 'select'), false)
                    from pg_roles r join pg_namespace n on n.nspname = r.rolname where rolname = \(tenant.role)
                    """
                ).decode(
                    Bool.self, Bool.self, Bool.self, Bool.self, Bool.self, Bool.self, Bool.self, Bool.self, Bool.self)
                let row = try #require(rows.first)
                #expect(row.0 && !row.1 && !row.2)
                #expect(row.3, "owns its schema")
                #expect(!row.4, "nobody else comes in")
                #expect(row.5 == tenant.readsDetails)
                #expect(row.6 == tenant.createsKeys)
                #expect(!row.7, "nobody but the administrator erases a key")
                #expect(row.8 == tenant.readsAccessLog)
            }
        }
    }

    @Test func aRoleMakesTablesInItsOwnSchemaOnly() async throws {
        try await Self.withRoles { database, tenants in
            _ = try await setUp(database.url, tenants)
            let (mine, other) = (tenants[0], tenants[1])
            let url = database.url(as: mine.role, password: mine.password.addingPercentEncoding())
            let pool = PostgresPool(
                try PostgresConfiguration(url: url, applicationName: "hub tests", poolSize: 1),
                logger: OwnDatabase.logger)
            try await pool.execute("create table \(identifier: mine.role).mine (id int)")
            for place in [other.role, "public", "keyring"] {
                await #expect(throws: PostgresError.self) {
                    try await pool.execute("create table \(identifier: place).intruder (id int)")
                }
            }
            await pool.close()
        }
    }

    @Test func theSecretsDecideThePassword() async throws {
        try await Self.withRoles { database, tenants in
            _ = try await setUp(database.url, tenants)
            func stored() async throws -> String? {
                try await database.query("select rolpassword from pg_authid where rolname = \(tenants[0].role)")
                    .decodeFirst(String.self)
            }
            let before = try #require(try await stored())
            #expect(before.hasPrefix("SCRAM-SHA-256"))
            let tag = String(tenants[0].role.suffix(8))
            _ = try await setUp(database.url, Self.tenants(tag, password: "another"))
            #expect(try await stored() != before)
        }
    }

    @Test func saysWhichStatementAnAdministratorHasToRun() async throws {
        try await Self.withRoles { database, tenants in
            try await database.run(["create role \(tenants[0].role) login password 'x'"])
            let thrown = await #expect(throws: Failure.self) {
                try await setUp(database.url(as: tenants[0].role, password: "x"), Array(tenants.dropFirst()))
            }
            let failure = try #require(thrown)
            #expect(failure.words.contains("lacks the rights"))
            #expect(
                failure.advice.joined().contains(
                    "create role \"\(tenants[1].role)\" login password '…as in roles.json…';"))
            #expect(!failure.advice.joined().contains("secret"))
        }
    }

    @Test func aDatabaseThatIsNotThereIsWaitedForAndThenSaidSo() async throws {
        try await withFolder { folder in
            #expect(try await HubProcess.run(["keys", "init", "--out", folder]).status == 0)
            let outcome = try await HubProcess.run([
                "migrate", "--only-roles", "--secrets", folder, "--wait", "1",
                "--database", "postgres://nobody:hidden@127.0.0.1:1/none",
            ])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Waiting for the database"))
            #expect(outcome.errors.contains("did not answer within 1 s"))
            #expect(!outcome.errors.contains("hidden"))
        }
    }

    @Test func missingConfigurationIsSaidBeforeAnythingIsDone() async throws {
        try await withFolder { folder in
            #expect(try await HubProcess.run(["keys", "init", "--out", folder]).status == 0)
            let outcome = try await HubProcess.run([
                "migrate", "--secrets", folder, "--config", "\(folder)/none", "--database",
                "postgres://127.0.0.1:1/none",
            ])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("The configuration of referral-intake cannot be read"))
            #expect(!outcome.errors.contains("Waiting"))
        }
    }

    @Test func aServiceIsRunWithItsFileAloneDecidingAndItsFailureTold() async throws {
        try await withFolder { folder in
            let script = "#!/bin/sh\necho \"$@\"\necho \"url=$DATABASE_URL level=$LOG_LEVEL\" >&2\nexit 3\n"
            try Data(script.utf8).write(to: URL(fileURLWithPath: "\(folder)/portal"))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/portal")
            setenv("LOG_LEVEL", "debug", 1)
            let (status, words) = try await Sibling("portal", in: folder).run(["--migrate-only", "true"])
            #expect(status == 3)
            #expect(words.contains("--migrate-only true"))
            #expect(words.contains("url= level=debug"))
            #expect(throws: Failure.self) { try Sibling("notifier", in: folder) }
        }
    }
}
