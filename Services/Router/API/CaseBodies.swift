import Contracts
import Inclusion
import ServiceKit

/// The bodies of smaller moves: shape and types here, rules in the drafts.
enum CaseBodies {
    /// Of `POST /v1/cases/{id}/questions`.
    static func question(_ body: JSONBody) throws -> QuestionDraft {
        let reader = FieldReader(body)
        let draft = QuestionDraft(
            referralID: reader.optionalUUID("referral_id")?.text,
            words: reader.string("question", max: 2000, multiline: true))
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/cases/{id}/listings`.
    static func listing(_ body: JSONBody) throws -> ListingDraft {
        let reader = FieldReader(body)
        let draft = ListingDraft(
            forum: reader.code("forum", of: Set(Forum.known.map(\.code))),
            meetingID: reader.optionalUUID("meeting_id")?.text,
            meetsOn: reader.optionalDate("meets_on")?.description)
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/cases/{id}/assignment`; who names nobody takes it on.
    static func assignment(_ body: JSONBody, by person: String) throws -> AssignmentDraft {
        let reader = FieldReader(body)
        let draft = AssignmentDraft(assignee: reader.optionalString("assignee", max: 200) ?? person)
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/cases/{id}/level`.
    static func level(_ body: JSONBody) throws -> LevelDraft {
        let reader = FieldReader(body)
        let draft = LevelDraft(
            level: reader.int("level", in: 1...4), why: reader.string("why", max: 2000, multiline: true))
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/cases/{id}/transfer`.
    static func transfer(_ body: JSONBody) throws -> TransferDraft {
        let reader = FieldReader(body)
        let draft = TransferDraft(
            locality: reader.string("locality", max: 20), why: reader.string("why", max: 2000, multiline: true))
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/cases/{id}/closure`.
    static func closure(_ body: JSONBody) throws -> ClosureDraft {
        let reader = FieldReader(body)
        let draft = ClosureDraft(
            outcome: reader.code("outcome", of: Set(CaseOutcome.endings.map(\.code))),
            why: reader.string("why", max: 2000, multiline: true),
            next: reader.string("next", max: 2000, multiline: true))
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/cases/{id}/reopening`.
    static func reopening(_ body: JSONBody) throws -> WhyDraft {
        let reader = FieldReader(body)
        let draft = WhyDraft(why: reader.string("why", max: 2000, multiline: true))
        try reader.finish()
        return draft
    }
}
