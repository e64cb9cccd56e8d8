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
    /// Who vouched for them.
    let issuer: String
    let signedInAt: Date
    /// When they last did something.
    let lastSeenAt: Date

    /// How long it goes on if nothing is done with it.
    var timeLeft: TimeInterval {
        min(Self.idleLimit, signedInAt.addingTimeInterval(Self.absoluteLimit).timeIntervalSince(lastSeenAt))
    }

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

    /// Begins a session with a token nobody has seen before, and clears away those that have ended.
    /// - Parameter grant: what the person was given: the session ends with it.
    func open(for person: Person, vouchedForBy issuer: String, under grant: UUID) async throws -> Session {
        let now = now()
        let session = Session(
            token: SessionToken(), person: person, issuer: issuer, signedInAt: now, lastSeenAt: now)
        _ = try await pool.pipeline([
            "delete from session where token_hash not in (\(fragment: Self.living(at: now)))",
            """
            insert into session
                (token_hash, subject, display_name, organisation, roles, agency_kind, localities, issuer, grant_id,
                    signed_in_at, last_seen_at)
            values (\(session.token.hash), \(person.subject), \(person.displayName), \(person.organisation),
                \(person.roles.map(\.rawValue).sorted()), \(person.agencyKind), \(person.localities), \(issuer),
                \(grant), \(now), \(now))
            """,
        ])
        return session
    }

    /// The session of a token, unless it has ended, or what the person was given has.
    /// - Parameter isUse: whether this counts as the person doing something, which puts off the end. What was noted less than
    ///   a minute ago stays as it is: whoever looks at page after page writes nothing each time.
    func find(_ token: SessionToken, isUse: Bool) async throws -> Session? {
        let now = now()
        let living: PostgresQuery = "\(fragment: Self.living(at: now)) and token_hash = \(token.hash)"
        let noting: PostgresQuery = """
            update session set last_seen_at = \(now)
            where token_hash in (\(fragment: living)) and last_seen_at < \(now.addingTimeInterval(-60))
            """
        let finding: PostgresQuery = "select * from session where token_hash in (\(fragment: living))"
        let rows = try await pool.pipeline(isUse ? [noting, finding] : [finding])
        guard let row = rows.last?.first else { return nil }
        return Session(
            token: token,
            person: Person(
                subject: try row.value("subject"), displayName: try row.value("display_name"),
                organisation: try row.value("organisation"),
                roles: Set((try row.value("roles") as [String]).compactMap(Role.init(rawValue:))),
                agencyKind: try row.value("agency_kind"), localities: try row.value("localities")),
            issuer: try row.value("issuer"), signedInAt: try row.value("signed_in_at"),
            lastSeenAt: try row.value("last_seen_at"))
    }

    /// Ends a session at once.
    func close(_ token: SessionToken) async throws {
        try await pool.execute("delete from session where token_hash = \(token.hash)")
    }

    /// Which of these sessions have not ended, by the hashes of their tokens.
    func living(of hashes: [String]) async throws -> [String] {
        try await pool.query("\(fragment: Self.living(at: now())) and token_hash = any(\(hashes))").decode(String.self)
    }

    /// Tokens of the sessions that go on at `now`, each with a grant that counts; more conditions may follow.
    private static func living(at now: Date) -> PostgresQuery {
        """
        select token_hash from session join access_grant on access_grant.id = grant_id
        where last_seen_at > \(now.addingTimeInterval(-Session.idleLimit))
            and signed_in_at > \(now.addingTimeInterval(-Session.absoluteLimit))
            and \(fragment: GrantStore.counts(at: now))
        """
    }
}
