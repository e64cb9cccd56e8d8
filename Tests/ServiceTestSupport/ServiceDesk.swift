import Foundation
import HTTPTypes
import ServiceKit

/// A service in this process, with hands for one kind of work at it.
public protocol ServiceDesk: Sendable {
    /// The service itself.
    var service: ServiceInProcess { get }
    /// Who asks where a test names nobody else.
    static var caller: Identity { get }
}

extension ServiceDesk {
    /// Sends a request and reads the answer; see ``ServiceInProcess/send(_:_:_:raw:as:key:match:tag:media:accept:)``.
    @discardableResult
    public func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, raw: [UInt8]? = nil,
        as identity: Identity? = Self.caller, key: UUID? = UUID(), match: Int? = nil, tag: String? = nil,
        media: String = "application/json", accept: String? = nil
    ) async throws -> Reply {
        try await service.send(
            method, path, body, raw: raw, as: identity, key: key, match: match, tag: tag, media: media, accept: accept)
    }

    /// The time it is, for the service.
    public var now: Date { service.now }
}

extension Identity {
    /// Somebody with that role, whose token never ends.
    public static func someone(
        _ role: Role, subject: String? = nil, organisation: String = "authority", agencyKind: String? = nil,
        localities: Set<String> = []
    ) -> Identity {
        Identity(
            subject: subject ?? "\(role.rawValue)-1", organisation: organisation, roles: [role],
            agencyKind: agencyKind, localities: localities, expires: .distantFuture)
    }
}
