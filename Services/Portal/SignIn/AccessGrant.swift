import FoundationEssentials
import Postgres
import ServiceKit

/// What somebody has been given, until it ends or is taken back. It is never changed: another takes its place.
struct AccessGrant: Sendable, Equatable {
    let id: UUID
    let subject: String
    let name: String
    let organisation: String
    let agencyKind: String?
    let roles: Set<Role>
    let localities: [String]

    /// The person whom an issuer describes, as far as they have been given access: what it says can make that less, never
    /// more.
    /// - Parameter claims: what the ID token says.
    /// - Throws: ``GrantConflict``
    func person(_ claims: JSON, of issuer: Issuer) throws(GrantConflict) -> Person {
        func said(_ name: String?) -> [String] { name.map { claims.texts(ofClaim: $0) } ?? [] }
        let names = issuer.claims
        guard said(names.organisation).allSatisfy({ $0 == organisation }) else { throw .organisation }
        guard said(names.agencyKind).allSatisfy({ $0 == agencyKind }) else { throw .agencyKind }
        let claimedRoles = said(names.roles)
        let roles = claimedRoles.isEmpty ? roles : roles.intersection(claimedRoles.compactMap { issuer.roles[$0] })
        guard !roles.isEmpty else { throw .roles }
        let claimedLocalities = said(names.localities)
        let localities = localities.filter { claimedLocalities.isEmpty || claimedLocalities.contains($0) }
        return Person(
            subject: subject, displayName: said(names.name).first ?? name, organisation: organisation, roles: roles,
            agencyKind: agencyKind, localities: localities)
    }
}

/// How what an issuer says of somebody and what they were given do not fit.
enum GrantConflict: String, Error {
    case organisation = "grant_organisation"
    case agencyKind = "grant_agency_kind"
    /// None of the roles they have at the issuer is one that they were given.
    case roles = "grant_roles"

    func words(_ issuer: String) -> String {
        switch self {
        case .organisation:
            "\(issuer) says that you work for another organisation than the one you were given access for."
        case .agencyKind:
            "\(issuer) says that your organisation is of another kind than the one you were given access for."
        case .roles: "None of the roles you have at \(issuer) is one that you were given here."
        }
    }
}

extension JSON {
    /// The texts of a claim, which may be one or a list; empty ones do not count. The name is one member's, whatever
    /// characters are in it.
    func texts(ofClaim name: String) -> [String] {
        guard case .object(let members) = self, let value = members.first(where: { $0.name == name })?.value else {
            return []
        }
        let texts = value.words.map { [$0] } ?? value.strings
        return texts.filter { !$0.isEmpty }
    }
}

/// Somebody a case can be given to.
struct Colleague: Sendable, Hashable {
    /// Of the token.
    let subject: String
    let name: String
}

/// The grants there are, for those who sign in. `hub people` makes and ends them.
struct GrantStore: Sendable {
    let pool: PostgresPool
    let now: @Sendable () -> Date

    /// What somebody has been given that counts now.
    func find(issuer: String, subject: String) async throws -> AccessGrant? {
        let rows = try await pool.query(
            """
            select id, subject, name, organisation, agency_kind, roles, localities from access_grant
            where issuer = \(issuer) and subject = \(subject) and \(fragment: Self.counts(at: now()))
            """)
        return try rows.first.map { row in
            AccessGrant(
                id: try row.value("id"), subject: try row.value("subject"), name: try row.value("name"),
                organisation: try row.value("organisation"), agencyKind: try row.value("agency_kind"),
                roles: Set((try row.value("roles") as [String]).compactMap(Role.init(rawValue:))),
                localities: try row.value("localities"))
        }
    }

    /// Who may work the queues of one of these localities, by name.
    func coordinators(of localities: [String]) async throws -> [Colleague] {
        try Self.colleagues(try await pool.query(Self.coordinating(localities, at: now())))
    }

    /// The same, to be sent along with others.
    static func coordinating(_ localities: [String], at now: Date) -> PostgresQuery {
        """
        select subject, name from access_grant
        where \(Role.coordinator.rawValue) = any(roles) and localities && \(localities)
            and \(fragment: counts(at: now))
        order by name, subject limit 500
        """
    }

    /// What ``coordinating(_:at:)`` was answered.
    static func colleagues(_ rows: PostgresRows) throws -> [Colleague] {
        try rows.decode(String.self, String.self).map { Colleague(subject: $0, name: $1) }
    }

    /// Whether a grant counts, in SQL.
    static func counts(at now: Date) -> PostgresQuery {
        "revoked_at is null and (until is null or until > \(now))"
    }
}
