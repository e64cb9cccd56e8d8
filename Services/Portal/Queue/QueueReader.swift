import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// Reads queues from the read model.
struct QueueReader: Sendable {
    let pool: PostgresPool

    /// Another text whenever the read model has moved on.
    func position() async throws -> String {
        try await pool.query(
            """
            select coalesce(string_agg(concat_ws(':', topic, partition, epoch, next_offset), ' ' order by topic, partition), '')
            from consumer_offset where consumer = \(QueueProjection.consumer)
            """
        ).decodeFirst(String.self) ?? ""
    }

    /// How the queues of these localities stand at `now`.
    func standing(
        of localities: [String], _ filter: QueueFilter = QueueFilter(), at now: Date
    ) async throws -> QueueTally.Standing {
        let rows = try await pool.pipeline([
            Self.counting(localities, filter, at: now),
            "select count(*) from queue_item where case_id is null and posted_at is not null", LocalityNames.question,
            GrantStore.coordinating(localities, at: now),
        ])
        var counts: [String: QueueCounts] = [:]
        var until = min(now.addingTimeInterval(QueueTally.longest), QueueGroup.dayEnds(after: now))
        for row in rows[0] {
            counts[try row.value("locality")] = QueueCounts(
                try row.value("numbers"), changes: try row.value("changes"))
            if let due: Date = try row.value("next_due") { until = min(until, due) }
        }
        return QueueTally.Standing(
            counts: counts, onTheirWay: try rows[1].decodeFirst(Int.self) ?? 0,
            localities: try LocalityNames.book(rows[2]), people: try GrantStore.colleagues(rows[3]), until: until)
    }

    private static func counting(_ localities: [String], _ filter: QueueFilter, at now: Date) -> PostgresQuery {
        """
        select locality, sum(changes)::bigint as changes,
            array[\(fragment: QueueGroup.allCases.map { count($0, at: now) }.joined(separator: ", "))] as numbers,
            min(place_at) filter (where \(fragment: QueueSpan(place: .toAcknowledge, from: now).condition)) as next_due
        from queue_item where locality = any(\(localities)) \(fragment: filter.condition(at: now)) group by locality
        """
    }

    private static func count(_ group: QueueGroup, at now: Date) -> PostgresQuery {
        "count(*) filter (where \(fragment: group.span(at: now).condition))"
    }

    /// An item of a page, as far as it says whether its row has to be made anew.
    struct Listed: Sendable {
        let referral: UUID
        let locality: String
        let changes: Int64
        /// Who works on it: subject of a token.
        let assignedTo: String?
    }

    /// What a page holds, section by section, in order.
    func listing(
        _ sections: [QueuePage.Section], of localities: [String], _ filter: QueueFilter = QueueFilter(), at now: Date
    ) async throws -> [[Listed]] {
        guard !sections.isEmpty else { return [] }
        return try await pool.pipeline(sections.map { Self.listing($0, of: localities, filter, at: now) }).map { rows in
            try rows.decode(UUID.self, String.self, Int64.self, String?.self).map {
                Listed(referral: $0, locality: $1, changes: $2, assignedTo: $3)
            }
        }
    }

    /// Each locality's queue lies in order in the index; those of several are put together from the beginnings of each.
    private static func listing(
        _ section: QueuePage.Section, of localities: [String], _ filter: QueueFilter, at now: Date
    ) -> PostgresQuery {
        """
        select referral_id, locality, changes, assigned_to from unnest(\(localities)) as mine
        cross join lateral (
            select referral_id, locality, changes, assigned_to, place_at from queue_item
            where locality = mine and \(fragment: section.group.span(at: now).condition)
                \(fragment: filter.condition(at: now))
            order by place_at, referral_id limit \(section.skipped + section.shown)) as first
        order by place_at, referral_id offset \(section.skipped) limit \(section.shown)
        """
    }

    /// The items of these referrals.
    func items(_ referrals: [UUID]) async throws -> [UUID: QueueItem] {
        let items = try await pool.query("select * from queue_item where referral_id = any(\(referrals))")
            .map(QueueItem.init)
        return Dictionary(items.map { ($0.referralID, $0) }) { $1 }
    }

    /// What these cases are called on the telephone, by their ids; those of other localities are left out.
    func references(of cases: [UUID], in localities: [String]) async throws -> [String: String] {
        let rows = try await pool.query(
            "select case_id, reference from queue_item where case_id = any(\(cases)) and locality = any(\(localities))"
        ).decode(UUID.self, String.self)
        return Dictionary(rows.map { ($0.0.uuidString.lowercased(), $0.1) }) { first, _ in first }
    }

    /// What localities are called.
    func localities() async throws -> LocalityBook { try await LocalityNames.book(in: pool) }
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
