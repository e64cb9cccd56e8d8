import Contracts
import Inclusion
import ServiceKit

/// The bodies about placements: shape and types here, rules in the drafts.
enum PlacementBodies {
    /// Of `POST /v1/placement-requests/{id}/agreement`.
    static func agreement(_ body: JSONBody) throws -> AgreementDraft {
        let reader = FieldReader(body)
        var draft = AgreementDraft()
        draft.objectives = reader.strings("objectives", min: 1, max: 10, maxLength: 500, multiline: true)
        draft.from = reader.date("from").description
        draft.to = reader.date("to").description
        draft.sessions = reader.codes("sessions", min: 1, max: 10, of: Set(WeekSession.allCases.map(\.code)))
        draft.sessionTimes = reader.string("session_times", max: 500, multiline: true)
        draft.transport = reader.string("transport", max: 1000, multiline: true)
        draft.contacts = reader.objects("contacts", min: 1, max: 10).map { item in
            var contact = AgreementContact()
            contact.name = item.string("name", max: 200)
            contact.role = item.string("role", max: 200)
            contact.telephone = item.optionalString("telephone", max: 40) ?? ""
            contact.email = item.optionalString("email", max: 254) ?? ""
            return contact
        }
        draft.risks = reader.strings("risks", min: 1, max: 20, maxLength: 500, multiline: true)
        let views = reader.object("views")
        draft.views = ViewsDraft(
            child: views.string("child", max: 2000, multiline: true),
            family: views.string("family", max: 2000, multiline: true))
        draft.reintegration = reader.string("reintegration", max: 2000, multiline: true)
        draft.primaryReason = reader.code("primary_reason", of: Set(PlacementReason.allCases.map(\.code)))
        draft.notice = reader.optionalObject("notice").map { notice in
            AgreementDraft.Notice(
                givenOn: notice.date("given_on").description,
                address: notice.string("address", max: 500, multiline: true),
                reportTo: notice.string("report_to", max: 200),
                reasons: notice.string("reasons", max: 2000, multiline: true))
        }
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/placements/{id}/start`.
    static func start(_ body: JSONBody) throws -> String {
        let reader = FieldReader(body)
        let day = reader.date("started_on").description
        try reader.finish()
        return day
    }

    /// Of `POST /v1/placements/{id}/not-started`.
    static func notStarted(_ body: JSONBody) throws -> NotStartedDraft {
        let reader = FieldReader(body)
        let draft = NotStartedDraft(
            reason: reader.code("reason", of: Set(NotStartedReason.allCases.map(\.code))),
            words: reader.string("words", max: 2000, multiline: true))
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/placements/{id}/attendance`.
    static func attendance(_ body: JSONBody) throws -> SessionMarksDraft {
        let reader = FieldReader(body)
        let marks = reader.objects("marks", min: 1, max: 100).map { item in
            SessionMarksDraft.Mark(
                date: item.date("date").description, session: item.code("session", of: ["am", "pm"]),
                attendance: item.code("mark", of: Set(SessionAttendance.allCases.map(\.code))),
                code: item.optionalCode("code", of: RegisterCode.all) ?? "")
        }
        try reader.finish()
        return SessionMarksDraft(marks: marks)
    }

    /// Of `POST /v1/placements/{id}/reviews`.
    static func review(_ body: JSONBody) throws -> StayReviewDraft {
        let reader = FieldReader(body)
        let draft = StayReviewDraft(
            reviewedOn: reader.date("reviewed_on").description,
            recommendation: reader.code("recommendation", of: Set(ReviewRecommendation.allCases.map(\.code))),
            objectives: outcomes(reader, min: 0), progress: reader.string("progress", max: 4000, multiline: true),
            childViews: reader.string("child_views", max: 2000, multiline: true),
            familyViews: reader.optionalString("family_views", max: 2000, multiline: true),
            schoolViews: reader.optionalString("school_views", max: 2000, multiline: true))
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/placements/{id}/extension`.
    static func longer(_ body: JSONBody) throws -> ExtensionDraft {
        let reader = FieldReader(body)
        let draft = ExtensionDraft(
            until: reader.date("until").description, words: reader.string("words", max: 2000, multiline: true))
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/placements/{id}/reintegration`.
    static func reintegration(_ body: JSONBody) throws -> ReintegrationDraft {
        let reader = FieldReader(body)
        let draft = ReintegrationDraft(
            destination: reader.code("destination", of: Set(ReintegrationDestination.allCases.map(\.code))),
            from: reader.date("from").description, words: reader.string("words", max: 4000, multiline: true))
        try reader.finish()
        return draft
    }

    /// Of `POST /v1/placements/{id}/end`.
    static func end(_ body: JSONBody) throws -> EndingDraft {
        let reader = FieldReader(body)
        let draft = EndingDraft(
            endedOn: reader.date("ended_on").description,
            endedAs: reader.code("ended_as", of: Set(PlacementEnding.allCases.map(\.code))),
            objectives: outcomes(reader, min: 1), words: reader.string("words", max: 4000, multiline: true))
        try reader.finish()
        return draft
    }

    private static func outcomes(_ reader: FieldReader, min: Int) -> [ObjectiveOutcome] {
        reader.objects("objectives", min: min, max: 10).map { item in
            var outcome = ObjectiveOutcome()
            outcome.objective = Int32(clamping: item.int("objective", in: 1...10))
            outcome.outcome = item.code("outcome", of: Set(ObjectiveResult.allCases.map(\.code)))
            return outcome
        }
    }
}
