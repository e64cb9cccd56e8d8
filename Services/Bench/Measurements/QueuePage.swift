import Foundation
import Inclusion
import Postgres

/// The portal's page of a locality's queue, as a browser asks for it.
enum QueuePage {
    /// Signs in once, then loads the page one time after another over one connection.
    /// - Returns: milliseconds each.
    static func look(at hub: RunningHub, times: Int) async throws -> [Double] {
        let port = hub.surroundings.port("portal")
        let cookie = try await signIn(at: hub)
        return try await onOwnThread {
            let request = PlainClient.request("GET", "/", port: port, headers: ["Cookie: \(cookie)"], body: "")
            let connection = try PlainClient.connect(port: port)
            defer { close(connection) }
            return try (0..<times).map { _ in
                let begun = Nanoseconds.now
                let answer = try PlainClient.exchange(request, over: connection)
                guard answer.status == 200 else { throw BenchFailure("the queue page answers \(answer.status)") }
                return Double(Nanoseconds.now - begun) / 1e6
            }
        }
    }

    /// A coordinator's session and the access it needs, put where signing in with an issuer would put them: what is
    /// measured is the page.
    /// - Returns: the session's cookie.
    private static func signIn(at hub: RunningHub) async throws -> String {
        guard let locality = Locality.all.first else { throw BenchFailure("there is no locality") }
        let token = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        _ = try await hub.surroundings.withPool(hub.database, searchPath: "portal") { pool in
            try await pool.execute(
                """
                with given as (
                    insert into access_grant
                        (issuer, subject, name, organisation, roles, localities, granted_by, granted_because)
                    values ('bench', \(UUID().uuidString), 'Bench', 'bench', '{coordinator}', \([locality.code]), 'bench',
                        'measuring')
                    returning *)
                insert into session
                    (token_hash, subject, display_name, organisation, roles, localities, issuer, grant_id, signed_in_at,
                        last_seen_at)
                select rtrim(translate(encode(sha256(\(Data(token))), 'base64'), '+/', '-_'), '='), subject, name,
                    organisation, roles, localities, issuer, id, now(), now()
                from given
                """)
        }
        let text = Data(token).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return "__Host-session=\(text.replacing("=", with: ""))"
    }
}
