import Contracts
import FoundationEssentials
import Postgres

/// The registered clients, as an operator meets them: in the tables of referral-intake.
struct ClientOffice {
    let url: String

    /// A registered client, without its keys.
    struct Entry: Sendable {
        let id: String
        let name: String
        let organisation: String
        let agencyKind: String
        let scopes: [String]
        let registered: Date
        let disabled: Date?
        let keys: Int
    }

    /// One key of a client.
    struct KeyEntry: Sendable {
        let id: String
        let algorithm: String
        let added: Date
    }

    /// Something that was done to a client.
    struct Act: Sendable {
        let at: Date
        let act: String
        let by: String
        let reason: String
    }

    /// Who does something, and why: kept beside what was done.
    struct Author: Sendable {
        let name: String
        let reason: String
    }

    private static let entry: PostgresQuery = """
        select id, name, organisation, agency_kind, scopes, registered_at, disabled_at,
            (select count(*) from client_key where client_id = client.id)::int
        from client
        """

    /// All of them, by id.
    func list() async throws -> [Entry] {
        try await with { try Self.entries(try await $0.query("\(fragment: Self.entry) order by id")) }
    }

    /// One of them, with its keys and its story, oldest first.
    func show(_ id: String) async throws -> (Entry, [KeyEntry], [Act]) {
        try await with { session in
            guard
                let entry = try Self.entries(
                    try await session.query("\(fragment: Self.entry) where id = \(id)")
                ).first
            else { throw Self.unknown(id) }
            let keys = try await session.query(
                "select kid, jwk->>'alg', added_at from client_key where client_id = \(id) order by added_at, kid")
            let acts = try await session.query(
                "select at, act, by, reason from client_act where client_id = \(id) order by at")
            return (
                entry,
                try keys.decode(String.self, String.self, Date.self).map { KeyEntry(id: $0, algorithm: $1, added: $2) },
                try acts.decode(Date.self, String.self, String.self, String.self).map {
                    Act(at: $0, act: $1, by: $2, reason: $3)
                }
            )
        }
    }

    /// Registers a client with its keys.
    func add(
        _ id: String, name: String, organisation: String, agencyKind: String, scopes: [String], keys: ClientKeys,
        by author: Author
    ) async throws {
        try await change(id, "added, keys \(Self.names(keys))", by: author) { session in
            let added = try await session.execute(
                """
                insert into client (id, name, organisation, agency_kind, scopes)
                values (\(id), \(name), \(organisation), \(agencyKind), \(scopes)) on conflict do nothing
                """)
            guard added == 1 else {
                throw Failure("There is a client \(id) already.", "`hub clients show \(id)`")
            }
            try await Self.insert(keys, of: id, session)
        }
    }

    /// Adds keys to those a client has.
    func addKeys(_ keys: ClientKeys, to id: String, by author: Author) async throws {
        try await change(id, "keys added: \(Self.names(keys))", by: author) { session in
            try await Self.require(id, session)
            try await Self.insert(keys, of: id, session)
            let count = try await session.query("select count(*)::int from client_key where client_id = \(id)")
            guard try count.decodeFirst(Int.self) ?? 0 <= ClientKeys.most else {
                throw Failure("A client has at most \(ClientKeys.most) keys at once.", "Remove those it uses no more.")
            }
        }
    }

    /// Takes a key away from a client: nothing it signs counts any more. Tokens that were given already do, until they
    /// end.
    func removeKey(_ key: String, from id: String, by author: Author) async throws {
        try await change(id, "key removed: \(key)", by: author) { session in
            try await Self.require(id, session)
            let removed = try await session.execute(
                "delete from client_key where client_id = \(id) and kid = \(key)")
            guard removed == 1 else { throw Failure("\(id) has no key “\(key)”.", "`hub clients show \(id)`") }
        }
    }

    /// Lets a client sign in, or not.
    /// - Returns: `false` when it was so already.
    func set(_ id: String, enabled: Bool, by author: Author) async throws -> Bool {
        do {
            try await change(id, enabled ? "enabled" : "disabled", by: author) { session in
                try await Self.require(id, session)
                let changed = try await session.execute(
                    """
                    update client set disabled_at = case when \(enabled) then null else now() end
                    where id = \(id) and (disabled_at is null) <> \(enabled)
                    """)
                guard changed == 1 else { throw Unchanged() }
            }
            return true
        } catch is Unchanged {
            return false
        }
    }

    private struct Unchanged: Error {}

    /// Does something to a client, and writes down that it was done; both or neither.
    private func change(
        _ id: String, _ act: String, by author: Author,
        _ body: @Sendable (PostgresTransaction) async throws -> Void
    ) async throws {
        try await with { connection in
            try await connection.withTransaction { session in
                try await body(session)
                try await session.execute(
                    """
                    insert into client_act (client_id, act, by, reason)
                    values (\(id), \(act), \(author.name), \(author.reason))
                    """)
            }
        }
    }

    private static func insert(_ keys: ClientKeys, of id: String, _ session: PostgresTransaction) async throws {
        for key in keys.all {
            let jwk = PostgresJSON(text: try key.jwk.text())
            let added = try await session.execute(
                "insert into client_key (client_id, kid, jwk) values (\(id), \(key.id), \(jwk)) on conflict do nothing")
            guard added == 1 else {
                throw Failure("\(id) has a key “\(key.id)” already.", "A new key wants a kid of its own.")
            }
        }
    }

    private static func require(_ id: String, _ session: PostgresTransaction) async throws {
        guard try await !session.query("select 1 from client where id = \(id) for update").isEmpty else {
            throw unknown(id)
        }
    }

    private static func names(_ keys: ClientKeys) -> String { keys.all.map(\.id).joined(separator: " ") }

    private static func unknown(_ id: String) -> Failure {
        Failure("There is no client “\(id)”.", "`hub clients list` shows them.")
    }

    private static func entries(_ rows: PostgresRows) throws -> [Entry] {
        try rows.decode(
            String.self, String.self, String.self, String.self, [String].self, Date.self, Date?.self, Int.self
        ).map {
            Entry(
                id: $0, name: $1, organisation: $2, agencyKind: $3, scopes: $4, registered: $5, disabled: $6, keys: $7)
        }
    }

    private func with<R: Sendable>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
        let result = try await Database.ifThere("client", of: .named("referral-intake"), url, body)
        guard let result else {
            throw Failure("referral-intake has no tables for clients in this database.", "Run `hub migrate` first.")
        }
        return result
    }
}
