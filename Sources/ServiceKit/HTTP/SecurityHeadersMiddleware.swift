import HTTPTypes
import Hummingbird

/// Gives every answer the headers that keep it from being stored, sniffed, framed or leaked by a referrer.
///
/// A handler may set its own value for any of them, as pages with styles and scripts must.
struct SecurityHeadersMiddleware: RouterMiddleware {
    typealias Context = HubContext

    private static let defaults: [(HTTPField.Name, String)] = [
        (.cacheControl, "no-store"),
        (.xContentTypeOptions, "nosniff"),
        (.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
        (.referrerPolicy, "no-referrer"),
        (.strictTransportSecurity, "max-age=31536000; includeSubDomains"),
    ]

    func handle(
        _ request: Request, context: HubContext, next: (Request, HubContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in Self.defaults where response.headers[name] == nil {
            response.headers[name] = value
        }
        return response
    }
}

extension HTTPField.Name {
    static let referrerPolicy = Self.known("Referrer-Policy")
    static let traceID = Self.known("trace-id")
    static let idempotencyKey = Self.known("Idempotency-Key")
    /// Says “true” on an answer that was given before, for the same Idempotency-Key.
    public static let idempotencyReplayed = Self.known("Idempotency-Replayed")

    /// A name written here as a constant, so always a token: the fallback is never used.
    static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .via }
}
