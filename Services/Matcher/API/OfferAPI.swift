import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit

/// What a provider has been asked, and its answers. An offer to another organisation does not exist for it.
struct OfferAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring

    func add(to router: HubRouter) {
        router.get("/v1/offers", use: list)
        router.get("/v1/offers/{id}", use: read)
        router.post("/v1/offers/{id}/acceptance", use: accept)
        router.post("/v1/offers/{id}/decline", use: decline)
        router.post("/v1/offers/{id}/questions", use: ask)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.provider)
        let page = try PageRequest(request, keys: 1)
        var filter: PostgresQuery = ""
        if let state = try request.code("status", among: OfferState.allCases) {
            filter = "and offer.state = \(state.code)"
        }
        if let last = try page.lastID {
            // An offer is never removed, and its place in the list never changes.
            filter = """
                \(fragment: filter)
                and (offer.answer_by, offer.id) > (select answer_by, id from offer where id = \(last))
                """
        }
        let rows = try await host.pool.query(
            """
            \(fragment: OfferRow.selection) where offer.provider_id = \(identity.organisation) \(fragment: filter)
            order by offer.answer_by, offer.id limit \(page.limit + 1)
            """
        ).map(OfferRow.init)
        return page.response(request, rows, cursor: { [$0.id.text] }, item: OfferJSON.summary)
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .provider)
        let id = try context.id()
        let row = try await host.pool.query(
            """
            \(fragment: OfferRow.selection) where offer.id = \(id) and offer.provider_id = \(reader.organisation)
            """
        ).map(OfferRow.init).first
        guard let row else { throw Problem.notFound() }
        let loaded = try await host.events.read(PlacementRequest.self, row.requestID)
        guard let placement = loaded.state, let offer = placement.offer(id.text) else { throw Problem.notFound() }
        let brief = try await brief(of: placement, for: offer, reader)
        let book = try await LocalityNames.book(in: host.pool)
        let identity = try context.identity
        // A placement comes of the offer that was accepted alone.
        let agreed = offer.state == .accepted ? try await PlacementRequestAPI.agreed(placement, in: host) : nil
        let said =
            brief.isWithheld ? SaidWords() : try await SaidWords.read(of: offer, placement, reader, keyring)
        return .json(
            OfferJSON.whole(
                offer, of: placement, row, brief: brief, said, agreed: agreed, for: PlacementAPI.actor(identity),
                in: book),
            version: loaded.version)
    }

    /// What is shared: nothing any more once the provider has declined, or is not asked any more. Who has accepted goes on
    /// reading even when consent is withdrawn later: that stops further sharing, and the child is with them already.
    private func brief(
        of request: PlacementRequest, for offer: PlacementOffer, _ reader: Reader
    ) async throws -> OfferJSON.Shared {
        switch offer.state {
        case .declined, .declineConfirmed, .expired, .withdrawn: return .withheld
        case .open, .accepted: break
        }
        do {
            return .readable(
                try await keyring.open(
                    request.brief, as: PlacementBrief.self, by: reader, purpose: .readOffer,
                    referral: UUID(uuidString: request.referralID)))
        } catch PrivacyError.erased {
            return .erased
        }
    }

    private func accept(_ request: Request, _ context: HubContext) async throws -> Response {
        let answering = try answering(request, context)
        return try await host.idempotent(request, context) { transaction in
            Self.response(try await answering.accept(in: transaction))
        }
    }

    private func decline(_ request: Request, _ context: HubContext) async throws -> Response {
        let answering = try answering(request, context)
        let body = try await JSONBody(request)
        let draft = try Self.draft(body)
        return try await host.idempotent(request, context, body: body) { transaction in
            let answered = try await answering.decline(draft, in: transaction) { words, child in
                try await keyring.seal(words, for: child)
            }
            return Self.response(answered)
        }
    }

    /// A question before the answer; the time to answer goes on.
    private func ask(_ request: Request, _ context: HubContext) async throws -> Response {
        let answering = try answering(request, context)
        let body = try await JSONBody(request)
        let reader = FieldReader(body)
        let draft = OfferWordsDraft(words: reader.string("words", max: 2000, multiline: true))
        try reader.finish()
        return try await host.idempotent(request, context, body: body) { transaction in
            let asked = try await answering.ask(draft, in: transaction) { words, child in
                try await keyring.seal(words, for: child)
            }
            return Self.response(asked)
        }
    }

    private func answering(_ request: Request, _ context: HubContext) throws -> OfferAnswering {
        let identity = try context.identity
        try identity.require(.provider)
        let ifMatch = try IfMatch(request)
        return OfferAnswering(
            answer: OfferAnswer(
                offerID: try context.id().text, providerID: identity.organisation, by: identity.subject),
            requireVersion: { try ifMatch.require($0) }, now: host.now)
    }

    /// The body of a decline: shape and types here, rules in ``DeclineDraft``.
    private static func draft(_ body: JSONBody) throws -> DeclineDraft {
        let reader = FieldReader(body)
        let draft = DeclineDraft(
            code: reader.code("code", of: Set(DeclineReason.allCases.map(\.code))),
            words: reader.string("words", max: 500, multiline: true))
        try reader.finish()
        return draft
    }

    private static func response(_ answered: OfferAnswering.Answered) -> CommandResponse {
        .ok(version: answered.version, OfferJSON.state(answered.offer, of: answered.request))
    }
}
