import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// The bodies about actions: shape and types here, rules in the draft.
enum ActionBodies {
    /// Of `POST /v1/cases/{id}/actions`.
    static func agree(_ body: JSONBody) throws -> ActionDraft {
        let reader = FieldReader(body)
        let draft = ActionDraft(
            what: reader.string("what", max: 2000, multiline: true),
            organisation: reader.string("organisation", max: 100), owner: reader.string("owner", max: 200),
            dueOn: reader.date("due_on").description, meetingID: reader.optionalUUID("meeting_id")?.text)
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/cases/{id}/actions/{action}/completion`: what came of it, if anything is to be said.
    static func complete(_ body: JSONBody) throws -> String? {
        let reader = FieldReader(body)
        let words = reader.optionalString("words", max: 2000, multiline: true)
        try reader.finish()
        return words
    }
}
