import FoundationEssentials
import Postgres
import ServiceKit

/// Somebody who is signed in.
struct Session: Sendable, Equatable {
    /// Ends a session nobody uses: OWASP ASVS 5.0, 7.3.1.
    static let idleLimit: TimeInterval = 30 * 60
    /// Ends any session, a long working day after it began: ASVS 7.3.2.
    static let absoluteLimit: TimeInterval = 10 * 60 * 60

    let token: SessionToken
    let person: Person
    let signedInAt: Date

    /// The person as every part of the hub knows one.
    var identity: Identity {
        Identity(
            subject: person.subject, organisation: person.organisation, roles: person.roles,
            agencyKind: person.agencyKind, localities: Set(person.localities),
            expires: signedInAt.addingTimeInterval(Self.absoluteLimit))
    }
}

/// The sessions there are, in the database, so that every copy of the portal knows them.
struct SessionStore: Sendable {
    let pool: PostgresPool
    let now: @Sendable () -> Date

    /// Begins a session with a token nobody has seen before, and clears away those that have run out.
    func open(for person: Person) async throws -> Session {
        let session = Session(token: SessionToken(), person: person, signedInAt: now())
        _ = try await pool.pipeline([
            "delete from session where not (\(fragment: Self.isAlive(at: session.signedInAt)))",
            """
            insert into session
                (token_hash, subject, display_name, organisation, roles, agency_kind, localities, signed_in_at,
                    last_seen_at)
            values (\(session.token.hash), \(person.subject), \(person.displayName), \(person.organisation),
                \(person.roles.map(\.rawValue).sorted()), \(person.agencyKind), \(person.localities),
                \(session.signedInAt), \(session.signedInAt))
            """,
        ])
        return session
    }

    /// The session of a token, unless it has ended.
    /// - Parameter isUse: whether this counts as the person doing something, which puts off the end.
    func find(_ token: SessionToken, isUse: Bool) async throws -> Session? {
        let now = now()
        let rows = try await pool.query(
            isUse
                ? """
                update session set last_seen_at = greatest(last_seen_at, \(now))
                where token_hash = \(token.hash) and \(fragment: Self.isAlive(at: now)) returning *
                """ : "select * from session where token_hash = \(token.hash) and \(fragment: Self.isAlive(at: now))")
        guard let row = rows.first else { return nil }
        return Session(
            token: token,
            person: Person(
                subject: try row.value("subject"), displayName: try row.value("display_name"),
                organisation: try row.value("organisation"),
                roles: Set((try row.value("roles") as [String]).compactMap(Role.init(rawValue:))),
                agencyKind: try row.value("agency_kind"), localities: try row.value("localities")),
            signedInAt: try row.value("signed_in_at"))
    }

    /// Ends a session at once.
    func close(_ token: SessionToken) async throws {
        try await pool.execute("delete from session where token_hash = \(token.hash)")
    }

    /// Which of these sessions have not ended at `now`, by the hashes of their tokens.
    static func living(of hashes: [String], at now: Date) -> PostgresQuery {
        "select token_hash from session where token_hash = any(\(hashes)) and \(fragment: isAlive(at: now))"
    }

    private static func isAlive(at now: Date) -> PostgresQuery {
        """
        last_seen_at > \(now.addingTimeInterval(-Session.idleLimit))
            and signed_in_at > \(now.addingTimeInterval(-Session.absoluteLimit))
        """
    }
}
