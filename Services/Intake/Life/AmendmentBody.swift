import Contracts
import Inclusion
import Privacy
import ServiceKit

/// The body of `POST /v1/referrals/{id}/amendments`: why, and the whole referral as it is to be, checked like a posting.
struct AmendmentBody: Sendable {
    let reason: String
    let draft: ReferralDraft
    let referral: CheckedReferral

    /// - Throws: ``Problem`` 422 `safeguarding_interruption`, before anything else; or 422 with all that is wrong.
    static func read(_ body: JSONBody, from agency: Agency, today: CalendarDate) throws -> AmendmentBody {
        guard case .object(let members) = body.tree else {
            try FieldReader(body).finish()
            throw Problem.invalid([])
        }
        let given = members.first { $0.name == "referral" && $0.value != .null }
        let reader = FieldReader(JSONBody(.object(members.filter { $0.name != "referral" })))
        let reason = reader.string("reason", max: 2000, multiline: true)
        if given == nil { reader.note("referral", code: "required", "Give the whole referral as it is to be.") }
        let faults = problems(of: reader)
        guard let given else { throw Problem.invalid(faults) }
        do {
            let (draft, referral) = try ReferralBody.accept(JSONBody(given.value), from: agency, today: today)
            if faults.isEmpty { return AmendmentBody(reason: reason, draft: draft, referral: referral) }
        } catch let problem as Problem where problem.code == "invalid_fields" {
            throw Problem.invalid(faults + problem.errors.map(inside))
        } catch let problem as Problem where problem.code == "safeguarding_interruption" {
            throw Problem(
                status: problem.status, code: problem.code, title: problem.title, detail: problem.detail,
                errors: problem.errors.map(inside))
        }
        throw Problem.invalid(faults)
    }

    private static func inside(_ fault: FieldProblem) -> FieldProblem {
        FieldProblem(pointer: "/referral" + fault.pointer, code: fault.code, detail: fault.detail)
    }

    private static func problems(of reader: FieldReader) -> [FieldProblem] {
        do throws(Problem) {
            try reader.finish()
            return []
        } catch {
            return error.errors
        }
    }

    /// What it changes. New identifiers lead to the child from now on, where they lead to nobody yet; whom others lead to
    /// is for a person to decide.
    func command(_ desk: ChangeDesk, _ reader: Reader) async throws -> LifeAPI.Change {
        let before = try await desk.content(reader, for: .amendOwnReferral)
        let changed = ReferralJSON.posted(draft).differences(from: ReferralJSON.posted(before))
        let basis = draft.lawfulBasis == before.lawfulBasis ? nil : try desk.seal(referral.details.lawfulBasis)
        let amendment = AmendReferral(
            referral: referral, details: try desk.seal(referral.details), changed: changed,
            reason: try desk.seal(words: reason), lawfulBasis: basis, by: desk.subject)
        if changed.contains(where: { $0.hasPrefix("/child/identifiers") }) {
            try await desk.register.note(
                desk.register.marks(of: referral), of: desk.referral.childID, in: desk.sql)
        }
        return LifeAPI.Change(
            .amend(amendment), posted: try desk.seal(posted: draft), need: draft.needs.first ?? "")
    }
}
