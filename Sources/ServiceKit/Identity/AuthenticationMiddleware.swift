import HTTPTypes
import Hummingbird

/// Lets nobody without a good token reach an endpoint under `/v1`.
///
/// It decides by the route that was found, not by the path as it was written, so that no spelling of an address slips
/// past it.
struct AuthenticationMiddleware: RouterMiddleware {
    let verifier: TokenVerifier

    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        guard let route = context.endpointPath, route == "/v1" || route.hasPrefix("/v1/") else {
            return try await next(request, context)
        }
        var context = context
        context.verifiedIdentity = try await verifier.identity(authorization: request.headers[.authorization])
        return try await next(request, context)
    }
}
