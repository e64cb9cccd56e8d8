import FoundationEssentials
import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PipelineTests {
    @Test func everyResultInOrder() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int primary key)")
            #expect(try await pool.pipeline([]).isEmpty)
            for _ in 0..<3 {
                let results = try await pool.pipeline(
                    ["delete from t", "insert into t values (\(1)), (\(2))", "select a from t order by a", ""]
                        + (10..<20).map { "insert into t values (\($0)) returning a" })
                #expect(results.count == 14)
                #expect(results[1].affected == 2)
                #expect(try results[2].decode(Int.self) == [1, 2])
                #expect(try results[4...].flatMap { try $0.decode(Int.self) } == Array(10..<20))
            }
            let held = try await pool.query(
                "select count(*) from pg_prepared_statements where statement like 'insert%'")
            #expect(try held.decode(Int.self) == [2])
        }
    }

    @Test func anErrorInTheMiddleUndoesAllAndNamesItsPlace() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int primary key)")
            for place in [0, 3, 700] {
                var queries = (0..<800).map { PostgresQuery("insert into t values (\($0))") }
                queries[place] = "select 1/(\(place) - \(place))"
                let error = try await postgresError { _ = try await pool.pipeline(queries) }
                #expect(error.pipelineIndex == place && error.sqlState == "22012")
                #expect(try await pool.query("select a from t").isEmpty)
            }
            // An error while preparing, and the same text again afterwards.
            for _ in 0..<2 {
                let error = try await postgresError {
                    _ = try await pool.pipeline(["select 1", "select * from later", "select * from later", "select 2"])
                }
                #expect(error.pipelineIndex == 1 && error.sqlState == "42P01")
            }
            try await pool.execute("create table later (a int)")
            #expect(try await pool.pipeline(["select * from later", "select * from later"]).count == 2)
            let bad = try await postgresError { _ = try await pool.pipeline(["select 1", "select \("\0")"]) }
            #expect(bad.kind == .bind(parameter: 1) && bad.pipelineIndex == 1)
        }
    }

    @Test func insideATransaction() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int primary key)")
            try await pool.withTransaction { tx in
                _ = try await tx.pipeline((0..<10).map { "insert into t values (\($0))" })
                let error = try await postgresError {
                    try await tx.savepoint { inner in
                        _ = try await inner.pipeline((9..<20).map { "insert into t values (\($0))" })
                    }
                }
                #expect(error.isUniqueViolation(of: "t_pkey") && error.pipelineIndex == 0)
                #expect(try await tx.query("select count(*) from t").decode(Int.self) == [10])
            }
            #expect(try await pool.query("select count(*) from t").decode(Int.self) == [10])
        }
    }

    @Test func twoThousandBigStatementsDoNotDeadlock() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int primary key, b text)")
            let payload = String(repeating: "x", count: 8192)
            // Echoing makes the server's buffers fill while ours do.
            let results = try await pool.pipeline(
                (0..<2000).map { "insert into t values (\($0), \(payload)) returning a, b, b || b" })
            #expect(results.count == 2000)
            for (index, rows) in results.enumerated() {
                let (a, b, twice) = try rows[0].decode(Int.self, String.self, String.self)
                #expect(a == index && b.utf8.count == 8192 && twice.utf8.count == 16384)
            }
            let single = String(repeating: "y", count: 20_000_000)
            #expect(try await pool.pipeline(["select \(single)", "select 1"])[0].decode(String.self) == [single])
        }
    }

    @Test func copyIsRefused() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int)")
            for statement: PostgresQuery in ["copy t to stdout", "copy t from stdin"] {
                let error = try await postgresError {
                    _ = try await pool.pipeline(["select 1", statement, "select 2"])
                }
                #expect(error.kind == .misuse)
                #expect(try await pool.query("select 1").count == 1)
            }
        }
    }

    @Test func cancelling() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            _ = try await pool.query("select 1")
            let task = Task { try await pool.pipeline(["select 1", "select pg_sleep(60)", "select 2"]) }
            try await TestDatabase.eventually { pool.statistics.idle == 0 }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await pool.pipeline(["select 1", "select 2"]).count == 2)
        }
    }
}
