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
        let identity = try context.identity
        return .json(
            PlacementRequestJSON.whole(
                placement, row, offers: offers,
                said: try await SaidWords.read(of: placement, id, reader, keyring, host.pool),
                agreed: try await Self.agreed(placement, in: host), for: PlacementAPI.actor(identity),
                names: try await Directory.names(of: Set(ids), in: host.pool), in: try LocalityNames.book(results[2])),
            version: loaded.version)
    }

    /// What came of the offer that was accepted; `nil` before it was agreed.
    static func agreed(_ request: PlacementRequest, in host: ServiceHost) async throws -> Placement? {
        guard let offer = request.acceptedOffer, let id = UUID(uuidString: offer.id) else { return nil }
        return try await host.events.read(Placement.self, id).state
    }

    /// The request's row, where its case is in one of the caller's localities: of others they do not learn that there is one.
    static func visible(_ id: UUID, to identity: Identity) -> PostgresQuery {
        """
        \(fragment: PlacementRequestRow.selection)
        where id = \(id) and \(fragment: MovedCases.locality) = any(\(identity.localities.sorted()))
        """
    }
}
