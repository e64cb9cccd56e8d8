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

    /// A service that says nothing in the hub's terms, so is no entry unless somebody chooses it.
    struct PassedOver: Sendable {
        /// Its place in the feed, from 0.
        let row: Int
        let service: JSON
        let isActive: Bool
    }

    let diff: DirectoryDiff
    /// What was read, with what could not be.
    let reading: ImportReading

    /// How many of each outcome; those that did not occur are 0.
    var counts: [(outcome: String, count: Int)] {
        let all = lines.map(\.outcome)
        return Self.outcomes.map { outcome in (outcome, all.filter { $0 == outcome }.count) }
    }

    private static let outcomes = [
        "listed", "taken_in", "changed", "unchanged", "unlisted", "refused", "passed_over",
    ]

    /// By their place in the feed; what has left it comes last.
    private var lines: [(row: Int, outcome: String, json: JSON)] {
        let told = diff.lines.map { line in
            let row = reading.rows[line.id]
            return (row ?? .max, Self.outcome(line.change), Self.json(line, row: row))
        }
        let wrong = reading.refused.map { ($0.row, "refused", Self.json($0)) }
        let passed = reading.passedOver.map { ($0.row, "passed_over", Self.json($0)) }
        return (told + wrong + passed).sorted { $0.0 < $1.0 }.map { (row: $0.0, outcome: $0.1, json: $0.2) }
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
        case .takenIn: "taken_in"
        case .changed: "changed"
        case .unchanged: "unchanged"
        case .unlisted: "unlisted"
        case .elsewhere: "refused"
        }
    }

    private static func json(_ line: DirectoryDiff.Line, row: Int?) -> JSON {
        var members: [(String, JSON?)] = [
            ("row", row.map { .number($0) }), ("id", .string(line.id)),
            ("name", line.told.map { .string($0.said.name) }), ("outcome", .string(outcome(line.change))),
            ("missing", line.told.flatMap { missing(in: $0.entry) }),
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

    /// What an entry has to say before it can be listed; `nil` when it says everything.
    private static func missing(in entry: ProvisionEntry) -> JSON? {
        entry.gaps.isEmpty ? JSON?.none : ProvisionJSON.missing(entry.gaps)
    }

    private static func json(_ passed: PassedOver) -> JSON {
        let why =
            passed.isActive
            ? FieldProblem(
                pointer: "/attributes", code: "no_hub_terms",
                detail:
                    "Nothing here is in the hub's terms. Name its id, or its organisation's, in take_in to take it in.")
            : FieldProblem(pointer: "/status", code: "not_active", detail: "The feed says that it is not offered now.")
        let organization = passed.service["organization"]
        return .object(leavingOutNil: [
            ("row", .number(passed.row)), ("id", passed.service.feedID.map { .string($0.text) }),
            ("name", passed.service["name"]?.words.map { .string($0) }),
            (
                "organization",
                organization?.feedID.map {
                    ["id": .string($0.text), "name": .string(organization?["name"]?.words ?? "")]
                }
            ),
            ("outcome", "passed_over"), ("problems", .array([why.json])),
        ])
    }
}
