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
            meetsOn: reader.date("meets_on").description)
        try reader.finish()
        return draft
    }
}
