import HTTPTypes
import Hummingbird
import Metrics

/// Measures requests by route template, method and class of status. The path itself holds ids, so it is never a label.
struct RequestMetricsMiddleware: RouterMiddleware {
    let factory: any MetricsFactory

    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        let started = ContinuousClock.now
        let response = try await next(request, context)
        let elapsed = (ContinuousClock.now - started).components
        Metrics.Timer(
            label: "http_request_duration_seconds",
            dimensions: [
                ("route", Self.route(context.endpointPath)), ("method", Self.method(request.method)),
                ("status", "\(response.status.code / 100)xx"),
            ], factory: factory
        ).recordNanoseconds(elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000)
        return response
    }

    private static func route(_ path: String?) -> String {
        guard let path, path.hasPrefix("/") else { return "none" }
        return path
    }

    /// Anybody may send any word as a method; each would become a series.
    private static func method(_ method: HTTPRequest.Method) -> String {
        switch method {
        case .get, .head, .post, .put, .patch, .delete, .options: method.rawValue
        default: "other"
        }
    }
}
