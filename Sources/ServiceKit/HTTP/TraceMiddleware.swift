import EventFlow
import HTTPTypes
import Hummingbird

/// Joins each request to a trace: the caller's, when it sends a good `traceparent`, or else a new one.
///
/// While the request is handled ``EventFlow/TraceContext/current`` is that trace, so log lines and events carry it. The
/// answer names it in `trace-id`.
struct TraceMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        var generator = SystemRandomNumberGenerator()
        let caller = request.headers[.traceparent].flatMap(TraceContext.init(header:))
        var context = context
        context.trace = caller?.child(using: &generator) ?? context.trace
        let trace = context.trace
        var response = try await TraceContext.$current.withValue(trace) { [context] in
            try await next(request, context)
        }
        response.headers[.traceID] = trace.traceID
        return response
    }
}
