import FoundationEssentials
import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TransactionTests {
    private func withTable(size: Int = 4, _ body: (PostgresPool) async throws -> Void) async throws {
        try await TestDatabase.withPool(size: size) { pool, _ in
            try await pool.execute("create table t (a int primary key, b int constraint b_small check (b < 10))")
            try await body(pool)
        }
    }

    private func contents(_ pool: PostgresPool) async throws -> [Int] {
        try await pool.query("select a from t order by a").decode(Int.self)
    }

    @Test func commitsAndRollsBack() async throws {
        try await withTable { pool in
            let value = try await pool.withTransaction { tx in
                try await tx.execute("insert into t values (1)")
                return "kept"
            }
            #expect(value == "kept")
            await #expect(throws: Changed.self) {
                try await pool.withTransaction { tx in
                    try await tx.execute("insert into t values (2)")
                    throw Changed()
                }
            }
            #expect(try await contents(pool) == [1])
        }
    }

    @Test("BEGIN goes out with the first statement, whatever that is")
    func begins() async throws {
        try await withTable { pool in
            func state(of backend: Int32) async throws -> String {
                try await pool.query("select state from pg_stat_activity where pid = \(backend)").decode(String.self)[0]
            }
            try await pool.withConnection { connection in
                let backend = try await connection.query("select pg_backend_pid()").decode(Int32.self)[0]
                try await connection.withTransaction { tx in
                    #expect(try await state(of: backend) == "idle")
                    try await tx.execute("insert into t values (1)")
                    #expect(try await state(of: backend) == "idle in transaction")
                }
                try await connection.withTransaction { _ in }
                #expect(try await state(of: backend) == "idle")
            }
            await #expect(throws: Changed.self) {
                try await pool.withTransaction { tx in
                    try await tx.savepoint { try await $0.execute("insert into t values (2)") }
                    throw Changed()
                }
            }
            await #expect(throws: Changed.self) {
                try await pool.withTransaction { tx in
                    _ = try await tx.pipeline(["insert into t values (3)", "insert into t values (4)"])
                    throw Changed()
                }
            }
            await #expect(throws: Changed.self) {
                try await pool.withTransaction { tx in
                    _ = try await tx.copyIn("copy t from stdin", rows: [["5", nil] as [String?]])
                    throw Changed()
                }
            }
            #expect(try await contents(pool) == [1])
        }
    }

    @Test("A first statement that fails is told as any other")
    func firstFails() async throws {
        try await withTable { pool in
            let alone = try await postgresError { try await pool.withTransaction { try await $0.query("select 1/0") } }
            #expect(alone.sqlState == "22012" && alone.pipelineIndex == nil)
            let second = try await postgresError {
                try await pool.withTransaction { try await $0.pipeline(["select 1", "select 1/0"]) }
            }
            #expect(second.pipelineIndex == 1)
            let first = try await postgresError {
                try await pool.withTransaction { try await $0.pipeline(["select 1/0", "select 1"]) }
            }
            #expect(first.pipelineIndex == 0)
            try await pool.withTransaction { try await $0.execute("insert into t values (1)") }
            #expect(try await contents(pool) == [1])
        }
    }

    @Test("What is left for the commit is run with it, and undoes all when it fails")
    func lastStatements() async throws {
        try await withTable { pool in
            try await pool.withTransaction { tx in
                try await tx.atCommit(["insert into t values (1)"])
                #expect(try await tx.query("select count(*) from t").decode(Int.self) == [0])
            }
            try await pool.withTransaction { try await $0.atCommit(["insert into t values (2)"]) }
            let error = try await postgresError {
                try await pool.withTransaction { tx in
                    try await tx.execute("insert into t values (3)")
                    try await tx.atCommit(["insert into t values (4)", "insert into t values (1)"])
                }
            }
            #expect(error.isUniqueViolation(of: "t_pkey"))
            await #expect(throws: Changed.self) {
                try await pool.withTransaction { tx in
                    try await tx.atCommit(["insert into t values (5)"])
                    throw Changed()
                }
            }
            try await pool.withTransaction { try await $0.execute("insert into t values (6)") }
            #expect(try await contents(pool) == [1, 2, 6])
            try await pool.withConnection { connection in
                _ = try await postgresError {
                    try await connection.withTransaction { try await $0.atCommit(["insert into t values (1)"]) }
                }
                // The connection is as good as before.
                try await connection.withTransaction { try await $0.execute("insert into t values (7)") }
            }
            #expect(try await contents(pool) == [1, 2, 6, 7])
        }
    }

    @Test func savepoints() async throws {
        try await withTable { pool in
            try await pool.withTransaction { tx in
                try await tx.execute("insert into t values (1)")
                await #expect(throws: Changed.self) {
                    try await tx.savepoint { inner in
                        try await inner.execute("insert into t values (2)")
                        let kept = try await inner.savepoint { try await $0.execute("insert into t values (3)") }
                        #expect(kept == 1)
                        throw Changed()
                    }
                }
                let error = try await postgresError {
                    try await tx.savepoint { try await $0.execute("insert into t values (1)") }
                }
                #expect(error.isUniqueViolation(of: "t_pkey"))
                try await tx.savepoint { try await $0.execute("insert into t values (4)") }
            }
            #expect(try await contents(pool) == [1, 4])
        }
    }

    @Test func aSwallowedErrorIsNotACommit() async throws {
        try await withTable { pool in
            let error = try await postgresError {
                try await pool.withTransaction { tx in
                    try await tx.execute("insert into t values (1)")
                    _ = try? await tx.query("select 1/0")
                }
            }
            #expect(error.kind == .transactionAborted)
            #expect(try await contents(pool).isEmpty)
        }
    }

    @Test func anEndedTransactionRefusesItsSession() async throws {
        try await withTable(size: 1) { pool in
            let escaped = try await pool.withTransaction { $0 }
            try await pool.withTransaction { _ in
                let error = try await postgresError { try await escaped.execute("insert into t values (9)") }
                #expect(error.kind == .misuse)
            }
            try await pool.withConnection { connection in
                try await connection.withTransaction { tx in
                    let error = try await postgresError { try await connection.withTransaction { _ in } }
                    #expect(error.kind == .misuse)
                    try await tx.execute("insert into t values (1)")
                }
            }
            #expect(try await contents(pool) == [1])
        }
    }

    @Test func levels() async throws {
        try await withTable { pool in
            let level = try await pool.withTransaction(.serializable, readOnly: true) {
                try await $0.query(
                    "select current_setting('transaction_isolation'), current_setting('transaction_read_only')")
            }
            #expect(try level[0].decode(String.self, String.self) == ("serializable", "on"))
            try await pool.execute("insert into t values (1, 1)")
            let error = try await postgresError {
                try await pool.withTransaction(.repeatableRead) { tx in
                    _ = try await tx.query("select * from t")
                    try await pool.execute("update t set b = 2")
                    try await tx.execute("update t set b = 3")
                }
            }
            #expect(error.kind == .serialization && error.canRetry && error.sqlState == "40001")
        }
    }

    @Test func aConnectionLostDuringCommitLeavesTheOutcomeUnknown() async throws {
        try await withTable { pool in
            // A deferred trigger keeps COMMIT busy while the server is told to end the session.
            try await pool.withConnection {
                try await $0.executeScript(
                    """
                    create function slow() returns trigger language plpgsql as
                        'begin perform pg_sleep(60); return null; end';
                    create constraint trigger slow after insert on t deferrable initially deferred
                        for each row execute function slow();
                    """)
            }
            let backend = Shared<Int32>(0)
            async let error = postgresError {
                try await pool.withTransaction { tx in
                    let pid = try await tx.query("select pg_backend_pid()").decode(Int32.self)
                    try await tx.execute("insert into t values (1)")
                    backend.withLock { $0 = pid[0] }
                }
            }
            try await TestDatabase.eventually {
                let pid = backend.withLock { $0 }
                return try await !pool.query(
                    "select 1 from pg_stat_activity where pid = \(pid) and query = 'commit' and wait_event = 'PgSleep'"
                ).isEmpty
            }
            let pid = backend.withLock { $0 }
            try await pool.execute("select pg_terminate_backend(\(pid))")
            let unknown = try await error
            #expect(unknown.kind == .commitUnknown && !unknown.canRetry && unknown.canRepeat)
        }
    }

    @Test func aDeferredRuleFailsAtCommit() async throws {
        try await withTable { pool in
            try await pool.execute(
                "create table u (a int constraint u_a references t deferrable initially deferred)")
            let error = try await postgresError {
                try await pool.withTransaction { try await $0.execute("insert into u values (5)") }
            }
            #expect(error.kind == .constraint(name: "u_a") && error.sqlState == "23503")
        }
    }

    @Test func deadlocksCanBeRetried() async throws {
        try await withTable { pool in
            try await pool.execute("insert into t values (1), (2)")
            let locked = Shared(0)
            let errors = await withTaskGroup(of: PostgresError?.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        do {
                            try await pool.withTransaction { tx in
                                try await tx.execute("update t set b = 1 where a = \(first)")
                                locked.withLock { $0 += 1 }
                                try await TestDatabase.eventually { locked.withLock { $0 } == 2 }
                                try await tx.execute("update t set b = 1 where a = \(second)")
                            }
                            return nil
                        } catch { return error as? PostgresError }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let failed = errors.compactMap { $0 }
            #expect(failed.count == 1)
            #expect(failed.first?.kind == .deadlock && failed.first?.canRetry == true)
        }
    }

    @Test func timeouts() async throws {
        try await TestDatabase.withPool(size: 2, statement: .milliseconds(100)) { pool, _ in
            let error = try await postgresError { _ = try await pool.query("select pg_sleep(60)") }
            #expect(error.kind == .timeout && error.sqlState == "57014")
            try await pool.withTransaction { tx in
                try await tx.setStatementTimeout(.seconds(20))
                _ = try await tx.query("select pg_sleep(0.2)")
            }
            #expect(try await pool.query("show statement_timeout").decode(String.self) == ["100ms"])
            try await pool.execute("create table t (a int)")
            try await pool.withTransaction { tx in
                try await tx.execute("lock table t")
                let locked = try await postgresError { try await pool.execute("lock table t nowait") }
                #expect(locked.kind == .server && locked.sqlState == "25P01")
                let busy = try await postgresError {
                    try await pool.withTransaction { try await $0.execute("lock table t nowait") }
                }
                #expect(busy.kind == .lockTimeout && busy.canRetry)
            }
        }
    }

    @Test func errorsCarryNoValues() async throws {
        try await withTable { pool in
            try await pool.execute("create table people (who text primary key, born date not null)")
            let who = "Mia Confidential"
            try await pool.execute("insert into people values (\(who), now())")
            let attempts: [(PostgresQuery, String)] = [
                ("insert into people values (\(who), now())", "people_pkey"),
                ("insert into people values (\("x"), null)", "people.born"),
                ("insert into t values (77, 12345)", "b_small"),
                ("select \(who)::text::int", "22P02"),
                ("select \(who)::text::date", "22007"),
                ("select * from nowhere where x = \(who)", "nowhere"),
                ("do $$ begin raise exception 'Mia Confidential'; end $$", "P0001"),
            ]
            for (query, named) in attempts {
                let error = try await postgresError { try await pool.execute(query) }
                var dumped = ""
                dump(error, to: &dumped)
                let everything = "\(error) \(dumped) \(String(reflecting: error))"
                #expect(everything.contains(named), "\(everything)")
                #expect(!everything.contains("Confidential") && !everything.contains("12345"), "\(everything)")
            }
            let unique = try await postgresError { try await pool.execute(attempts[0].0) }
            #expect(unique.kind == .constraint(name: "people_pkey") && !unique.canRetry)
            #expect(unique.isUniqueViolation() && !unique.isUniqueViolation(of: "other"))
        }
    }
}
