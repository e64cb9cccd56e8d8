import EventFlow
import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import Privacy

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

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

    /// Whom a limit by address counts: the other end of the connection, which is the caller or a gateway in front. What
    /// anybody writes about it in a header (`Forwarded`, `X-Forwarded-For`) is not believed.
    public var remoteNetwork: String { remote?.network ?? "" }

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

extension SocketAddress {
    /// An IPv4 address; of IPv6 the first 64 bits, because whoever has one address of those has them all. IPv4 that comes by
    /// way of IPv6 is IPv4.
    var network: String {
        let text = ipAddress ?? ""
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &bytes) == 1 else { return text }
        if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
            return bytes.suffix(4).map { String($0) }.joined(separator: ".")
        }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
}
