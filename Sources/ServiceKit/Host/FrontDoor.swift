import Hummingbird
import Synchronization

/// What answers requests: at first only the operational endpoints, and the whole service once it has been built.
///
/// The server listens from the first moment, so that whoever watches can tell a service that waits for its database from
/// one that is not there.
final class FrontDoor: HTTPResponder {
    typealias Context = HubContext

    private let current: Mutex<RouterResponder<HubContext>>
    private let health: Health
    private let metrics: PrometheusRegistry
    private let operational: OperationalRoutes

    init(health: Health, metrics: PrometheusRegistry, openAPI: String) {
        self.health = health
        self.metrics = metrics
        operational = OperationalRoutes(health: health, metrics: metrics, openAPI: openAPI)
        let router = HubRouter(middlewares: Self.manners(metrics) + [NotYetMiddleware(health: health)])
        operational.add(to: router)
        current = Mutex(router.buildResponder())
    }

    /// Lets the service's own endpoints answer from now on.
    /// - Parameter rateLimit: what each signed-in client may ask; `nil` for as much as it likes.
    func open(verifier: TokenVerifier, rateLimit: RateQuota?, routes: (HubRouter) -> Void) {
        let router = HubRouter(middlewares: Self.manners(metrics) + [AuthenticationMiddleware(verifier: verifier)])
        if let rateLimit { router.add(middleware: RateLimitMiddleware(limiter: RateLimiter("client", rateLimit))) }
        operational.add(to: router)
        routes(router)
        let responder = router.buildResponder()
        current.withLock { $0 = responder }
    }

    func respond(to request: Request, context: HubContext) async throws -> Response {
        try await current.withLock { $0 }.respond(to: HubRouter.routable(request), context: context)
    }

    /// What every answer goes through, outermost first.
    private static func manners(
        _ metrics: PrometheusRegistry
    ) -> [any MiddlewareProtocol<Request, Response, HubContext>] {
        [
            TraceMiddleware(), RequestMetricsMiddleware(factory: metrics), SecurityHeadersMiddleware(),
            ProblemMiddleware(factory: metrics),
        ]
    }
}

/// Answers 503 for everything that does not exist yet.
private struct NotYetMiddleware: RouterMiddleware {
    let health: Health

    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        guard context.endpointPath?.hasPrefix("/") == true else {
            guard case .starting(let why) = health.phase else { throw Problem.unavailable("The service is stopping.") }
            throw Problem.unavailable("The service is starting. \(why)")
        }
        return try await next(request, context)
    }
}
