import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// Reads queues from the read model.
struct QueueReader: Sendable {
    let pool: PostgresPool

    /// How much lies under each heading at `now`, by locality. A locality without a queue is left out.
    func counts(of localities: [String], at now: Date) async throws -> [String: QueueCounts] {
        try Self.decode(try await pool.query(Self.counting(localities, at: now)))
    }

    static func counting(_ localities: [String], at now: Date) -> PostgresQuery {
        """
        select locality, sum(changes)::bigint as changes,
            array[\(fragment: QueueGroup.allCases.map { count($0, at: now) }.joined(separator: ", "))] as numbers
        from queue_item where locality = any(\(localities)) group by locality
        """
    }

    static func decode(_ rows: PostgresRows) throws -> [String: QueueCounts] {
        let counts = try rows.map { row in
            (
                try row.value("locality", as: String.self),
                QueueCounts(try row.value("numbers"), changes: try row.value("changes"))
            )
        }
        return Dictionary(counts) { $1 }
    }

    private static func count(_ group: QueueGroup, at now: Date) -> PostgresQuery {
        "count(*) filter (where \(fragment: group.span(at: now).condition))"
    }

    /// The rows of a page, section by section.
    func items(_ sections: [QueuePage.Section], of localities: [String], at now: Date) async throws -> [[QueueItem]] {
        guard !sections.isEmpty else { return [] }
        return try await pool.pipeline(
            sections.map { section in
                """
                select * from queue_item
                where locality = any(\(localities)) and \(fragment: section.group.span(at: now).condition)
                order by place_at, referral_id offset \(section.skipped) limit \(section.shown)
                """
            }
        ).map { try $0.map(QueueItem.init) }
    }

    /// What localities are called.
    func localities() async throws -> LocalityBook { try await LocalityNames.book(in: pool) }

    /// Referrals that were posted and have no case yet, so that nobody's queue shows them.
    func onTheirWay() async throws -> Int {
        try await pool.query("select count(*) from queue_item where case_id is null and posted_at is not null")
            .decodeFirst(Int.self) ?? 0
    }
}

extension QueueSpan {
    /// The same as ``contains(_:)``, for a row of `queue_item`.
    var condition: PostgresQuery {
        var condition: PostgresQuery = "place = \(place.rawValue)"
        if let from { condition = "\(fragment: condition) and place_at >= \(from)" }
        if let before { condition = "\(fragment: condition) and place_at < \(before)" }
        return condition
    }
}

extension [PostgresQuery] {
    /// All of them as one, with `separator` between.
    fileprivate func joined(separator: PostgresQuery) -> PostgresQuery {
        dropFirst().reduce(first ?? "") { "\(fragment: $0)\(fragment: separator)\(fragment: $1)" }
    }
}
