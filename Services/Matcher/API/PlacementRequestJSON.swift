import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Placement requests as the coordinators' API shows them.
enum PlacementRequestJSON {
    /// A line of the list.
    static func summary(_ row: PlacementRequestRow, in book: LocalityBook) -> JSON {
        [
            "id": .string(row.id.text),
            "referral_id": .string(row.referralID.text),
            "case_id": .string(row.caseID.text),
            "reference": .string(row.reference),
            "locality": .locality(code: row.locality, in: book),
            "status": .string(row.state),
            "requested_at": .instant(row.requestedAt),
            "wanted_start": .string(row.wantedStart.description),
            "key_stage": .string(row.keyStage),
            "age_years": .number(row.ageYears),
            "needs": .strings(row.needs),
        ]
    }

    /// What a move answers.
    static func state(_ request: PlacementRequest) -> JSON {
        ["id": .string(request.id), "status": .string(request.state.code), "allowed_moves": moves(request)]
    }

    /// The whole request: who fits, who does not, why, and who has been asked.
    /// - Parameters:
    ///   - offers: the offers' rows, by id.
    ///   - said: what was written about the offers, opened for this caller.
    ///   - agreed: what came of the accepted offer, once it was agreed.
    ///   - names: what provisions are called, by id.
    ///   - book: what localities are called.
    static func whole(
        _ request: PlacementRequest, _ row: PlacementRequestRow, offers: [String: OfferRow], said: SaidWords,
        agreed: Placement?, for caller: Placement.Actor, names: [String: String], in book: LocalityBook
    ) -> JSON {
        func provision(_ id: String) -> JSON { .provision(id, names[id] ?? id) }
        return .object(leavingOutNil: [
            ("id", .string(request.id)),
            ("referral_id", .string(request.referralID)),
            ("case_id", .string(request.caseID)),
            ("reference", .string(request.reference)),
            ("locality", .locality(code: row.locality, in: book)),
            ("status", .string(request.state.code)),
            ("requested_at", .instant(row.requestedAt)),
            ("facts", .facts(request.facts)),
            ("purpose", .string(request.purpose)),
            ("wanted_start", .string(request.wantedStart)),
            ("weeks", .number(request.weeks)),
            ("sessions_a_week", .number(request.sessionsAWeek)),
            ("ap_kind", .given(request.apKind)),
            ("rule_set", request.ruleSet.map { .string($0) }),
            (
                "shortlist",
                .array(
                    request.candidates.map {
                        [
                            "provision": provision($0.provisionID), "score": .number($0.score),
                            "reasons": .array($0.reasons.map(scored)),
                        ]
                    })
            ),
            (
                "excluded",
                .array(
                    request.excluded.map {
                        ["provision": provision($0.provisionID), "failed": .array($0.failed.map(failed))]
                    })
            ),
            (
                "offers",
                .array(
                    request.offers.compactMap { offer in
                        offers[offer.id].map { made(offer, $0, said) }
                    })
            ),
            ("unmet", request.unmet.map(unmet)),
            ("unmet_words", said.unable.map { .string($0) }),
            ("placement", agreed.map { PlacementJSON.changed($0, for: caller) }),
            // What goes on then are the placement's moves.
            ("allowed_moves", agreed == nil ? moves(request) : []),
        ])
    }

    private static func moves(_ request: PlacementRequest) -> JSON {
        .strings(request.allowedMoves(for: .coordinator).map(\.code))
    }

    private static func made(_ offer: PlacementOffer, _ row: OfferRow, _ said: SaidWords) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(offer.id)),
            ("provision", .provision(row.provisionID.text, row.provisionName)),
            ("rank", .number(offer.rank)),
            ("status", .string(offer.state.code)),
            ("offered_at", .instant(row.offeredAt)),
            ("answer_by", .instant(row.answerBy)),
            ("answered_at", row.answeredAt.map { .instant($0) }),
            ("urgency", .given(offer.urgency)),
            ("place", offer.place.map(OfferJSON.place)),
            (
                "over_commit",
                offer.overCommitted
                    ? .object(leavingOutNil: [("words", said.overCommits[offer.id].map { .string($0) })]) : nil
            ),
            (
                "decline",
                offer.declineCode.map { code in
                    .object(leavingOutNil: [
                        ("code", .string(code)), ("words", said.declines[offer.id].map { .string($0) }),
                    ])
                }
            ),
            ("questions", OfferJSON.questions(offer, said)),
        ])
    }

    private static func scored(_ reason: Reason) -> JSON {
        ["code": .string(reason.code), "points": .number(reason.points), "words": .string(reason.words)]
    }

    private static func failed(_ reason: Reason) -> JSON {
        ["code": .string(reason.code), "words": .string(reason.words)]
    }

    private static func unmet(_ rules: [String: Int32]) -> JSON {
        .object(rules.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .number($0.value)) })
    }
}
