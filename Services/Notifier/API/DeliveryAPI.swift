import Contracts
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// What was sent, for those who run the hub: neither addresses nor words.
struct DeliveryAPI: Sendable {
    let pool: PostgresPool

    func add(to router: HubRouter) {
        router.get("/v1/deliveries", use: list)
    }

    /// Newest first. Ids grow with time, so they are the order and the cursor.
    @Sendable private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.require(.operator)
        let page = try PageRequest(request, keys: 1)
        let filter = try DeliveryFilter(request.uri.queryParameters, after: page.after.first)
        let rows = try await pool.query(
            """
            select id, referral_id, template, audience, status, queued_at, settled_at, failure from delivery
            where true \(fragment: filter.conditions)
            order by id desc limit \(page.limit + 1)
            """
        ).decode(
            UUID.self, UUID.self, String.self, String.self, String.self, Date.self, Date?.self, DeliveryFailure?.self)
        return page.response(request, rows, cursor: { [$0.0.text] }) {
            Self.json($0.0, $0.1, $0.2, $0.3, $0.4, $0.5, $0.6, $0.7)
        }
    }

    private static func json(
        _ id: UUID, _ referralID: UUID, _ template: String, _ audience: String, _ status: String, _ queuedAt: Date,
        _ settledAt: Date?, _ failure: DeliveryFailure?
    ) -> JSON {
        var members: [JSON.Member] = [
            .init("id", .string(id.text)), .init("referral_id", .string(referralID.text)),
            .init("template", .string(template)), .init("audience", .string(audience)),
            .init("status", .string(status)), .init("queued_at", .string(RFC3339.text(queuedAt))),
        ]
        if let settledAt { members.append(.init("settled_at", .string(RFC3339.text(settledAt)))) }
        if let failure { members.append(.init("failure", .string(failure.published.rawValue))) }
        return .object(members)
    }
}
