import Contracts
import HTTPTypes
import Hummingbird
import NIOCore

/// The endpoints every service has for those who run it and those who call it. None needs a token, none tells anything
/// about anybody.
struct OperationalRoutes: Sendable {
    let health: Health
    let metrics: PrometheusRegistry
    /// The OpenAPI document, as JSON.
    let openAPI: String

    func add(to router: HubRouter) {
        router.get("/health/live") { _, _ in Response.json(["status": "live"]) }
        router.get("/health/ready") { [health] _, _ in
            let report = await health.report()
            return Response.json(report.json, status: report.isReady ? .ok : .serviceUnavailable)
        }
        router.get("/metrics") { [metrics] _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: await metrics.render())))
        }
        router.get("/openapi.json") { [openAPI] _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "public, max-age=300"],
                body: .init(byteBuffer: ByteBuffer(string: openAPI)))
        }
    }
}
