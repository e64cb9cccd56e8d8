import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import RoutingData

/// What a rule set would change for referrals of the past.
struct RoutingTrial {
    /// A referral that would go elsewhere.
    struct Change: Equatable {
        let reference: String
        let from: String
        let to: String
    }

    let label: String
    /// Looked at.
    let count: Int
    /// The record of these cannot be read back, so nothing is said about them.
    let unreadable: Int
    /// The newest first.
    let changes: [Change]

    /// Runs the facts of the last referrals again, as the rules last saw them. What a person moved is compared with what
    /// the rules had said.
    static func of(_ rules: RuleSet, last: Int, _ office: RoutingOffice) async throws -> RoutingTrial {
        let county = try await office.basis().county
        let routed = try await office.with { try await Self.routed(last: last, in: $0) }
        var (changes, unreadable): ([Change], Int) = ([], 0)
        for (reference, before) in routed {
            guard let past = PastRouting(before.record.facts) else {
                unreadable += 1
                continue
            }
            let after = past.again(by: rules, in: county)
            let from = "\(before.locality)/\(before.forum.code)"
            let to = "\(after.locality.code)/\(after.forum.code)"
            if from != to { changes.append(Change(reference: reference, from: from, to: to)) }
        }
        return RoutingTrial(label: rules.label, count: routed.count, unreadable: unreadable, changes: changes)
    }

    private struct Routed {
        let locality: String
        let forum: Forum
        let record: RoutingRecord
    }

    private static func routed(last: Int, in sql: some PostgresSession) async throws -> [(String, Routed)] {
        let rows = try await sql.query(
            """
            select f.id, f.reference, e.type, e.payload
            from (select id, reference, opened_at from case_file order by opened_at desc, id desc limit \(last)) f
            join event_log e on e.subject = f.id
                and e.type in (\(CaseEvent.Kind.opened.rawValue), \(CaseEvent.Kind.rerouted.rawValue))
            order by f.opened_at desc, f.id desc, e.version
            """
        ).decode(UUID.self, String.self, String.self, [UInt8].self)
        var found: [(String, Routed)] = []
        var lastID: UUID?
        for (id, reference, type, payload) in rows {
            let routed: Routed
            switch try CaseEvent(type: type, payload: payload) {
            case .opened(let opened):
                routed = Routed(locality: opened.locality, forum: opened.forum, record: opened.routing)
            case .rerouted(let moved) where moved.reroutedBy.isEmpty:
                routed = Routed(locality: moved.locality, forum: moved.forum, record: moved.routing)
            default: continue
            }
            if id == lastID { found.removeLast() }
            found.append((reference, routed))
            lastID = id
        }
        return found
    }

    var lines: [String] {
        var lines = [
            "\(label) on the last \(count) referrals: \(changes.count) would go elsewhere. Nothing was changed."
        ]
        if unreadable > 0 { lines.append("\(unreadable) could not be looked at: their record is not complete.") }
        guard !changes.isEmpty else { return lines }
        var counts: [String: Int] = [:]
        for change in changes { counts["\(change.from) → \(change.to)", default: 0] += 1 }
        lines += counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "  \($0.value) × \($0.key)" }
        let head = ["REFERENCE", "FROM", "TO"]
        lines += Table.lines([head] + changes.map { [$0.reference, $0.from, $0.to] })
        return lines
    }

    var json: JSONValue {
        .object([
            "rules": .string(label), "looked_at": .int(count), "unreadable": .int(unreadable),
            "changes": .array(
                changes.map {
                    .object(["reference": .string($0.reference), "from": .string($0.from), "to": .string($0.to)])
                }),
        ])
    }
}
