import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// An import as its agency sees it: one row of `referral_import`.
struct ImportJob: Sendable {
    let id: UUID
    let postedAt: Date
    let finishedAt: Date?
    let encoding: String
    let delimiter: String
    let total: Int
    let accepted: Int
    let refused: Int

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        postedAt = try row.value("posted_at")
        finishedAt = try row.value("finished_at")
        encoding = try row.value("encoding")
        delimiter = try row.value("delimiter")
        let (total, accepted, refused): (Int32, Int32, Int32) = (
            try row.value("total"), try row.value("accepted"), try row.value("refused")
        )
        (self.total, self.accepted, self.refused) = (Int(total), Int(accepted), Int(refused))
    }

    /// Rows nothing has come of yet.
    var left: Int { total - accepted - refused }

    var state: String { left == 0 ? "done" : left == total ? "queued" : "running" }

    var location: String { "/v1/referrals/imports/\(id.text)" }

    var json: JSON {
        .object(leavingOutNil: [
            ("id", .string(id.text)),
            ("state", .string(state)),
            ("posted_at", .instant(postedAt)),
            ("finished_at", finishedAt.map { .instant($0) }),
            ("encoding", .string(encoding)),
            ("delimiter", .string(delimiter)),
            ("rows", .number(total)),
            ("accepted", .number(accepted)),
            ("refused", .number(refused)),
            ("left", .number(left)),
        ])
    }

    /// The import of that id, if it is that organisation's: anybody else's is as good as none.
    static func query(_ id: UUID, of organisation: String) -> PostgresQuery {
        "select * from referral_import where id = \(id) and organisation = \(organisation)"
    }
}

/// What came of a row.
struct RowOutcome: Sendable, Equatable {
    /// As a spreadsheet counts: the headings are row 1.
    let row: Int
    /// The referral it became; `nil` when it was refused.
    var referral: UUID?
    var problems: [RowProblem] = []
}

/// Why a row was refused. It never repeats what the row said.
struct RowProblem: Sendable, Equatable, Codable {
    /// The heading; `nil` for the whole row.
    let column: String?
    let code: String
    let detail: String

    var json: JSON {
        .object(leavingOutNil: [
            ("column", column.map { .string($0) }), ("code", .string(code)), ("detail", .string(detail)),
        ])
    }
}

extension RowOutcome {
    /// The statement that writes outcomes down.
    static func write(_ outcomes: [RowOutcome], of job: UUID) -> PostgresQuery {
        """
        insert into referral_import_row (import_id, row, referral_id, problems)
        select \(job), row, nullif(referral_id, \(nobody)), problems
        from unnest(
            \(outcomes.map { Int32(clamping: $0.row) }), \(outcomes.map { $0.referral ?? nobody }),
            \(outcomes.map { PostgresJSON(text: JSON.array($0.problems.map(\.json)).text) })
        ) as given (row, referral_id, problems)
        """
    }

    private static let nobody = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
}

/// What came of a row, as its agency sees it: one row of `referral_import_row`, with its referral's reference.
struct RowResult: Sendable {
    let outcome: RowOutcome
    let reference: String?

    init(_ row: PostgresRow) throws {
        let number: Int32 = try row.value("row")
        let problems: PostgresJSON = try row.value("problems")
        outcome = RowOutcome(
            row: Int(number), referral: try row.value("referral_id"), problems: try problems.decode([RowProblem].self))
        reference = try row.value("reference")
    }

    var json: JSON {
        .object(leavingOutNil: [
            ("row", .number(outcome.row)),
            ("state", outcome.referral == nil ? "refused" : "accepted"),
            ("referral_id", outcome.referral.map { .string($0.text) }),
            ("reference", reference.map { .string($0) }),
            ("problems", .array(outcome.problems.map(\.json))),
        ])
    }
}
