import Inclusion
import ServiceKit

/// The body of `POST /v1/cases/{id}/decisions`, of whichever kind: shape and types here, rules in the drafts.
enum DecisionBody: Sendable {
    case apPlacement(ApPlacementDraft)
    case other(OutcomeDraft)

    /// What says that a place is to be looked for; the other kinds are outcomes.
    static let apPlacementKind = "ap_placement"

    static func read(_ body: JSONBody) throws -> DecisionBody {
        let reader = FieldReader(body)
        let kind = reader.code("kind", of: Set([apPlacementKind] + CaseOutcome.decided.map(\.code)))
        let decision: DecisionBody =
            CaseOutcome(rawValue: kind) == nil ? .apPlacement(apPlacement(reader)) : .other(outcome(kind, reader))
        try reader.finish()
        return decision
    }

    private static func outcome(_ kind: String, _ reader: FieldReader) -> OutcomeDraft {
        OutcomeDraft(
            outcome: kind, reason: reader.optionalCode("reason", of: Set(NoFurtherActionReason.allCases.map(\.code))),
            why: reader.string("why", max: 2000, multiline: true),
            next: reader.string("next", max: 2000, multiline: true))
    }

    private static func apPlacement(_ reader: FieldReader) -> ApPlacementDraft {
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
        return draft
    }
}
