import Contracts
import HTTPTypes
import Hummingbird
import Logging
import Postgres
import ServiceKit

/// How the systems of agencies sign in: the token endpoint, and what a client has to know about it.
struct Machines: Sendable {
    private let registry: ClientRegistry
    private let endpoint: TokenEndpoint?
    private let metadata: JSON
    private let keySet: JSON?

    /// The settings of this part.
    static let settings = [
        Setting(
            "intake.url", .address(schemes: ["http", "https"]),
            meaning: "address under which agencies reach this service, without a slash at its end"),
        Setting("token.keys", .file, meaning: "file with the private key that signs machines' tokens (JWK or JWKS)"),
        Setting(
            "token.rate.limit", .quota, default: "120/60",
            meaning: "requests/seconds a client has at the token endpoint, or off"),
    ]

    /// - Throws: ``ConfigurationError`` for a file of keys that cannot be used, or that services would not believe.
    init(host: ServiceHost) async throws {
        let settings = host.settings
        let url = settings.text("intake.url") ?? "http://\(settings.httpHost):\(settings.httpPort)"
        registry = ClientRegistry(pool: host.pool, now: host.realNow)
        metadata = Self.metadata(issuer: settings.authIssuer, url: url)
        guard let path = settings.text("token.keys") else {
            host.logger.notice("No system of an agency can sign in: token.keys is not set")
            (endpoint, keySet) = (nil, nil)
            return
        }
        let signer = try await TokenSigner(file: path, setting: "token.keys", settings)
        keySet = signer.keySet
        endpoint = TokenEndpoint(
            registry: registry, signer: signer, audiences: ["\(url)/oauth2/token", settings.authIssuer],
            limits: TokenLimits(settings.quota("token.rate.limit")), logger: host.logger, now: host.realNow)
    }

    /// Adds the endpoints. Whatever is added after them is behind the gate.
    func add(to router: HubRouter) {
        if let endpoint, let keySet {
            router.post("/oauth2/token", use: endpoint.answer)
            router.get("/.well-known/oauth-authorization-server") { [metadata] _, _ in Self.public(metadata) }
            router.get("/oauth2/jwks") { _, _ in Self.public(keySet) }
        }
        router.add(middleware: MachineGate(registry: registry))
    }

    private static func `public`(_ json: JSON) -> Response {
        var response = Response.json(json)
        response.headers[.cacheControl] = "public, max-age=300"
        return response
    }

    /// RFC 8414, section 2.
    private static func metadata(issuer: String, url: String) -> JSON {
        [
            "issuer": .string(issuer), "token_endpoint": .string("\(url)/oauth2/token"),
            "jwks_uri": .string("\(url)/oauth2/jwks"), "response_types_supported": [],
            "grant_types_supported": ["client_credentials"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": .array(
                ClientAssertion.algorithms.map { .string($0) }),
            "scopes_supported": .array(AccessScope.allCases.map { .string($0.rawValue) }),
            "service_documentation": .string("\(url)/docs"),
        ]
    }
}
