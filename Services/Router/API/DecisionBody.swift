import Contracts
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

    /// The body of `POST /v1/cases/{id}/decisions/{number}/corrections`.
    static func correction(_ body: JSONBody) throws -> CorrectionDraft {
        let reader = FieldReader(body)
        let draft = CorrectionDraft(why: reader.string("why", max: 2000, multiline: true), record: record(reader))
        try reader.finish()
        return draft
    }

    private static func outcome(_ kind: String, _ reader: FieldReader) -> OutcomeDraft {
        var draft = OutcomeDraft(
            outcome: kind, reason: reader.optionalCode("reason", of: Set(NoFurtherActionReason.allCases.map(\.code))),
            why: reader.string("why", max: 2000, multiline: true),
            next: reader.string("next", max: 2000, multiline: true))
        draft.services = reader.objects("services", max: 10).map { service in
            ServiceDraft(name: service.string("name", max: 200), contact: service.string("contact", max: 500))
        }
        draft.passedTo = reader.optionalString("passed_to", max: 200)
        draft.frontDoorReference = reader.optionalString("front_door_reference", max: 200)
        draft.record = record(reader)
        draft.meetingID = reader.optionalUUID("meeting_id")?.text
        return draft
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
        draft.exclusionNear = reader.optionalBool("exclusion_near") ?? false
        draft.record = record(reader)
        draft.meetingID = reader.optionalUUID("meeting_id")?.text
        draft.excludedProvisions = reader.strings("excluded_provisions", max: 50, maxLength: 36)
        draft.wishedProvisions = reader.strings("wished_provisions", max: 10, maxLength: 36)
        draft.knownProvisions = reader.strings("known_provisions", max: 10, maxLength: 36)
        draft.registration =
            reader.optionalCode("registration", of: Set(Registration.allCases.map(\.code))) ?? draft.registration
        draft.risks = reader.strings("risks", max: 20, maxLength: 500, multiline: true)
        draft.transport = reader.optionalString("transport", max: 1000, multiline: true)
        draft.reintegration = reader.optionalString("reintegration", max: 2000, multiline: true)
        return draft
    }

    private static func record(_ reader: FieldReader) -> DecisionRecordDraft {
        let body = reader.object("record")
        var draft = DecisionRecordDraft()
        draft.optionsConsidered = body.strings(
            "options_considered", min: 1, max: 10, maxLength: 500, multiline: true)
        draft.evidence = body.strings("evidence", min: 1, max: 10, maxLength: 500, multiline: true)
        let views = body.object("views")
        draft.views = ViewsDraft(
            child: views.string("child", max: 2000, multiline: true),
            family: views.string("family", max: 2000, multiline: true))
        let tests = body.object("tests")
        for question in DecisionQuestion.allCases {
            let test = tests.object(question.code)
            draft.tests[question] = DecisionRecordDraft.Test(
                answer: test.code("answer", of: Set(DecisionAnswer.allCases.map(\.code))),
                words: test.optionalString("words", max: 1000, multiline: true))
        }
        draft.present = body.strings("present", min: 1, max: 30, maxLength: 200)
        draft.dissent = body.optionalString("dissent", max: 2000, multiline: true)
        draft.optionsExhausted = body.optionalString("options_exhausted", max: 2000, multiline: true)
        return draft
    }
}
