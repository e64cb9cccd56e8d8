import Contracts
import FoundationEssentials

/// Who asks, as their verified token says.
public struct Identity: Sendable, Equatable {
    /// The person or system: `sub`.
    public let subject: String
    /// The organisation they act for: `org`.
    public let organisation: String
    /// What they may be here; roles of other systems are left out.
    public let roles: Set<Role>
    /// For agencies: education, health, police, …
    public let agencyKind: String?
    /// District codes, or `out_of_area` and `unrouted`, whose queues a coordinator may work.
    public let localities: Set<String>
    /// The registered client, when a machine signed in as itself; `nil` for people.
    public let client: String?
    /// What the token was given for; `nil` when it says nothing about it, as people's do.
    public let scopes: Set<AccessScope>?
    /// From when on the token counts no more.
    public let expires: Date

    /// An identity as a token would give it, for tests and for parts that act by themselves.
    public init(
        subject: String, organisation: String, roles: Set<Role>, agencyKind: String? = nil,
        localities: Set<String> = [], client: String? = nil, scopes: Set<AccessScope>? = nil, expires: Date
    ) {
        self.subject = subject
        self.organisation = organisation
        self.roles = roles
        self.agencyKind = agencyKind
        self.localities = localities
        self.client = client
        self.scopes = scopes
        self.expires = expires
    }

    /// Whether the caller has at least one of `roles`.
    public func has(_ roles: Role...) -> Bool { !self.roles.isDisjoint(with: roles) }

    /// Requires at least one of `roles`.
    /// - Throws: ``Problem`` 403.
    public func require(_ roles: Role...) throws(Problem) {
        guard self.roles.isDisjoint(with: roles) else { return }
        let words = roles.map(\.rawValue).joined(separator: " or ")
        throw .forbidden(code: "role_required", "This needs the role \(words).")
    }

    /// Requires the token to have been given for `scope`, if it says at all what it was given for.
    /// - Throws: ``Problem`` 403 with the challenge of RFC 6750, section 3.1.
    public func require(scope: AccessScope) throws(Problem) {
        guard let scopes, !scopes.contains(scope) else { return }
        throw .insufficientScope(scope.rawValue)
    }

    /// Whether the queue of `locality` is one of the caller's.
    public func covers(locality: String) -> Bool { localities.contains(locality) }

    /// Requires the queue of `locality` to be one of the caller's.
    /// - Throws: ``Problem`` 403.
    public func require(locality: String) throws(Problem) {
        guard covers(locality: locality) else {
            throw .forbidden(code: "other_locality", "This belongs to a locality that is not one of yours.")
        }
    }

    /// Requires the caller to act for `organisation`. Another organisation's things do not exist for them.
    /// - Throws: ``Problem`` 404.
    public func require(organisation: String) throws(Problem) {
        guard self.organisation == organisation else { throw .notFound() }
    }
}
