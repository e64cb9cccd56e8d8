import Foundation
import Inclusion
import Postgres

/// Sessions of coordinators in the portal, put where signing in with an issuer would put them: what is measured is what
/// comes after.
enum BrowserSessions {
    /// - Parameter localities: of each coordinator.
    /// - Returns: the cookie of each session.
    static func open(_ count: Int, for localities: [String], at hub: RunningHub) async throws -> [String] {
        let tokens = (0..<count).map { _ in Data((0..<32).map { _ in UInt8.random(in: .min ... .max) }) }
        _ = try await hub.surroundings.withPool(hub.database, searchPath: "portal") { pool in
            for token in tokens {
                try await pool.execute(
                    """
                    with given as (
                        insert into access_grant
                            (issuer, subject, name, organisation, roles, localities, granted_by, granted_because)
                        values ('bench', \(UUID().uuidString), 'Bench', 'bench', '{coordinator}', \(localities), 'bench',
                            'measuring')
                        returning *)
                    insert into session
                        (token_hash, subject, display_name, organisation, roles, localities, issuer, grant_id, signed_in_at,
                            last_seen_at)
                    select rtrim(translate(encode(sha256(\(token)), 'base64'), '+/', '-_'), '='), subject, name,
                        organisation, roles, localities, issuer, id, now(), now()
                    from given
                    """)
            }
        }
        return tokens.map { token in
            let text = token.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            return "__Host-session=\(text.replacing("=", with: ""))"
        }
    }
}
