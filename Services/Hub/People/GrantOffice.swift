import FoundationEssentials
import Postgres

/// Who may sign in to the portal, as an operator meets them: in its tables.
struct GrantOffice {
    let url: String

    /// A grant as it stands.
    struct Entry: Sendable {
        let issuer: String
        let subject: String
        let name: String
        let organisation: String
        let agencyKind: String?
        let roles: [String]
        let localities: [String]
        let granted: Date
        let grantedBy: String
        let until: Date?
        let revoked: Date?
    }

    /// Who does something, and why: kept with what was done.
    struct Author: Sendable {
        let name: String
        let reason: String
    }

    /// What became of an order.
    enum Outcome: Sendable, Equatable { case granted, changed, unchanged }

    /// The grants, by subject.
    /// - Parameter all: those that have ended, too.
    func list(all: Bool) async throws -> [Entry] {
        try await with { connection in
            let rows = try await connection.query(
                """
                select issuer, subject, name, organisation, agency_kind, roles, localities, granted_at, granted_by, until,
                    revoked_at
                from access_grant where \(all) or (revoked_at is null and (until is null or until > now()))
                order by subject, granted_at
                """)
            return try rows.map { row in
                Entry(
                    issuer: try row.value("issuer"), subject: try row.value("subject"), name: try row.value("name"),
                    organisation: try row.value("organisation"), agencyKind: try row.value("agency_kind"),
                    roles: try row.value("roles"), localities: try row.value("localities"),
                    granted: try row.value("granted_at"), grantedBy: try row.value("granted_by"),
                    until: try row.value("until"), revoked: try row.value("revoked_at"))
            }
        }
    }

    /// Gives access, all of it or none. Another grant of the same person ends where it says something else; whoever is
    /// signed in under it signs in again.
    func grant(_ orders: [GrantOrder], by author: Author) async throws -> [Outcome] {
        try await with { connection in
            try await connection.withTransaction { session in
                var outcomes: [Outcome] = []
                for order in orders { outcomes.append(try await Self.grant(order, author, session)) }
                return outcomes
            }
        }
    }

    /// Takes access back: sessions end with the next thing they ask for.
    func revoke(_ subject: String, by author: Author) async throws {
        try await with { connection in
            guard try await Self.end(subject, author, connection) == 1 else {
                throw Failure("“\(subject)” has no access.", "`hub people list` shows who has.")
            }
        }
    }

    private static func grant(
        _ order: GrantOrder, _ author: Author, _ session: PostgresTransaction
    ) async throws -> Outcome {
        let standing = try await session.query(
            """
            select issuer, issuer = \(order.issuer) and name = \(order.name)
                and organisation = \(order.organisation) and agency_kind is not distinct from \(order.agencyKind)
                and roles = \(order.roles) and localities = \(order.localities)
                and until is not distinct from \(order.until) as is_same
            from access_grant where subject = \(order.subject) and revoked_at is null for update
            """)
        if let row = standing.first {
            guard try row.value("issuer") == order.issuer else {
                throw Failure(
                    "“\(order.subject)” is somebody of another issuer, and the hub's services know people by that word alone.",
                    "Where it is the same person: `hub people revoke` first.")
            }
            if try row.value("is_same") { return .unchanged }
            _ = try await end(order.subject, author, session)
        }
        try await session.execute(
            """
            insert into access_grant
                (issuer, subject, name, organisation, agency_kind, roles, localities, until, granted_by, granted_because)
            values (\(order.issuer), \(order.subject), \(order.name), \(order.organisation), \(order.agencyKind),
                \(order.roles), \(order.localities), \(order.until), \(author.name), \(author.reason))
            """)
        return standing.isEmpty ? .granted : .changed
    }

    private static func end(
        _ subject: String, _ author: Author, _ session: some PostgresSession
    ) async throws -> Int {
        try await session.execute(
            """
            update access_grant
            set revoked_at = now(), revoked_by = \(author.name), revoked_because = \(author.reason)
            where subject = \(subject) and revoked_at is null
            """)
    }

    private func with<R: Sendable>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
        let result = try await Database.ifThere("access_grant", of: .named("portal"), url, body)
        guard let result else {
            throw Failure("The portal has no tables for people in this database.", "Run `hub migrate` first.")
        }
        return result
    }
}
