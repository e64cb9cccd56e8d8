import FoundationEssentials
import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CopyTests {
    private static let awkward: [String?] = [
        "plain", "", nil, "tab\there", "line\nbreak", "carriage\rreturn", "back\\slash", "\\N", "\\.", "é🧒🏽 ‘quoted’",
        "\u{1}\u{8}\u{b}\u{c}", " spaces ", "a\tb\\tc\nd\\",
    ]

    private static func row(_ number: Int) -> [String?] {
        [String(number), awkward[number % awkward.count], String(repeating: "x", count: number % 97)]
    }

    @Test func fiftyThousandRowsInAndOut() async throws {
        try await TestDatabase.withPool(size: 2) { pool, _ in
            try await pool.execute("create table t (a int, b text, c text)")
            let count = try await pool.withConnection {
                try await $0.copyIn("copy t (a, b, c) from stdin", rows: (0..<50_000).lazy.map(Self.row))
            }
            #expect(count == 50_000)
            let check = try await pool.query("select b from t where a < \(Self.awkward.count) order by a")
            #expect(try check.decode(String?.self) == Self.awkward)
            var next = 0
            let read = try await pool.withConnection { connection in
                try await connection.copyOut("copy (select * from t order by a) to stdout") { row in
                    if row != Self.row(next) { Issue.record("row \(next) came back as \(row)") }
                    next += 1
                }
            }
            #expect(read == 50_000 && next == 50_000)
        }
    }

    @Test func rowsOverTimeInATransaction() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int, b text)")
            let rows = AsyncStream<[String?]>(counting: 10)
            try await pool.withTransaction { tx in
                let count = try await tx.copyIn("copy t from stdin", rows: rows)
                #expect(count == 10)
                #expect(try await tx.query("select count(*) from t").decode(Int.self) == [10])
            }
        }
    }

    @Test func wideRowsAndEmptyTables() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a text)")
            let wide = String(repeating: "w\t", count: 500_000)
            try await pool.withConnection { connection in
                #expect(try await connection.copyIn("copy t from stdin", rows: [[String?]]()) == 0)
                #expect(try await connection.copyOut("copy t to stdout") { _ in Issue.record("no rows") } == 0)
                #expect(try await connection.copyIn("copy t from stdin", rows: [[wide], [""], [wide]]) == 3)
                var lengths: [Int] = []
                try await connection.copyOut("copy t to stdout") { lengths.append($0[0]?.utf8.count ?? -1) }
                #expect(lengths == [1_000_000, 0, 1_000_000])
            }
        }
    }

    @Test func failuresLeaveTheConnectionUsable() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a int primary key)")
            let pid = try await pool.query("select pg_backend_pid()").decode(Int.self)
            try await pool.withConnection { connection in
                let bad = try await postgresError {
                    try await connection.copyIn(
                        "copy t from stdin", rows: (0..<100_000).lazy.map { [$0 == 50 ? "Confidential" : String($0)] })
                }
                #expect(bad.kind == .data && !"\(bad)".contains("Confidential"))
                let twice = try await postgresError {
                    try await connection.copyIn("copy t from stdin", rows: [["1"], ["1"]])
                }
                #expect(twice.isUniqueViolation(of: "t_pkey"))
                #expect(try await connection.query("select a from t").isEmpty)
                await #expect(throws: Changed.self) {
                    try await connection.copyIn("copy t from stdin", rows: AsyncStream<[String?]>.failing(after: 5))
                }
                #expect(try await connection.query("select a from t").isEmpty)
                try await connection.execute("insert into t select generate_series(1, 200000)")
                await #expect(throws: Changed.self) {
                    try await connection.copyOut("copy t to stdout") { _ in throw Changed() }
                }
                for (statement, inward) in [
                    ("select 1", true), ("copy t to stdout", true), ("copy t from stdin", false), ("oops", true),
                    ("copy t to stdout (format binary)", false),
                ] {
                    let error = try await postgresError {
                        if inward {
                            try await connection.copyIn(statement, rows: [["1"]])
                        } else {
                            try await connection.copyOut(statement) { _ in }
                        }
                    }
                    #expect(error.kind == (statement == "oops" ? .syntax : .misuse))
                }
                // In the middle of a COPY the session takes nothing else.
                try await connection.copyOut("copy (select generate_series(1, 3)) to stdout") { _ in
                    let error = try await postgresError { _ = try await connection.query("select 1") }
                    #expect(error.kind == .misuse)
                }
                #expect(try await connection.query("select count(*) from t").decode(Int.self) == [200_000])
            }
            #expect(try await pool.query("select pg_backend_pid()").decode(Int.self) == pid)
        }
    }
}

extension AsyncStream<[String?]> {
    /// Rows 0, 1, 2 …, one at a time.
    fileprivate init(counting count: Int) {
        self.init { continuation in
            for number in 0..<count { continuation.yield([String(number), "row\t\(number)"]) }
            continuation.finish()
        }
    }

    fileprivate static func failing(after count: Int) -> AsyncThrowingStream<[String?], any Error> {
        AsyncThrowingStream { continuation in
            for number in 0..<count { continuation.yield([String(number)]) }
            continuation.finish(throwing: Changed())
        }
    }
}
