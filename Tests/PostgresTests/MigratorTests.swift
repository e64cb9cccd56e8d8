import FoundationEssentials
import Logging
import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MigratorTests {
    private static let steps = [
        Migration(
            name: "0001_tables",
            sql: "create table a (n int); insert into a values (1);\ncreate table b (t text default ';');"),
        Migration(name: "0002_more", sql: "insert into a values (2); select pg_sleep(0.05)"),
    ]

    @Test func twiceIsOnce() async throws {
        try await TestDatabase.withPool { pool, schema in
            let migrator = Migrator(pool, logger: TestDatabase.logger)
            try await migrator.apply([Self.steps[0]], schema: schema)
            try await migrator.apply(Self.steps, schema: schema)
            try await migrator.apply(Self.steps, schema: schema)
            try await migrator.apply([Self.steps[0]], schema: schema)
            #expect(try await pool.query("select n from a order by n").decode(Int.self) == [1, 2])
            let rows = try await pool.query("select name, checksum, applied_at from schema_migration order by name")
            let applied = try rows.decode(String.self, String.self, Date.self)
            #expect(applied.map(\.0) == ["0001_tables", "0002_more"])
            #expect(applied.allSatisfy { $0.1.utf8.count == 64 })
        }
    }

    @Test func createsAMissingSchemaAndStaysInIt() async throws {
        try await TestDatabase.withPool { pool, schema in
            let other = schema + " \"other\""
            try await Migrator(pool, logger: TestDatabase.logger).apply(Self.steps, schema: other)
            let count = try await pool.query("select count(*) from \(identifier: other).a").decode(Int.self)
            #expect(count == [2])
            #expect(try await pool.query("select current_schema()").decode(String.self) == [schema])
            try await pool.execute("drop schema \(identifier: other) cascade")
        }
    }

    @Test func copiesStartingTogetherDoNotCollide() async throws {
        try await TestDatabase.withPool { pool, schema in
            let fresh = schema + "_fresh"
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let own = PostgresPool(try TestDatabase.configuration(size: 2), logger: TestDatabase.logger)
                        try await Migrator(own, logger: TestDatabase.logger).apply(Self.steps, schema: fresh)
                        await own.close()
                    }
                }
                try await group.waitForAll()
            }
            let numbers = try await pool.query("select n from \(identifier: fresh).a order by n").decode(Int.self)
            #expect(numbers == [1, 2])
            try await pool.execute("drop schema \(identifier: fresh) cascade")
        }
    }

    @Test func aChangedStepIsNamedAndNothingIsApplied() async throws {
        try await TestDatabase.withPool { pool, schema in
            let migrator = Migrator(pool, logger: TestDatabase.logger)
            try await migrator.apply([Self.steps[0]], schema: schema)
            let changed = Migration(name: "0001_tables", sql: Self.steps[0].sql + " ")
            let error = try await postgresError { try await migrator.apply([changed, Self.steps[1]], schema: schema) }
            #expect(error.kind == .migrationChanged(name: "0001_tables") && !error.canRetry)
            #expect("\(error)".contains("0001_tables"))
            #expect(try await pool.query("select n from a").decode(Int.self) == [1])
            let twins = try await postgresError { try await migrator.apply([changed, changed], schema: schema) }
            #expect(twins.kind == .configuration)
        }
    }

    @Test func aFailingStepIsUndoneAndTheOnesBeforeStay() async throws {
        try await TestDatabase.withPool { pool, schema in
            let migrator = Migrator(pool, logger: TestDatabase.logger)
            let broken = Migration(name: "0002_broken", sql: "insert into a values (9); create table a (n int)")
            let error = try await postgresError { try await migrator.apply([Self.steps[0], broken], schema: schema) }
            #expect(error.sqlState == "42P07")
            #expect(try await pool.query("select n from a").decode(Int.self) == [1])
            #expect(try await pool.query("select name from schema_migration").decode(String.self) == ["0001_tables"])
        }
    }

    @Test func anOrdinaryRoleNeedsOnlyItsSchema() async throws {
        try await TestDatabase.withPool { pool, schema in
            let role = schema + "_role"
            try await pool.execute("create role \(identifier: role)")
            try await pool.execute("create schema \(identifier: role) authorization \(identifier: role)")
            let url = try TestDatabase.url
            let own = PostgresPool(
                try PostgresConfiguration(
                    url: url + (url.contains("?") ? "&" : "?") + "options=-c%20role%3D" + role,
                    applicationName: "tests"), logger: TestDatabase.logger)
            try await Migrator(own, logger: TestDatabase.logger).apply(Self.steps, schema: role)
            #expect(try await own.query("select current_user").decode(String.self) == [role])
            await own.close()
            try await pool.execute("drop schema \(identifier: role) cascade")
            try await pool.execute("drop role \(identifier: role)")
        }
    }
}
