import FoundationEssentials
import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PoolTests {
    /// Ends the servers' side of a pool's connections and waits until they are gone.
    private func terminate(_ pids: [Int32]) async throws {
        let admin = try await PostgresConnection.connect(TestDatabase.configuration(), logger: TestDatabase.logger)
        try await admin.execute("select pg_terminate_backend(pid) from unnest(\(pids)) pid")
        try await TestDatabase.eventually {
            try await admin.query("select 1 from pg_stat_activity where pid = any(\(pids))").isEmpty
        }
        await admin.close()
    }

    private func pid(_ session: some PostgresSession) async throws -> Int32 {
        try #require(try await session.query("select pg_backend_pid()").decodeFirst(Int32.self))
    }

    /// Open, idle, waiting.
    private func numbers(_ pool: PostgresPool) -> [Int] {
        let statistics = pool.statistics
        return [statistics.open, statistics.idle, statistics.waiting]
    }

    @Test func manyTasksShareFewConnections() async throws {
        try await TestDatabase.withPool(size: 4) { pool, _ in
            let pids = try await withThrowingTaskGroup(of: Set<Int32>.self) { group in
                for task in 0..<64 {
                    group.addTask {
                        var pids: Set<Int32> = []
                        for round in 0..<50 {
                            let rows = try await pool.query("select pg_backend_pid(), \(task * 1000 + round)")
                            let (pid, echo) = try rows[0].decode(Int32.self, Int.self)
                            #expect(echo == task * 1000 + round)
                            pids.insert(pid)
                        }
                        return pids
                    }
                }
                return try await group.reduce(into: Set<Int32>()) { $0.formUnion($1) }
            }
            #expect(pids.count <= 4)
            #expect(pool.statistics.open <= 4 && pool.statistics.waiting == 0)
            #expect(pool.statistics.idle == pool.statistics.open)
        }
    }

    @Test func boundDeadlineAndOrder() async throws {
        try await TestDatabase.withPool(size: 1, acquire: .seconds(2)) { pool, _ in
            try await pool.withConnection { _ in
                let error = try await postgresError { _ = try await pool.query("select 1") }
                #expect(error.kind == .poolExhausted && error.canRetry && error.sqlState == nil)
                #expect(numbers(pool) == [1, 0, 0])
            }
            #expect(numbers(pool) == [1, 1, 0])
        }
        try await TestDatabase.withPool(size: 1) { pool, _ in
            let order = Shared<[Int]>([])
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await pool.withConnection { _ in
                    for number in 0..<5 {
                        group.addTask { try await pool.withConnection { _ in order.withLock { $0.append(number) } } }
                        try await TestDatabase.eventually { pool.statistics.waiting == number + 1 }
                    }
                }
                try await group.waitForAll()
            }
            #expect(order.withLock { $0 } == [0, 1, 2, 3, 4])
        }
    }

    @Test func aCancelledWaiterLeavesTheQueue() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.withConnection { _ in
                let waiter = Task { try await pool.query("select 1") }
                try await TestDatabase.eventually { pool.statistics.waiting == 1 }
                waiter.cancel()
                await #expect(throws: CancellationError.self) { try await waiter.value }
                #expect(pool.statistics.waiting == 0)
            }
            #expect(try await pool.query("select 1").count == 1)
        }
    }

    @Test func aCancelledTaskStopsItsStatement() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            let before = try await pool.withConnection { try await pid($0) }
            let start = ContinuousClock.now
            let task = Task { try await pool.query("select pg_sleep(60)") }
            try await TestDatabase.eventually { pool.statistics.idle == 0 }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(start.duration(to: .now) < .seconds(5))
            // The connection survives, and a task cancelled in a transaction rolls back.
            try await pool.execute("create table t (a int)")
            let transaction = Task {
                try await pool.withTransaction { tx in
                    try await tx.execute("insert into t values (1)")
                    _ = try await tx.query("select pg_sleep(60)")
                }
            }
            try await TestDatabase.eventually { pool.statistics.idle == 0 }
            transaction.cancel()
            await #expect(throws: CancellationError.self) { try await transaction.value }
            #expect(try await pool.query("select 1 from t").isEmpty)
            #expect(try await pool.withConnection { try await pid($0) } == before)
        }
    }

    @Test func idleConnectionsKilledByTheServerAreReplaced() async throws {
        try await TestDatabase.withPool(size: 2) { pool, _ in
            let pids = try await pool.withConnection { first in
                try await pool.withConnection { second in [try await pid(first), try await pid(second)] }
            }
            #expect(pool.statistics.idle == 2)
            try await terminate(pids)
            #expect(try await pool.query("select 1").count == 1)
            let replacement = try await pool.withTransaction { try await pid($0) }
            #expect(!pids.contains(replacement))
            #expect(pool.statistics.idle == pool.statistics.open)
        }
    }

    @Test func aConnectionKilledInUseIsATypedErrorAndReplaced() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int)")
            let error = try await postgresError {
                try await pool.withTransaction { tx in
                    try await tx.execute("insert into t values (1)")
                    try await terminate([pid(tx)])
                    try await tx.execute("insert into t values (2)")
                }
            }
            #expect(error.kind == .connection && error.canRetry && error.sqlState == "57P01")
            #expect(try await pool.query("select a from t").isEmpty)
            #expect(numbers(pool) == [1, 1, 0])
        }
    }

    @Test func aConnectionKilledDuringAStatement() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            let pids = try await pool.query("select pg_backend_pid()").decode(Int32.self)
            for pipelined in [false, true] {
                let current = pipelined ? try await pool.query("select pg_backend_pid()").decode(Int32.self) : pids
                async let error = postgresError {
                    if pipelined {
                        _ = try await pool.pipeline(["select 1", "select pg_sleep(60)", "select 2"])
                    } else {
                        _ = try await pool.query("select pg_sleep(60)")
                    }
                }
                try await TestDatabase.eventually { pool.statistics.idle == 0 }
                try await terminate(current)
                #expect(try await error.kind == .connection)
                #expect(try await pool.query("select 1").count == 1)
            }
        }
    }

    @Test func aTransactionLeftOpenIsRolledBack() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int)")
            try await pool.withConnection { connection in
                try await connection.execute("begin")
                try await connection.execute("insert into t values (1)")
            }
            #expect(try await pool.query("select a from t").isEmpty)
            #expect(numbers(pool) == [1, 1, 0])
        }
    }

    @Test func anUnreachableServer() async throws {
        let configuration = try PostgresConfiguration(
            url: "postgres://nobody:secretword@127.0.0.1:1/none", applicationName: "tests")
        let pool = PostgresPool(configuration, logger: TestDatabase.logger)
        let error = try await postgresError { _ = try await pool.query("select 1") }
        #expect(error.kind == .connection && error.canRetry)
        #expect(!"\(error)".contains("secretword") && "\(error)".contains("refused"))
        #expect(numbers(pool) == [0, 0, 0])
        let waiting = Task { try await pool.waitUntilAvailable() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await pool.close()
        let closed = try await postgresError { _ = try await pool.query("select 1") }
        #expect(closed.kind == .poolClosed && !closed.canRetry)
    }

    @Test func waitingForAServerThatComesUp() async throws {
        // A database that does not exist yet stands for a server that is not up yet.
        let name = "late_" + UUID().uuidString.lowercased().prefix(8)
        let url = try TestDatabase.url
        let cut = try #require(url.lastIndex(of: "/"))
        let pool = PostgresPool(
            try PostgresConfiguration(url: url[...cut] + name, applicationName: "tests"), logger: TestDatabase.logger)
        let waiting = Task { try await pool.waitUntilAvailable() }
        let error = try await postgresError { _ = try await pool.query("select 1") }
        #expect(error.kind == .connection)
        try await TestDatabase.withPool(size: 1) { admin, _ in
            try await admin.execute("create database \(identifier: name)")
            try await waiting.value
            await pool.close()
            try await admin.execute("drop database \(identifier: name) with (force)")
        }
    }

    @Test func tlsIsRequiredWhenTheURLSaysSo() async throws {
        let url = try TestDatabase.url
        let pool = PostgresPool(
            try PostgresConfiguration(
                url: url + (url.contains("?") ? "&" : "?") + "sslmode=require", applicationName: "tests"),
            logger: TestDatabase.logger)
        let error = try await postgresError { _ = try await pool.query("select 1") }
        #expect(error.kind == .connection)
        #expect("\(error)".contains("SSL"))
        await pool.close()
    }

    @Test func closingWaitsForBorrowersAndRefusesWaiters() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            let tasks = try await pool.withConnection {
                connection -> (Task<PostgresRows, any Error>, Task<Void, Never>) in
                let waiter = Task { try await pool.query("select 1") }
                try await TestDatabase.eventually { pool.statistics.waiting == 1 }
                let closing = Task { await pool.close() }
                try await TestDatabase.eventually { pool.statistics.waiting == 0 }
                #expect(try await connection.query("select 1").count == 1)
                return (waiter, closing)
            }
            let error = try await postgresError { _ = try await tasks.0.value }
            #expect(error.kind == .poolClosed)
            await tasks.1.value
            #expect(numbers(pool) == [0, 0, 0])
        }
    }

    @Test func malformedURLsAreRefusedWithoutRepeatingThem() async throws {
        for url in [
            "not a url secretword", "postgres://u:secretword@h:p:1/x?nope=1", "postgres://u:secretword@[h",
            "postgres://u:p@secretword@h/d", "postgres://u:secretword",
        ] {
            let error = try await postgresError {
                _ = try PostgresConfiguration(url: url, applicationName: "tests")
            }
            #expect(error.kind == .configuration && !"\(error)".contains("secretword"))
        }
        let error = try await postgresError {
            _ = try PostgresConfiguration(url: "postgres://h/d", applicationName: "tests", poolSize: 0)
        }
        #expect(error.kind == .configuration)
        let fine = try PostgresConfiguration(url: "postgres://u:secretword@h/d", applicationName: "tests")
        var dumped = ""
        dump(fine, to: &dumped)
        #expect(!"\(fine) \(String(reflecting: fine)) \(dumped)".contains("secretword"))
    }
}
