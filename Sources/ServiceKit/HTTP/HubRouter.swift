import HTTPTypes
import Hummingbird
import Synchronization

/// The router of a service: Hummingbird's, which also answers 405 with `Allow` where a path exists but not for the
/// method asked.
///
///     router.get("/v1/referrals/{id}") { request, context in … }
public final class HubRouter: RouterMethods {
    /// What handlers are given beside the request.
    public typealias Context = HubContext

    private let router = Router(context: HubContext.self, options: .autoGenerateHeadEndpoints)
    /// Methods registered, by path. Routes are added by one task, before the server takes requests.
    private let methods = Mutex<[String: (path: RouterPath, methods: [HTTPRequest.Method])]>([:])

    init(middlewares: [any MiddlewareProtocol<Request, Response, HubContext>]) {
        for middleware in middlewares { router.add(middleware: middleware) }
    }

    /// Adds an endpoint; `get`, `post` and the others come down to this.
    @discardableResult
    public func on<Responder: HTTPResponder>(
        _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
    ) -> Self where Responder.Context == HubContext {
        router.on(path, method: method, responder: responder)
        methods.withLock { $0[path.description, default: (path, [])].methods.append(method) }
        return self
    }

    /// Adds a middleware for the endpoints added after it.
    @discardableResult
    public func add(middleware: any MiddlewareProtocol<Request, Response, HubContext>) -> Self {
        router.add(middleware: middleware)
        return self
    }

    /// Ends the adding of routes.
    func buildResponder() -> RouterResponder<HubContext> {
        let paths = methods.withLock { $0.values.map { $0 } }
        for (path, registered) in paths {
            var allowed = Set(registered)
            if allowed.contains(.get) { allowed.insert(.head) }
            let allow = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.knownMethods where !allowed.contains(method) {
                router.on(path, method: method) { _, _ -> Response in
                    throw Problem(
                        status: .methodNotAllowed, code: "method_not_allowed", title: "Not with this method",
                        detail: "This address takes \(allow).", headers: [.allow: allow])
                }
            }
        }
        return router.buildResponder()
    }

    private static let knownMethods: [HTTPRequest.Method] =
        [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    /// The request as the routes know it. Anybody may send any word as a method: one that is none of ours is asked for as
    /// `TRACE`, which no address takes, so that it is answered as every wrong method is.
    static func routable(_ request: Request) -> Request {
        guard !knownMethods.contains(request.method) else { return request }
        var head = request.head
        head.method = .trace
        return Request(head: head, body: request.body)
    }
}
