import Contracts
import FoundationEssentials
import Logging
import Postgres

/// Fills a view of the service's own log: aggregate by aggregate, in the order of their ids, and at the end, with its
/// writers held back for a moment, whatever has happened meanwhile.
struct ViewFilling<View: LogView>: Filling {
    let work: RebuildWork
    let view: View

    /// Aggregates in one transaction.
    private static var atOnce: Int { 500 }
    /// Few enough to be caught up with while writers wait.
    private static var fewEnough: Int { 200 }

    private var pool: PostgresPool { work.shadowPool }
    private var topic: String { work.surroundings.topic?.rawValue ?? "" }

    func fill() async throws {
        let total = try await pool.query("select count(*) from aggregate").decodeFirst(Int64.self) ?? 0
        var done: Int64 = 0
        while true {
            let count = try await pool.withTransaction { try await catchUp(Self.atOnce, in: $0) }
            done += Int64(count)
            try await work.note(done: done, of: total)
            if count < Self.fewEnough { break }
        }
        try await pool.withConnection { try await work.shadowTables.analyze(in: $0) }
        try await swap()
    }

    private func swap() async throws {
        while true {
            do {
                return try await pool.withTransaction { sql in
                    try await sql.execute("set local lock_timeout = '2s'")
                    for table in work.tables {
                        // At once as strongly as the swap needs it, so as not to meet a reader who wants to write.
                        try await sql.execute(
                            "lock table \(identifier: work.schema).\(identifier: table) in access exclusive mode")
                    }
                    while try await catchUp(Self.atOnce, in: sql) > 0 {}
                    try await work.swap(in: sql)
                }
            } catch let error as PostgresError where error.kind == .lockTimeout {
                work.logger.info("The swap of a rebuilt view waits for a long reader")
            }
        }
    }

    /// Brings up to `limit` aggregates up to date that are not. Returns how many there were.
    private func catchUp(_ limit: Int, in sql: PostgresTransaction) async throws -> Int {
        let behind = try await sql.query(
            """
            select a.subject, coalesce(v.version, 0) from aggregate a
            left join applied_version v
                on v.consumer = \(work.consumer) and v.topic = \(topic) and v.subject = a.subject
            where a.version > coalesce(v.version, 0) order by a.subject limit \(limit)
            """
        ).decode(UUID.self, Int64.self)
        guard !behind.isEmpty else { return 0 }
        let known = Dictionary(uniqueKeysWithValues: behind)
        let log = try await sql.query(
            """
            select subject, version, key, type, payload, occurred_at from event_log
            where subject = any(\(behind.map(\.0))) order by subject, version
            """
        ).decode(UUID.self, Int64.self, UUID.self, String.self, [UInt8].self, Date.self)
        var statements: [PostgresQuery] = []
        // As read, not as the log is by the time the statements run: it may be longer by then.
        var reached: [UUID: Int64] = [:]
        var before = Loaded<View.Subject>.none
        var last: UUID?
        for (subject, version, key, type, payload, time) in log {
            if subject != last { (before, last) = (.none, subject) }
            let event = try View.Subject.Event(type: type, payload: payload)
            if version > known[subject] ?? 0 {
                statements += try view.rows([event], to: subject, key: key, before, at: time)
            }
            before = before.after(event, version: version, at: time)
            reached[subject] = version
        }
        _ = try await sql.pipeline(
            statements + [
                """
                insert into applied_version (consumer, topic, subject, version)
                select \(work.consumer), \(topic), subject, version
                from unnest(\(Array(reached.keys)), \(Array(reached.values))) as t (subject, version)
                on conflict (consumer, topic, subject) do update set version = excluded.version
                """
            ])
        return behind.count
    }
}

extension LogView {
    func filling(_ work: RebuildWork) -> any Filling { ViewFilling(work: work, view: self) }
}
