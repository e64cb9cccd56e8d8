import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// Reads pages of queues, and counts them.
struct QueueReader: Sendable {
    let pool: PostgresPool

    /// Where a page begins: after a row of a group.
    struct Position: Sendable {
        let group: QueueGroup
        let dueAt: Date
        let id: UUID
    }

    /// Up to `limit` rows in the order of what needs doing: by group, then by when they are due. Groups are read one after
    /// the other, until the page is full.
    func page(
        _ filter: QueueFilter, at moment: QueueMoment, after position: Position?, limit: Int
    ) async throws -> [CaseRow] {
        var rows: [CaseRow] = []
        let first = position.flatMap { filter.groups.firstIndex(of: $0.group) } ?? 0
        for group in filter.groups[first...] where rows.count < limit {
            let after = group == position?.group ? position : nil
            rows += try await pool.query(
                Self.page(group, filter, at: moment, after: after, limit: limit - rows.count)
            ).map(CaseRow.init)
        }
        return rows
    }

    /// Each locality's stretch of an index, and of those the first rows.
    static func page(
        _ group: QueueGroup, _ filter: QueueFilter, at moment: QueueMoment, after position: Position?, limit: Int
    ) -> PostgresQuery {
        let after: PostgresQuery = position.map { "and (due_at, id) > (\($0.dueAt), \($0.id))" } ?? ""
        let stretches = group.stretches(at: moment).map { stretch -> PostgresQuery in
            """
            (select * from case_file where locality = mine.code and \(fragment: stretch) \(fragment: after)
                \(fragment: filter.condition) order by due_at, id limit \(limit))
            """
        }
        return """
            select page.* from unnest(\(filter.localities)) as mine (code)
            cross join lateral (\(fragment: stretches.joined(separator: " union all "))) as page
            order by due_at, id limit \(limit)
            """
    }

    /// How many cases of each of the localities there are, by state and by group.
    func counts(_ localities: [String], at moment: QueueMoment) async throws -> [String: QueueCounts] {
        let groups = QueueGroup.open.map { group -> PostgresQuery in
            "count(*) filter (where \(fragment: group.condition(at: moment)))"
        }
        let rows = try await pool.query(
            """
            select locality, state, count(*), array[\(fragment: groups.joined(separator: ", "))]
            from case_file where locality = any(\(localities)) group by locality, state
            """
        ).decode(String.self, String.self, Int.self, [Int].self)
        return rows.reduce(into: [:]) { counts, row in
            counts[row.0, default: QueueCounts()].add(row.2, in: row.1, groups: row.3)
        }
    }
}

/// How many cases there are in a queue.
struct QueueCounts: Sendable {
    private var states: [String: Int] = [:]
    private var groups = [Int](repeating: 0, count: QueueGroup.open.count)

    mutating func add(_ count: Int, in state: String, groups numbers: [Int]) {
        states[state, default: 0] += count
        for (place, number) in numbers.prefix(groups.count).enumerated() { groups[place] += number }
    }

    /// Closed ones too.
    subscript(state: CaseState) -> Int { states[state.code] ?? 0 }

    subscript(group: QueueGroup) -> Int { QueueGroup.open.firstIndex(of: group).map { groups[$0] } ?? 0 }
}

extension [PostgresQuery] {
    /// All of them as one, with `separator` between.
    func joined(separator: PostgresQuery) -> PostgresQuery {
        dropFirst().reduce(first ?? "") { "\(fragment: $0)\(fragment: separator)\(fragment: $1)" }
    }
}
