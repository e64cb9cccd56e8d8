import EventFlow
import FoundationEssentials
import Hummingbird
import Postgres

/// One attempt of a client's to change something: its name, and what exactly was asked under that name.
public struct Attempt: Sendable {
    /// What tells one attempt from another: the same key in another's hands is another attempt.
    public struct Name: Sendable, Hashable {
        /// The organisation the client acts for.
        public let organisation: String
        /// Who the client is.
        public let subject: String
        /// The client's `Idempotency-Key`.
        public let key: UUID
    }

    /// Whose attempt it is, and its key.
    public let name: Name
    /// What the name is bound to: the same name with anything else is a mistake of the client's.
    let fingerprint: [UInt8]

    /// The attempt a request makes.
    /// - Throws: ``Problem`` 400 without a usable key, 401 without a token.
    public init(_ request: Request, _ context: HubContext, body: [UInt8]) throws(Problem) {
        let key = try IdempotencyKey(request)
        let identity = try context.identity
        self.init(
            Name(organisation: identity.organisation, subject: identity.subject, key: key.id),
            fingerprint: IdempotencyKey.fingerprint(request, body: body))
    }

    /// An attempt that no request made: work that is done in portions names each of them by itself.
    public init(organisation: String, subject: String, key: UUID, fingerprint: [UInt8]) {
        self.init(Name(organisation: organisation, subject: subject, key: key), fingerprint: fingerprint)
    }

    init(_ name: Name, fingerprint: [UInt8]) {
        self.name = name
        self.fingerprint = fingerprint
    }
}

extension Attempt {
    /// Claims the names nobody has used, each with the answer that is kept for it, and says which those are.
    ///
    /// For commands whose answers are known before they run. It waits for whoever holds one of the names at this moment,
    /// as ``Idempotency/run(_:_:)`` does, but no longer than `patience`. All claim in the same order, so no two wait for
    /// each other. No name may come twice.
    ///
    /// - Parameter patience: for any lock of this transaction, as PostgreSQL writes it.
    public static func claim(
        _ attempts: [(attempt: Attempt, answer: CommandResponse)], patience: String, in sql: PostgresTransaction
    ) async throws -> Set<Name> {
        let results = try await sql.pipeline([
            "select set_config('lock_timeout', \(patience), true)",
            """
            insert into idempotency (organisation, subject, key, request, status, location, version, body)
            select organisation, subject, key, request, status, nullif(location, ''), nullif(version, 0), body
            from unnest(
                \(attempts.map(\.attempt.name.organisation)), \(attempts.map(\.attempt.name.subject)),
                \(attempts.map(\.attempt.name.key)), \(attempts.map(\.attempt.fingerprint)),
                \(attempts.map { Int32(clamping: $0.answer.status.code) }), \(attempts.map { $0.answer.location ?? "" }),
                \(attempts.map { $0.answer.version ?? 0 }), \(attempts.map(\.answer.body))
            ) as given (organisation, subject, key, request, status, location, version, body)
            order by organisation, subject, key
            on conflict do nothing
            returning organisation, subject, key
            """,
        ])
        return Set(
            try results[1].decode(String.self, String.self, UUID.self).map {
                Name(organisation: $0.0, subject: $0.1, key: $0.2)
            })
    }
}
