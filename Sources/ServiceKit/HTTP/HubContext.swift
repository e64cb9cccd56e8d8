import EventFlow
import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import Privacy

/// What is known about a request while it is handled: who asks, and which trace it belongs to.
public struct HubContext: RequestContext {
    /// What Hummingbird keeps for itself.
    public var coreContext: CoreRequestContextStorage
    /// Who asks; set for every path under `/v1` before its handler runs.
    var verifiedIdentity: Identity?
    /// The trace the request belongs to. Its trace id is what problems call `instance`.
    public internal(set) var trace: TraceContext

    private let remote: SocketAddress?

    /// Called by Hummingbird for every request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remote = source.channel.remoteAddress
        trace = .random()
    }

    /// The caller.
    /// - Throws: ``Problem`` 401 when the path does not require a token and none was sent.
    public var identity: Identity {
        get throws(Problem) {
            guard let verifiedIdentity else { throw .unauthorised(error: nil, "Send a bearer token.") }
            return verifiedIdentity
        }
    }

    /// The address at the other end of the connection: the caller's, or that of a gateway in front. What a gateway says
    /// about the caller is not believed.
    public var remoteAddress: String { remote?.ipAddress ?? "" }

    /// A path parameter that is a UUID.
    /// - Throws: ``Problem`` 404 when it is none: there cannot be anything at such an address.
    public func id(_ name: String = "id") throws(Problem) -> UUID {
        guard let id = parameters.get(name).flatMap(UUID.init(uuidString:)) else { throw .notFound() }
        return id
    }

    /// The caller as the access log remembers whoever opens a child's details.
    /// - Throws: ``Problem`` 401 without a token, 403 when the caller does not have `role`.
    public func reader(as role: Role) throws(Problem) -> Reader {
        let identity = try identity
        try identity.require(role)
        return Reader(
            subject: identity.subject, role: role.rawValue, organisation: identity.organisation, traceID: trace.traceID)
    }
}
