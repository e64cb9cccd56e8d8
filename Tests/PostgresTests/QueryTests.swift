import FoundationEssentials
import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct QueryTests {
    @Test func interpolationBinds() {
        let name = "Robert'); drop table t; --"
        let query: PostgresQuery = "select \(name), \(7) from \(identifier: "odd \"name")"
        #expect(query.sql == #"select $1, $2 from "odd ""name""#)
        #expect("\(query)" == query.sql)
        var dumped = ""
        dump(query, to: &dumped)
        #expect(!dumped.contains("Robert"))
    }

    @Test func fragmentsAreRenumbered() async throws {
        let many: PostgresQuery =
            "\(1) + \(2) + \(3) + \(4) + \(5) + \(6) + \(7) + \(8) + \(9) + \(10) + length('$1')::bigint"
        let query: PostgresQuery = "select \("x")::text, \(fragment: many), \(fragment: "'é' || \("y")"), \(100)"
        #expect(query.sql.hasPrefix("select $1::text, $2 + $3"))
        try await TestDatabase.withPool(size: 1) { pool, _ in
            let row = try #require(
                try await pool.query(query).decodeFirst(String.self, Int.self, String.self, Int.self))
            #expect(row == ("x", 57, "éy", 100))
        }
    }

    @Test func repeatedTextsArePreparedAndTheCacheIsBounded() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.withConnection { connection in
                for round in 0..<3 {
                    #expect(try await connection.query("select \(round) + 1").decode(Int.self) == [round + 1])
                }
                let held: PostgresQuery =
                    "select count(*) from pg_prepared_statements where statement like 'select $1%'"
                #expect(try await connection.query(held).decode(Int.self) == [1])
                for number in 0..<600 {
                    for _ in 0..<2 {
                        _ = try await connection.query(
                            "select \(unescaped: String(number)) + \(1) where \(Int32(1)) = 1")
                    }
                }
                let total = try await connection.query("select count(*) from pg_prepared_statements").decode(Int.self)
                #expect((1...260).contains(total[0]))
            }
        }
    }

    @Test func sameTextWithOtherTypes() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            for _ in 0..<3 {
                let number = try await pool.query("select pg_typeof(\(1))::text").decode(String.self)
                let truth = try await pool.query("select pg_typeof(\(true))::text").decode(String.self)
                #expect(number == ["bigint"] && truth == ["boolean"])
            }
        }
    }

    @Test func stalePlansArePreparedAnew() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int)")
            for _ in 0..<3 { _ = try await pool.query("select * from t") }
            try await pool.execute("alter table t add column b int")
            #expect(try await pool.query("select * from t").columns == ["a", "b"])
            for _ in 0..<3 { _ = try await pool.query("select * from t") }
            try await pool.execute("alter table t add column c int")
            let error = try await postgresError {
                try await pool.withTransaction { _ = try await $0.query("select * from t") }
            }
            #expect(error.kind == .staleStatement && error.canRetry)
            #expect(
                try await pool.withTransaction { try await $0.query("select * from t").columns } == ["a", "b", "c"])
            for _ in 0..<3 { _ = try await pool.query("select * from t where a = \(1)") }
            try await pool.execute("deallocate all")
            #expect(try await pool.query("select * from t where a = \(1)").isEmpty)
        }
    }

    @Test func affectedRows() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int)")
            #expect(try await pool.execute("insert into t select generate_series(1, 5)") == 5)
            #expect(try await pool.execute("update t set a = 0 where a > 3") == 2)
            let rows = try await pool.query("select a from t order by a")
            #expect(rows.affected == 5 && rows.count == 5)
            #expect(try rows.map { try $0.decode(Int.self) } == [0, 0, 1, 2, 3])
            #expect(try await pool.query("").isEmpty)
        }
    }

    @Test func sessionSettings() async throws {
        try await TestDatabase.withPool(size: 1, statement: .milliseconds(4321)) { pool, schema in
            let rows = try await pool.query(
                """
                select current_setting('statement_timeout'), current_setting('idle_in_transaction_session_timeout'),
                       current_setting('TimeZone'), current_setting('application_name'), current_schema()
                """)
            let row = try rows[0].decode(String.self, String.self, String.self, String.self, String.self)
            #expect(row == ("4321ms", "30s", "UTC", "postgres tests", schema))
        }
    }

    @Test func scripts() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.withConnection { connection in
                try await connection.executeScript("create table t (a int); insert into t values (1); select 1;")
                _ = try await postgresError { try await connection.executeScript("insert into t values (2); oops") }
                #expect(try await connection.query("select a from t").decode(Int.self) == [1])
                let error = try await postgresError {
                    try await connection.executeScript("copy t from stdin; select 1")
                }
                #expect(error.kind == .misuse)
                let out = try await postgresError { _ = try await connection.query("copy t to stdout") }
                #expect(out.kind == .misuse)
                #expect(try await connection.query("select a from t").decode(Int.self) == [1])
            }
        }
    }
}
