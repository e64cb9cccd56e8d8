import EventFlow
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore

/// Turns whatever a handler throws into a problem+json answer, counts it by its code, and logs what is our fault and who
/// was kept out.
struct ProblemMiddleware: RouterMiddleware {
    let factory: any MetricsFactory

    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(describing: error)
            Counter(label: "http_problems_total", dimensions: [("code", problem.code)], factory: factory).increment()
            Self.log(error, problem, request, context)
            return problem.response(instance: context.trace.traceID)
        }
    }

    private static func log(_ error: any Error, _ problem: Problem, _ request: Request, _ context: HubContext) {
        let (level, message): (Logger.Level, Logger.Message)
        switch problem.status.code {
        case 500...: (level, message) = (.error, "A request could not be completed")
        // Who was kept out of what is for the audit to see.
        case 401, 403: (level, message) = (.notice, "A request was refused")
        default: return
        }
        context.logger.log(
            level: level, message,
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "none")",
                "status": "\(problem.status.code)", "code": "\(problem.code)", "why": "\(ErrorWords.safe(error))",
            ])
    }
}

extension Problem {
    /// The answer to send.
    public func response(instance: String?) -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json(instance: instance).bytes))
        )
    }
}
