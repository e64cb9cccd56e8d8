import Hummingbird
import Postgres
import ServiceKit

/// `GET /v1/events`: an agency follows along what happens to its referrals.
struct FeedAPI: Sendable {
    let pool: PostgresPool
    let watch: FeedWatch

    func add(to router: HubRouter) {
        router.get("/v1/events", use: events)
    }

    private func events(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.agency)
        return try await page(FeedRequest(request, of: identity.organisation)).response
    }

    /// What there is, or else what comes while the caller waits. Nobody holds a connection to the database meanwhile.
    func page(_ request: FeedRequest) async throws -> FeedPage {
        let page = try await FeedPage.read(request, in: pool)
        guard page.items.isEmpty, request.wait > .zero,
            await watch.hasNews(for: request.organisation, after: request.after, atMost: request.wait)
        else { return page }
        return try await FeedPage.read(request, in: pool)
    }
}
