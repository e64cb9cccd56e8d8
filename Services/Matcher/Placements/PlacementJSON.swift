import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Placements as the API shows them.
enum PlacementJSON {
    /// A line of the list. It never names a child.
    static func summary(_ row: PlacementRow, in book: LocalityBook) -> JSON { .object(leavingOutNil: head(row, book)) }

    private static func head(_ row: PlacementRow, _ book: LocalityBook) -> [(String, JSON?)] {
        [
            ("id", .string(row.id.text)),
            ("placement_request_id", .string(row.requestID.text)),
            ("referral_id", .string(row.referralID.text)),
            ("case_id", .string(row.caseID.text)),
            ("reference", .string(row.reference)),
            ("locality", .locality(code: row.locality, in: book)),
            ("provision", .provision(row.provisionID.text, row.provisionName)),
            ("status", .string(row.state)),
            ("agreed_at", .instant(row.agreedAt)),
            ("from", .string(row.startsOn.description)),
            ("until", .string(row.endsOn.description)),
            ("sessions", .strings(row.sessions)),
            ("review_by", row.reviewBy.map { .string($0.description) }),
            ("key_stage", .string(row.keyStage)),
            ("age_years", .number(row.ageYears)),
            ("needs", .strings(row.needs)),
        ]
    }

    /// What a move answers: nothing anybody wrote.
    static func changed(_ placement: Placement, for actor: Placement.Actor) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(placement.id)), ("status", .string(placement.state.code)),
            ("until", .string(placement.until)), ("review_by", placement.reviewBy.map { .string($0) }),
            ("allowed_moves", moves(placement, for: actor)),
        ])
    }

    private static func moves(_ placement: Placement, for actor: Placement.Actor) -> JSON {
        .strings(placement.allowedMoves(for: actor.party, organisation: actor.organisation).map(\.code))
    }

    /// The whole placement.
    static func whole(
        _ placement: Placement, _ row: PlacementRow, _ opened: OpenedPlacement, for actor: Placement.Actor,
        in book: LocalityBook
    ) -> JSON {
        let (agreed, attendance) = (placement.agreed, placement.attendance)
        return .object(
            leavingOutNil: head(row, book) + [
                ("purpose", .string(agreed.purpose)),
                ("registration", .given(agreed.registration)),
                ("primary_reason", .given(agreed.primaryReason)),
                ("off_site_direction", .bool(agreed.offSiteDirection)),
                ("notice_given_on", .given(agreed.noticeGivenOn)),
                ("agreed_by", .string(agreed.agreedBy)),
                ("moves_before", .number(agreed.movesBefore)),
                ("started_on", placement.started.map { .string($0.startedOn) }),
                ("days_out_of_school", placement.started.map { .number($0.daysOutOfSchool) }),
                (
                    "attendance",
                    [
                        "attended": .number(attendance.attended), "required": .number(attendance.required),
                        "marks": .array(placement.marks.sorted { $0.key < $1.key }.map { mark($0.value) }),
                    ]
                ),
                ("reviews", .array(placement.reviews.enumerated().map { review($1, opened.reviews.at($0)) })),
                (
                    "extensions",
                    .array(placement.extensions.enumerated().map { extended($1, opened.extensions.at($0)) })
                ),
                ("reintegration", placement.reintegration.map { planned($0, opened.reintegration) }),
                ("not_started", placement.notStarted.map { notStarted($0, opened.end) }),
                ("ended", placement.ended.map { ended($0, opened.end) }),
                ("details_state", .string(opened.state.rawValue)),
                ("agreement", opened.agreement.map(agreement)),
                ("allowed_moves", moves(placement, for: actor)),
            ])
    }

    // MARK: Parts

    private static func agreement(_ details: AgreementDetails) -> JSON {
        .object(leavingOutNil: [
            ("objectives", .strings(details.objectives)),
            ("session_times", .string(details.sessionTimes)),
            ("transport", .string(details.transport)),
            (
                "contacts",
                .array(
                    details.contacts.map {
                        .object(leavingOutNil: [
                            ("name", .string($0.name)), ("role", .string($0.role)), ("telephone", .given($0.telephone)),
                            ("email", .given($0.email)),
                        ])
                    })
            ),
            ("risks", .strings(details.risks)),
            ("views", .views(child: details.childViews, family: details.familyViews)),
            ("reintegration", .string(details.reintegration)),
            (
                "notice",
                details.address.isEmpty
                    ? nil
                    : [
                        "address": .string(details.address), "report_to": .string(details.reportTo),
                        "reasons": .string(details.reasons),
                    ]
            ),
        ])
    }

    private static func mark(_ mark: SessionMark) -> JSON {
        .object(leavingOutNil: [
            ("date", .string(mark.date)), ("session", .string(mark.session)), ("mark", .string(mark.mark)),
            ("suggested_code", .given(mark.suggestedCode)), ("code", .given(mark.code)),
        ])
    }

    private static func review(_ review: PlacementReviewed, _ words: PlacementReviewWords?) -> JSON {
        .object(leavingOutNil: [
            ("reviewed_on", .string(review.reviewedOn)), ("recorded_by", .string(review.recordedBy)),
            ("recommendation", .string(review.recommendation)), ("next_review_by", .given(review.nextReviewBy)),
            ("objectives", outcomes(review.objectives)), ("progress", words.map { .string($0.progress) }),
            ("child_views", words.map { .string($0.childViews) }),
            ("family_views", words.flatMap { .given($0.familyViews) }),
            ("school_views", words.flatMap { .given($0.schoolViews) }),
        ])
    }

    private static func extended(_ extended: PlacementExtended, _ words: String?) -> JSON {
        .object(leavingOutNil: [
            ("until", .string(extended.until)), ("extended_by", .string(extended.extendedBy)),
            ("words", words.map { .string($0) }),
        ])
    }

    private static func planned(_ planned: ReintegrationPlanned, _ words: String?) -> JSON {
        .object(leavingOutNil: [
            ("destination", .string(planned.destination)), ("from", .string(planned.from)),
            ("planned_by", .string(planned.plannedBy)), ("words", words.map { .string($0) }),
        ])
    }

    private static func notStarted(_ notStarted: PlacementNotStarted, _ words: String?) -> JSON {
        .object(leavingOutNil: [
            ("reason", .string(notStarted.reason)), ("recorded_by", .string(notStarted.recordedBy)),
            ("words", words.map { .string($0) }),
        ])
    }

    private static func ended(_ ended: PlacementEnded, _ words: String?) -> JSON {
        .object(leavingOutNil: [
            ("ended_on", .string(ended.endedOn)), ("ended_as", .string(ended.endedAs)),
            ("objectives", outcomes(ended.objectives)), ("recorded_by", .string(ended.recordedBy)),
            ("sessions_attended", .number(ended.sessionsAttended)),
            ("sessions_required", .number(ended.sessionsRequired)), ("moves", .number(ended.moves)),
            ("words", words.map { .string($0) }),
        ])
    }

    private static func outcomes(_ outcomes: [ObjectiveOutcome]) -> JSON {
        .array(outcomes.map { ["objective": .number($0.objective), "outcome": .string($0.outcome)] })
    }
}

extension Array {
    /// What stands at that place, if there is such a place.
    fileprivate func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
