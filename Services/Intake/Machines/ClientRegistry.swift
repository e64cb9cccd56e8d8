import Contracts
import FoundationEssentials
import Postgres
import Synchronization

/// A registered system of an agency.
struct Client: Sendable, Equatable {
    let organisation: String
    let agencyKind: String
    let scopes: Set<AccessScope>
    let isEnabled: Bool
    /// Its public keys: a JWKS document.
    let keySet: Data
}

/// The registered clients, and the assertions they have used up.
final class ClientRegistry: Sendable {
    private let pool: PostgresPool
    private let now: @Sendable () -> Date
    /// Whether a client was enabled, and when that was looked up. Only ids out of tokens of ours get in, so it stays
    /// small.
    private let seen = Mutex<[String: (isEnabled: Bool, at: Date)]>([:])

    /// For how many seconds a client that was disabled may go on with a token it has.
    static let memory: TimeInterval = 20
    /// For how many seconds a used assertion is kept beyond its end: copies' clocks may differ.
    static let margin: TimeInterval = 60

    init(pool: PostgresPool, now: @escaping @Sendable () -> Date) {
        self.pool = pool
        self.now = now
    }

    /// The client of that id, as it is registered at this moment.
    func find(_ id: String) async throws -> Client? {
        let rows = try await pool.query(
            """
            select organisation, agency_kind, scopes, disabled_at is null,
                (select jsonb_build_object('keys', coalesce(jsonb_agg(jwk), '[]'))::text
                 from client_key where client_id = client.id)
            from client where id = \(id)
            """)
        guard
            let (organisation, kind, scopes, isEnabled, keys) = try rows.decodeFirst(
                String.self, String.self, [String].self, Bool.self, String.self)
        else { return nil }
        return Client(
            organisation: organisation, agencyKind: kind, scopes: Set(scopes.compactMap(AccessScope.init(rawValue:))),
            isEnabled: isEnabled, keySet: Data(keys.utf8))
    }

    /// Uses up an assertion, and clears away some that have long expired.
    /// - Returns: `false` when it was used before. Of many at once, one alone is told `true`.
    func use(_ jti: String, of client: String, expires: Date) async throws -> Bool {
        let results = try await pool.pipeline([
            """
            insert into client_assertion (client_id, jti, expires_at) values (\(client), \(jti), \(expires))
            on conflict do nothing
            """,
            """
            delete from client_assertion where ctid = any (array(
                select ctid from client_assertion where expires_at < \(now().addingTimeInterval(-Self.margin))
                order by expires_at limit 100 for update skip locked))
            """,
        ])
        return results[0].affected == 1
    }

    /// Whether the client may still act; known for ``memory``.
    func isEnabled(_ id: String) async throws -> Bool {
        let time = now()
        if let known = seen.withLock({ $0[id] }), time < known.at.addingTimeInterval(Self.memory) {
            return known.isEnabled
        }
        let rows = try await pool.query("select disabled_at is null from client where id = \(id)")
        let isEnabled = try rows.decodeFirst(Bool.self) ?? false
        seen.withLock { $0[id] = (isEnabled, time) }
        return isEnabled
    }
}
