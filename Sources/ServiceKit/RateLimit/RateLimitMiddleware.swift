import HTTPTypes
import Hummingbird

/// Holds every signed-in client to its quota, and tells it with every answer what is left of it.
///
/// A client is a subject of an organisation, as for idempotency keys. Whoever is not signed in is not counted here.
struct RateLimitMiddleware: RouterMiddleware {
    let limiter: RateLimiter

    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        guard let identity = context.verifiedIdentity else { return try await next(request, context) }
        return try await limiter.counting("\(identity.organisation)\n\(identity.subject)") {
            try await next(request, context)
        }
    }
}
