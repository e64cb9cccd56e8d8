import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit

/// Requests for a place in a coordinator's localities. A request elsewhere does not exist for them.
struct PlacementRequestAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring

    func add(to router: HubRouter) {
        router.get("/v1/placement-requests", use: list)
        router.get("/v1/placement-requests/{id}", use: read)
        router.post("/v1/placement-requests/{id}/decline-confirmations", use: confirmDecline)
    }

    /// In the order of their coming. Lists never name a child.
    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let page = try PageRequest(request, keys: 1)
        var filter: PostgresQuery = ""
        if let referral = try request.id("referral") { filter = "and referral_id = \(referral)" }
        // Nobody ever sees `requested`: ranking is part of the same transaction.
        if let state = try request.code("status", among: PlacementState.allCases.filter { $0 != .requested }) {
            filter = "\(fragment: filter) and state = \(state.code)"
        }
        if let last = try page.lastID {
            // A request is never removed, and its place in the list never changes.
            filter = """
                \(fragment: filter)
                and (requested_at, id) > (select requested_at, id from placement_request where id = \(last))
                """
        }
        let rows = try await host.pool.query(
            """
            \(fragment: PlacementRequestRow.selection)
            where \(fragment: MovedCases.isIn(identity.localities.sorted())) \(fragment: filter)
            order by requested_at, id limit \(page.limit + 1)
            """
        ).map(PlacementRequestRow.init)
        let book = try await LocalityNames.book(in: host.pool)
        return page.response(request, rows, cursor: { [$0.id.text] }) { PlacementRequestJSON.summary($0, in: book) }
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let id = try context.id()
        let loaded = try await host.events.read(PlacementRequest.self, id)
        guard let placement = loaded.state else { throw Problem.notFound() }
        let results = try await host.pool.pipeline([
            Self.visible(id, to: try context.identity),
            "\(fragment: OfferRow.selection) where offer.request_id = \(id)",
            LocalityNames.question,
        ])
        guard let row = try results[0].map(PlacementRequestRow.init).first else { throw Problem.notFound() }
        let offers = Dictionary(
            try results[1].map(OfferRow.init).map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
        let ids = placement.candidates.map(\.provisionID) + placement.excluded.map(\.provisionID)
        return .json(
            PlacementRequestJSON.whole(
                placement, row, offers: offers,
                words: try await declineWords(of: placement, id, reader),
                names: try await Directory.names(of: Set(ids), in: host.pool), in: try LocalityNames.book(results[2])),
            version: loaded.version)
    }

    /// What providers said when they declined, by offer; without those whose child's key is gone.
    private func declineWords(
        of request: PlacementRequest, _ id: UUID, _ reader: Reader
    ) async throws -> [String: String] {
        guard request.offers.contains(where: { $0.declineCode != nil }) else { return [:] }
        let payloads = try await host.pool.query(
            """
            select payload from event_log
            where subject = \(id) and type = \(PlacementEvent.Kind.declined.rawValue) order by version
            """
        ).decode([UInt8].self)
        var words: [String: String] = [:]
        for payload in payloads {
            guard case .declined(let declined) = try PlacementEvent(kind: .declined, bytes: payload) else { continue }
            do {
                words[declined.offerID] = try await keyring.open(
                    declined.words, as: DeclineWords.self, by: reader, purpose: "read_decline",
                    referral: UUID(uuidString: request.referralID)
                ).words
            } catch PrivacyError.erased {
                continue
            }
        }
        return words
    }

    private func confirmDecline(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let id = try context.id()
        let ifMatch = try IfMatch(request)
        let body = try await JSONBody(request)
        let reader = FieldReader(body)
        let offer = reader.uuid("offer_id")
        try reader.finish()
        return try await host.idempotent(request, context, body: body) { transaction in
            let loaded = try await transaction.load(PlacementRequest.self, id)
            let isVisible = try await transaction.sql.query(Self.visible(id, to: identity)).count == 1
            guard let placement = loaded.state, isVisible else { throw Problem.notFound() }
            try ifMatch.require(loaded)
            let time = host.now()
            let confirmation = DeclineConfirmation(
                offerID: offer.text, by: identity.subject, nextOfferID: UUID.v7(at: time),
                withPlaces: try await Directory.withPlaces(in: transaction.sql))
            let events = try Problem.rules {
                try PlacementRequest.decide(placement, .confirmDecline(confirmation), now: time)
            }
            let (now, version) = try await PlacementRecord.commit(events, to: id, loaded, at: time, in: transaction)
            return .ok(version: version, PlacementRequestJSON.state(now))
        }
    }

    /// The request's row, where its case is in one of the caller's localities: of others they do not learn that there is one.
    private static func visible(_ id: UUID, to identity: Identity) -> PostgresQuery {
        """
        \(fragment: PlacementRequestRow.selection)
        where id = \(id) and \(fragment: MovedCases.locality) = any(\(identity.localities.sorted()))
        """
    }
}
