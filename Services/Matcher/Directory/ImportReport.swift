import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// What an import is about to change, or has changed: a line for every service of the feed, and for every entry that has
/// left it.
struct ImportReport: Sendable {
    /// A service that is no entry of the directory, and why.
    struct Refused: Sendable {
        /// Its place in the feed, from 0.
        let row: Int
        /// As far as it could be read.
        let id: String?
        let problems: [FieldProblem]
    }

    let diff: DirectoryDiff
    /// Place in the feed, by the entry's id.
    let rows: [String: Int]
    let refused: [Refused]
    /// Services of the feed that say nothing in the hub's terms, so are no alternative provision: they have no line.
    let passedOver: Int

    /// How many of each outcome; those that did not occur are 0.
    var counts: [(outcome: String, count: Int)] {
        let all = lines.map(\.outcome)
        return Self.outcomes.map { outcome in (outcome, all.filter { $0 == outcome }.count) }
            + [("passed_over", passedOver)]
    }

    private static let outcomes = ["listed", "changed", "unchanged", "unlisted", "refused"]

    /// By their place in the feed; what has left it comes last.
    private var lines: [(row: Int, outcome: String, json: JSON)] {
        let told = diff.lines.map { line in
            let row = rows[line.id]
            return (row ?? .max, Self.outcome(line.change), Self.json(line, row: row))
        }
        let wrong = refused.map { ($0.row, "refused", Self.json($0)) }
        return (told + wrong).sorted { $0.0 < $1.0 }.map { (row: $0.0, outcome: $0.1, json: $0.2) }
    }

    /// `counts` and `rows`.
    var members: [JSON.Member] {
        [
            .init("counts", .object(counts.map { .init($0.outcome, .number($0.count)) })),
            .init("rows", .array(lines.map(\.json))),
        ]
    }

    private static func outcome(_ change: DirectoryDiff.Change) -> String {
        switch change {
        case .listed: "listed"
        case .changed: "changed"
        case .unchanged: "unchanged"
        case .unlisted: "unlisted"
        case .elsewhere: "refused"
        }
    }

    private static func json(_ line: DirectoryDiff.Line, row: Int?) -> JSON {
        var members: [(String, JSON?)] = [
            ("row", row.map { .number($0) }), ("id", .string(line.id)), ("name", line.told.map { .string($0.name) }),
            ("outcome", .string(outcome(line.change))),
        ]
        if case .changed(let fields) = line.change { members.append(("fields", .strings(fields))) }
        if line.change == .elsewhere {
            let problem = FieldProblem(
                pointer: "/id", code: "listed_elsewhere",
                detail: "This entry belongs to another feed, or was made here.")
            members.append(("problems", .array([problem.json])))
        }
        return .object(leavingOutNil: members)
    }

    private static func json(_ refused: Refused) -> JSON {
        .object(leavingOutNil: [
            ("row", .number(refused.row)), ("id", refused.id.map { .string($0) }), ("outcome", "refused"),
            ("problems", .array(refused.problems.map(\.json))),
        ])
    }
}
