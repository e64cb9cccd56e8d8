import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Offers as the providers' API shows them.
enum OfferJSON {
    /// What a provider may read of the child.
    enum Shared: Sendable {
        case readable(PlacementBrief)
        /// The child's key is gone.
        case erased
        /// The provider declined, or is not asked any more.
        case withheld

        var isWithheld: Bool {
            if case .withheld = self { true } else { false }
        }

        var code: String {
            switch self {
            case .readable: "readable"
            case .erased: "erased"
            case .withheld: "withheld"
            }
        }
    }

    /// A line of the list. It never names a child.
    static func summary(_ row: OfferRow) -> JSON {
        [
            "id": .string(row.id.text),
            "reference": .string(row.reference),
            "provision": .provision(row.provisionID.text, row.provisionName),
            "status": .string(row.state),
            "offered_at": .instant(row.offeredAt),
            "answer_by": .instant(row.answerBy),
            "key_stage": .string(row.keyStage),
            "age_years": .number(row.ageYears),
            "needs": .strings(row.needs),
            "wanted_start": .string(row.wantedStart.description),
            "weeks": .number(row.weeks),
            "sessions_a_week": .number(row.sessionsAWeek),
        ]
    }

    /// What an answer answers.
    static func state(_ offer: PlacementOffer, of request: PlacementRequest) -> JSON {
        [
            "id": .string(offer.id), "status": .string(offer.state.code),
            "allowed_moves": moves(offer, of: request, for: offer.providerID),
        ]
    }

    /// The whole offer, with what is shared.
    static func whole(
        _ offer: PlacementOffer, of request: PlacementRequest, _ row: OfferRow, brief: Shared, _ said: SaidWords,
        agreed: Placement?, for caller: Placement.Actor, in book: LocalityBook
    ) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(offer.id)),
            ("reference", .string(request.reference)),
            ("provision", .provision(row.provisionID.text, row.provisionName)),
            ("status", .string(offer.state.code)),
            ("offered_at", .instant(row.offeredAt)),
            ("answer_by", .instant(row.answerBy)),
            ("answered_at", row.answeredAt.map { .instant($0) }),
            ("locality", .locality(code: request.locality, in: book)),
            ("key_stage", .string(request.facts.keyStage.code)),
            ("age_years", .number(request.facts.ageYears)),
            ("needs", .strings(request.facts.needs)),
            ("purpose", .string(request.purpose)),
            ("wanted_start", .string(request.wantedStart)),
            ("weeks", .number(request.weeks)),
            ("sessions_a_week", .number(request.sessionsAWeek)),
            ("urgency", .given(offer.urgency)),
            ("place", offer.place.map(place)),
            ("questions", questions(offer, said)),
            ("details_state", .string(brief.code)),
            ("brief", self.brief(brief)),
            ("placement", agreed.map { PlacementJSON.changed($0, for: caller) }),
            ("allowed_moves", moves(offer, of: request, for: caller.organisation)),
        ])
    }

    /// The moves of the request are those of its open offer alone.
    private static func moves(
        _ offer: PlacementOffer, of request: PlacementRequest, for organisation: String
    ) -> JSON {
        guard offer.state == .open else { return [] }
        return .strings(request.allowedMoves(for: .provider, organisation: organisation).map(\.code))
    }

    /// What is held: half days of the week, between two days.
    static func place(_ place: BookedPlace) -> JSON {
        ["from": .string(place.from), "to": .string(place.to), "sessions": .strings(place.sessions)]
    }

    /// What the provider wanted to know, and what it was told; without words where the child's key is gone.
    static func questions(_ offer: PlacementOffer, _ said: SaidWords) -> JSON {
        .array(
            offer.questions.map { question in
                .object(leavingOutNil: [
                    ("id", .string(question.id)),
                    ("words", said.questions[question.id].map { .string($0) }),
                    ("answered", .bool(question.answer != nil)),
                    ("answer", said.answers[question.id].map { .string($0) }),
                ])
            })
    }

    private static func brief(_ shared: Shared) -> JSON? {
        guard case .readable(let brief) = shared else { return nil }
        return .object(leavingOutNil: [
            ("given_name", .string(brief.givenName)),
            ("family_name", .string(brief.familyName)),
            ("date_of_birth", .string(brief.dateOfBirth)),
            ("purpose", .string(brief.purpose)),
            ("objectives", .strings(brief.objectives)),
            ("tried", .strings(brief.tried)),
            ("child_views", .string(brief.childViews)),
            ("family_views", .string(brief.familyViews)),
            ("reason", .string(brief.reason)),
            ("risks", .given(brief.risks) { .string($0) }),
            ("transport", .given(brief.transport)),
            ("reintegration", .given(brief.reintegration)),
            ("communication_needs", .given(brief.communicationNeeds)),
        ])
    }
}

extension JSON {
    /// A provision as others refer to it.
    static func provision(_ id: String, _ name: String) -> JSON { ["id": .string(id), "name": .string(name)] }
}
