import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit
import SwiftProtobuf

/// The small bodies of a referral's life: shape and types.
enum LifeBody {
    static func answer(_ body: JSONBody) throws -> (question: UUID, words: String) {
        let reader = FieldReader(body)
        let answer = (reader.uuid("question_id"), reader.string("answer", max: 4000, multiline: true))
        try reader.finish()
        return answer
    }

    static func withdrawal(_ body: JSONBody) throws -> (reason: WithdrawReason, words: String?) {
        let reader = FieldReader(body)
        let reasons = Dictionary(uniqueKeysWithValues: WithdrawReason.allCases.map { ($0.code, $0) })
        let reason = reader.code("reason", among: reasons, standIn: .other)
        let words = reader.optionalString("words", max: 2000, multiline: true)
        if reason == .other, !reader.has("words"), reader.has("reason") {
            reader.note("words", code: "required", "Say why, if it is none of the other reasons.")
        }
        try reader.finish()
        return (reason, words)
    }

    static func error(_ body: JSONBody) throws -> String {
        let reader = FieldReader(body)
        let words = reader.string("words", max: 2000, multiline: true)
        try reader.finish()
        return words
    }

    static func authorisation(_ body: JSONBody, today: CalendarDate) throws -> AuthorisationDraft {
        let reader = FieldReader(body)
        let authorisation = AuthorisationDraft(
            name: reader.string("name", max: 200), on: reader.date("on").description)
        try finish(reader, with: ReferralRules.check(authorisation, today: today))
        return authorisation
    }

    /// An empty basis: consent was withdrawn, and nothing takes its place.
    static func lawfulBasis(_ body: JSONBody, today: CalendarDate) throws -> LawfulBasisDraft {
        let reader = FieldReader(body)
        let basis = LawfulBasisDraft(
            basis: reader.optionalCode("basis", of: Set(LawfulGround.allCases.map(\.code))) ?? "",
            recordedOn: reader.optionalDate("recorded_on")?.description,
            source: reader.optionalString("source", max: 200))
        try finish(reader, with: ReferralRules.check(basis, today: today))
        return basis
    }

    /// The rules' problems are added only where shape and types are in order.
    private static func finish(_ reader: FieldReader, with problems: @autoclosure () -> [RuleProblem]) throws {
        guard !reader.hasProblems else { return try reader.finish() }
        for problem in problems() {
            reader.note(String(problem.pointer.dropFirst()), code: problem.code, problem.words)
        }
        try reader.finish()
    }
}

extension LawfulBasisDraft {
    /// As events carry it.
    var record: LawfulBasis {
        LawfulBasis.with {
            $0.basis = basis
            $0.recordedOn = recordedOn ?? ""
            $0.source = source ?? ""
        }
    }
}
