import Inclusion
import ServiceKit

/// The body of `POST /v1/cases/{id}/decisions`: shape and types here, rules in ``ApPlacementDraft``.
enum DecisionBody {
    static func read(_ body: JSONBody) throws -> ApPlacementDraft {
        let reader = FieldReader(body)
        _ = reader.code("kind", of: ["ap_placement"])
        var draft = ApPlacementDraft()
        draft.purpose = reader.code("purpose", of: Set(PlacementPurpose.allCases.map(\.code)))
        draft.purposeWords = reader.string("purpose_words", max: 2000, multiline: true)
        draft.objectives = reader.strings("objectives", min: 1, max: 10, maxLength: 500)
        draft.wantedStart = reader.date("wanted_start").description
        draft.weeks = reader.int("weeks", in: 1...39)
        draft.sessionsAWeek = reader.int("sessions_a_week", in: 1...10)
        draft.apKind = reader.optionalCode("ap_kind", of: Set(ApKind.allCases.map(\.code)))
        draft.reason = reader.string("reason", max: 2000, multiline: true)
        draft.optionsConsidered = reader.strings("options_considered", max: 10, maxLength: 500)
        let views = reader.object("views")
        draft.views = ViewsDraft(
            child: views.string("child", max: 2000, multiline: true),
            family: views.string("family", max: 2000, multiline: true))
        draft.excludedProvisions = reader.strings("excluded_provisions", max: 50, maxLength: 36)
        try reader.finish()
        return draft
    }
}
