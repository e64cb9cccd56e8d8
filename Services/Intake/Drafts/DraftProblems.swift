import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// What stands in the way of posting a draft. None of it stands in the way of saving one.
struct DraftProblems: Sendable, Equatable {
    let all: [FieldProblem]

    /// - Throws: ``Problem`` 422 `safeguarding_interruption`: such a draft is not kept; and 422 when the body is no object,
    ///   so no beginning of a referral.
    init(_ body: JSONBody, from agency: Agency, at time: Date) throws {
        guard case .object = body.tree else {
            try FieldReader(body).finish()
            all = []
            return
        }
        do {
            _ = try ReferralBody.accept(body, from: agency, today: LondonTime.day(of: time))
            all = []
        } catch let problem as Problem where problem.code == "invalid_fields" {
            all = problem.errors
        }
    }

    /// Without the names of fields that are not the hub's: an answer that is kept in clear repeats nothing that was sent.
    var withoutNames: [FieldProblem] {
        all.map { problem in
            guard problem.code == "unknown_field", let slash = problem.pointer.lastIndex(of: "/") else {
                return problem
            }
            return FieldProblem(
                pointer: String(problem.pointer[..<slash]), code: problem.code,
                detail: "There is a field here that a referral does not have.")
        }
    }
}

/// Drafts as their writer sees them.
enum DraftJSON {
    /// What saving answers.
    static func saved(_ id: UUID, at time: Date, problems: [FieldProblem]) -> JSON {
        [
            "id": .string(id.text),
            "expires_at": .instant(time.addingTimeInterval(DraftRow.lifetime)),
            "problems": list(problems),
        ]
    }

    static func whole(_ row: DraftRow, _ body: JSONBody, problems: [FieldProblem]) -> JSON {
        .object(members(row) + [.init("referral", body.tree), .init("problems", list(problems))])
    }

    static func summary(_ row: DraftRow) -> JSON { .object(members(row)) }

    private static func members(_ row: DraftRow) -> [JSON.Member] {
        [
            .init("id", .string(row.id.text)),
            .init("version", .number(row.version)),
            .init("created_at", .instant(row.createdAt)),
            .init("changed_at", .instant(row.changedAt)),
            .init("expires_at", .instant(row.expiresAt)),
        ]
    }

    private static func list(_ problems: [FieldProblem]) -> JSON {
        .array(
            problems.map {
                ["pointer": .string($0.pointer), "code": .string($0.code), "detail": .string($0.detail)]
            })
    }
}
