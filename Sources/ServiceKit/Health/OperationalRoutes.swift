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
        router.get("/health/live") { _, _ in JSON.object([.init("status", "live")]).response() }
        router.get("/health/ready") { [health] _, _ in
            let report = await health.report()
            return report.json.response(status: report.isReady ? .ok : .serviceUnavailable)
        }
        router.get("/metrics") { [metrics] _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: metrics.render())))
        }
        router.get("/openapi.json") { [openAPI] _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "public, max-age=300"],
                body: .init(byteBuffer: ByteBuffer(string: openAPI)))
        }
    }
}

extension JSON {
    /// The value as an answer: `application/json`, with the `ETag` of `version` when there is one.
    public func response(status: HTTPResponse.Status = .ok, version: Int64? = nil) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let version { headers[.eTag] = ETag.text(version) }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
