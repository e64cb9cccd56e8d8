import FoundationEssentials
import Postgres
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ValueTests {
    private func trips<Value: PostgresCodable & Equatable>(
        _ values: [Value], as type: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (v \(unescaped: type))")
            for value in values {
                try await pool.execute("delete from t")
                try await pool.execute("insert into t values (\(value))")
                let back = try await pool.query("select v from t where v is not distinct from \(value)")
                #expect(try back.decode(Value.self) == [value], sourceLocation: sourceLocation)
            }
            try await pool.execute("delete from t")
            try await pool.execute("insert into t values (\(Value?.none))")
            #expect(try await pool.query("select v from t").decode(Value?.self) == [nil])
        }
    }

    @Test func texts() async throws {
        try await trips(
            ["", "plain", "naïve 🧒🏽 \u{1}\t\n\\ ' \" $1 %s", String(repeating: "é", count: 100_000)], as: "text")
    }

    @Test func integers() async throws {
        try await trips([Int.min, -1, 0, 1, Int.max], as: "bigint")
        try await trips([Int64.min, -9_007_199_254_740_993, 0, Int64.max], as: "bigint")
        try await trips([Int32.min, -1, 0, Int32.max], as: "integer")
        try await trips([-32768, 32767], as: "smallint")
    }

    @Test func booleansAndDoubles() async throws {
        try await trips([true, false], as: "boolean")
        try await trips(
            [0, -0.1, .pi, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, -.infinity],
            as: "double precision")
        try await TestDatabase.withPool(size: 1) { pool, _ in
            let back = try await pool.query("select \(Double.nan)").decode(Double.self)
            #expect(back.first?.isNaN == true)
        }
    }

    @Test func uuids() async throws {
        let zero = try #require(UUID(uuidString: "00000000-0000-0000-0000-000000000000"))
        let high = try #require(UUID(uuidString: "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"))
        try await trips([UUID(), zero, high], as: "uuid")
    }

    @Test func datesToTheMicrosecond() async throws {
        let instants = [
            Date(timeIntervalSinceReferenceDate: 0), Date(timeIntervalSince1970: 0),
            Date(timeIntervalSince1970: -0.000001), Date(timeIntervalSince1970: 1_795_336_892.123457),
            Date(timeIntervalSince1970: 1_795_336_892.999999), Date(timeIntervalSince1970: 951_782_400),
            .distantPast, .distantFuture, Date(timeIntervalSince1970: -70_000_000_000),
        ]
        try await TestDatabase.withPool(size: 1) { pool, _ in
            for instant in instants {
                let back = try #require(
                    try await pool.query("select \(instant), extract(epoch from \(instant))::float8")
                        .decodeFirst(Date.self, Double.self))
                #expect(abs(back.0.timeIntervalSince(instant)) < 0.000_001, "\(instant)")
                #expect(abs(back.1 - instant.timeIntervalSince1970) < 0.000_02, "\(instant)")
                // What came from the database goes back unchanged.
                let again = try await pool.query("select \(back.0)").decode(Date.self)
                #expect(again == [back.0])
            }
            let others = try await pool.query(
                """
                select timestamptz '2026-11-22 08:41:32.5+05:30', timestamp '2026-11-22 03:11:32.5', date '2026-11-22',
                       timestamptz '0044-03-15 12:00:00+00 BC', timestamptz 'infinity',
                       extract(epoch from timestamptz '0044-03-15 12:00:00+00 BC')::float8 as ides
                """)
            let (zoned, bare, day) = try #require(try others.decodeFirst(Date.self, Date.self, Date.self))
            #expect(zoned == bare)
            #expect(day == Date(timeIntervalSince1970: 1_795_305_600))
            let ides = try others[0].decode(Date.self, Date.self, Date.self, Date.self).3
            #expect(try ides.timeIntervalSince1970 == others[0].value("ides", as: Double.self))
            let error = try await postgresError {
                _ = try others[0].decode(Date.self, Date.self, Date.self, Date.self, Date.self)
            }
            #expect(error.kind == .decode(column: "timestamptz", expected: "Date"))
            try await pool.execute("set timezone = 'Asia/Kolkata'")
            #expect(try await pool.query("select \(zoned)").decode(Date.self) == [zoned])
        }
    }

    @Test func bytes() async throws {
        try await trips([[], [0], Array(0...255), [UInt8](repeating: 0x5c, count: 70_000)], as: "bytea")
        try await trips([Data(), Data([0, 1, 255])], as: "bytea")
    }

    @Test func json() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create table t (a jsonb, b json)")
            let document = try PostgresJSON(encoding: ["needs": ["semh", "slcn ‘quoted’ \"x\""]])
            try await pool.execute("insert into t values (\(document), \(document))")
            let (a, b) = try #require(
                try await pool.query("select a, b from t").decodeFirst(PostgresJSON.self, PostgresJSON.self))
            #expect(try a.decode([String: [String]].self) == ["needs": ["semh", "slcn ‘quoted’ \"x\""]])
            #expect(try b.decode([String: [String]].self) == a.decode([String: [String]].self))
            try await pool.execute("update t set a = \("[1]"), b = null")
            #expect(try await pool.query("select a, b from t")[0].value("b", as: PostgresJSON?.self) == nil)
        }
    }

    @Test func arrays() async throws {
        try await trips([[], ["a", "", "NULL", "x,y", "{}", "\"q\" \\ \n", "é🧒"]], as: "text[]")
        try await trips([[], [Int.min, 0, Int.max]], as: "bigint[]")
        try await trips([[Int32.min, 7]], as: "integer[]")
        try await trips([[true, false]], as: "boolean[]")
        try await trips([[1.5, -.infinity]], as: "double precision[]")
        try await trips([[UUID(), UUID()]], as: "uuid[]")
        try await trips([[Date(timeIntervalSince1970: 1.000001), Date(timeIntervalSince1970: 0)]], as: "timestamptz[]")
        try await trips([[[0, 1, 2], [], [255]]] as [[[UInt8]]], as: "bytea[]")
        try await trips([[PostgresJSON(text: #"{"a": "b,\"c\""}"#)]], as: "jsonb[]")
    }

    @Test func arraysInPlaces() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            let rows = try await pool.query(
                "select n, t from unnest(\([1, 2]), \(["a", "b"])) as u (n, t) where n = any(\([2, 3])) order by n")
            let decoded = try rows.decode(Int.self, String.self)
            #expect(decoded.count == 1 && decoded[0] == (2, "b"))
            let shifted = try await pool.query("select '[0:1]={5,6}'::int[], array[1, null], '{{1,2}}'::int[]")
            #expect(try shifted[0].decode([Int].self) == [5, 6])
            #expect(throws: PostgresError.self) { try shifted[0].decode([Int].self, [Int].self) }
            #expect(throws: PostgresError.self) { try shifted[0].decode([Int].self, String.self, [Int].self) }
        }
    }

    enum Phase: String, PostgresCodable, PostgresArrayElement { case primary, secondary }

    @Test func textsAndEnumsTakeTheTypeOfTheirPlace() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            try await pool.execute("create type phase as enum ('primary', 'secondary')")
            try await pool.execute("create table t (id uuid, day date, phase phase, other text)")
            let id = UUID()
            try await pool.execute(
                "insert into t values (\(id.uuidString), \("2026-11-22"), \(Phase.secondary), \(Phase.primary))")
            let row = try #require(
                try await pool.query("select id, day, phase, other from t where phase = \(Phase.secondary)").first)
            let (back, day, phase, other) = try row.decode(UUID.self, String.self, Phase.self, Phase.self)
            #expect(back == id && day == "2026-11-22" && phase == .secondary && other == .primary)
            #expect(
                try await pool.query("select count(*) from t where other = any(\([Phase.primary]))").decode(Int.self)
                    == [1])
        }
    }

    @Test func whatPostgreSQLCannotHoldIsRefusedBeforeItIsSent() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            for query: PostgresQuery in [
                "select \(1), \("cut\0short")", "select \(1), \(Date(timeIntervalSince1970: .infinity))",
                "select \(1), \(Date(timeIntervalSince1970: 1e15))",
            ] {
                let error = try await postgresError { _ = try await pool.query(query) }
                #expect(error.kind == .bind(parameter: 2))
            }
            let error = try await postgresError { _ = try await pool.query("select \(["cut\0short"])") }
            #expect(error.kind == .data)
        }
    }

    @Test func decodeErrorsNameColumnAndTypeOnly() async throws {
        try await TestDatabase.withPool(size: 1) { pool, _ in
            let rows = try await pool.query("select 'Mia Confidential' as who, null::int as age, 3000000000 as big")
            let wrong = try await postgresError { _ = try rows.decode(Int.self) }
            #expect(wrong.kind == .decode(column: "who", expected: "Int"))
            #expect(!"\(wrong)".contains("Mia"))
            let null = try await postgresError { _ = try rows.decode(String.self, Int.self) }
            #expect(null.kind == .decode(column: "age", expected: "Int"))
            let big = try await postgresError { _ = try rows[0].value("big", as: Int32.self) }
            #expect(big.kind == .decode(column: "big", expected: "Int32"))
            let missing = try await postgresError { _ = try rows[0].value("nothing", as: Int.self) }
            #expect(missing.kind == .decode(column: "nothing", expected: "Int"))
            let many = try await postgresError {
                _ = try rows.decode(String.self, Int?.self, Int.self, Int.self)
            }
            #expect(many.kind == .decode(column: "column 4", expected: "Int"))
            let notBytes = try await postgresError { _ = try rows.decode([UInt8].self) }
            #expect(notBytes.kind == .decode(column: "who", expected: "Array<UInt8>"))
        }
    }
}
