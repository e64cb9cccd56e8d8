import Contracts
import HTTPTypes
import Hummingbird
import ServiceKit

/// Lets a machine do what its token was given for, as long as it is enabled. People pass.
///
/// It judges by the route that was found and the method, so that an endpoint added later is behind it, too.
struct MachineGate: RouterMiddleware {
    let registry: ClientRegistry

    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        guard let identity = try? context.identity else { return try await next(request, context) }
        if let client = identity.client, try await !registry.isEnabled(client) {
            throw Problem.unauthorised(error: "invalid_token", "The client this token was given to is disabled.")
        }
        try identity.require(scope: Self.scope(of: request.method, context.endpointPath ?? ""))
        return try await next(request, context)
    }

    /// What an endpoint of an agency demands.
    static func scope(of method: HTTPRequest.Method, _ route: String) -> AccessScope {
        guard method == .get || method == .head else { return .referralsWrite }
        return route == "/v1/events" || route.hasPrefix("/v1/events/") ? .eventsRead : .referralsRead
    }
}
