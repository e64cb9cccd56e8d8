import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// The bodies about plans: shape and types here, rules in the drafts.
struct PlanBodies {
    /// Makes the ids of outcomes.
    let newID: () -> UUID

    /// Of `POST /v1/cases/{id}/plan`.
    func start(_ body: JSONBody) throws -> (organisation: String, person: String) {
        let reader = FieldReader(body)
        let lead = (reader.string("lead_organisation", max: 100), reader.string("lead", max: 200))
        try reader.finish()
        return lead
    }

    /// Of `POST /v1/plans/{id}/cycles`.
    func cycle(_ body: JSONBody) throws -> PlanCycleDraft {
        let reader = FieldReader(body)
        let draft = cycle(reader)
        try reader.finish()
        return draft
    }

    private func cycle(_ reader: FieldReader) -> PlanCycleDraft {
        PlanCycleDraft(
            assess: reader.string("assess", max: 4000, multiline: true),
            outcomes: reader.objects("outcomes", min: 1, max: 10).map { item in
                var outcome = PlanOutcome()
                outcome.id = newID().text
                outcome.words = item.string("words", max: 500, multiline: true)
                outcome.measure = item.string("measure", max: 500, multiline: true)
                return outcome
            }, doing: reader.strings("doing", min: 1, max: 20, maxLength: 500, multiline: true),
            views: views(reader), reviewOn: reader.date("review_on").description)
    }

    private func views(_ reader: FieldReader) -> ViewsDraft {
        let views = reader.object("views")
        return ViewsDraft(
            child: views.string("child", max: 2000, multiline: true),
            family: views.string("family", max: 2000, multiline: true))
    }

    /// Of `POST /v1/plans/{id}/reviews`.
    func review(_ body: JSONBody) throws -> (review: PlanReviewDraft, next: PlanCycleDraft?) {
        let reader = FieldReader(body)
        let results = reader.objects("results", min: 1, max: 10).map { item in
            var result = OutcomeResult()
            result.outcomeID = item.uuid("outcome_id").text
            result.result = item.code("result", of: Set(CycleOutcome.allCases.map(\.code)))
            return result
        }
        let draft = PlanReviewDraft(
            results: results, words: reader.string("words", max: 4000, multiline: true), views: views(reader))
        let next = reader.optionalObject("next").map(cycle)
        try reader.finish()
        return (draft, next)
    }

    /// Of `POST /v1/plans/{id}/end`.
    func end(_ body: JSONBody) throws -> String {
        let reader = FieldReader(body)
        let why = reader.string("why", max: 4000, multiline: true)
        try reader.finish()
        return why
    }
}
