import EventFlow
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres

/// Runs commands so that each is done once, however often it is sent.
public struct Idempotency: Sendable {
    private let events: EventStore
    /// How long a second sender of the same key waits for the first to end, as PostgreSQL writes it.
    private let patience: String

    /// Commands run in transactions of `events`.
    public init(events: EventStore) {
        self.init(events: events, patience: "5s")
    }

    init(events: EventStore, patience: String) {
        self.events = events
        self.patience = patience
    }

    /// Runs `command` for the attempt a request makes.
    ///
    /// - Parameter body: the body as it was sent; the key is bound to it.
    /// - Throws: ``Problem`` 400 without a usable key; and as ``run(_:_:)``.
    public func run(
        _ request: Request, _ context: HubContext, body: [UInt8],
        _ command: @Sendable (EventTransaction) async throws -> CommandResponse
    ) async throws -> Response {
        try await run(Attempt(request, context, body: body), command)
    }

    /// Runs `command` in one transaction together with the note that it was done, and answers with what it returns.
    ///
    /// The attempt's row is inserted first. Whoever sends the same key at the same time waits there until the first has
    /// committed, then gets its answer; if the first failed, the next one runs. Whatever `command` throws undoes
    /// everything, the key's row too, so the client may mend its request and use the key again.
    ///
    /// - Throws: ``Problem`` 409 when the same key is still running, 422 when it was used for something else; and whatever
    ///   `command` throws.
    public func run(
        _ attempt: Attempt, _ command: @Sendable (EventTransaction) async throws -> CommandResponse
    ) async throws -> Response {
        try await events.transaction { transaction in
            guard try await claim(attempt, in: transaction.sql) else {
                return try await Self.stored(attempt, in: transaction.sql).response(isReplay: true)
            }
            let answer = try await command(transaction)
            try await Self.keep(answer, of: attempt.name, in: transaction.sql)
            return answer.response()
        }
    }

    /// Answers whether the key is new.
    private func claim(_ attempt: Attempt, in sql: PostgresTransaction) async throws -> Bool {
        let name = attempt.name
        do {
            let results = try await sql.pipeline([
                "select set_config('lock_timeout', \(patience), true)",
                """
                insert into idempotency (organisation, subject, key, request)
                values (\(name.organisation), \(name.subject), \(name.key), \(attempt.fingerprint))
                on conflict do nothing
                """,
            ])
            return results[1].affected == 1
        } catch let error as PostgresError where error.kind == .lockTimeout {
            throw Problem.conflict(
                code: "still_running",
                "The first request with this Idempotency-Key is still running. Try again shortly.")
        }
    }

    private static func stored(_ attempt: Attempt, in sql: PostgresTransaction) async throws -> CommandResponse {
        let name = attempt.name
        let rows = try await sql.query(
            """
            select request, status, location, version, body from idempotency
            where organisation = \(name.organisation) and subject = \(name.subject) and key = \(name.key)
            """)
        guard
            let (request, status, location, version, body) =
                try rows.decodeFirst([UInt8].self, Int?.self, String?.self, Int64?.self, [UInt8]?.self)
        else {
            // Purged between the two statements: the client comes back and finds the key new.
            throw Problem.unavailable("Send the same request again.")
        }
        guard request == attempt.fingerprint else {
            throw Problem(
                status: .unprocessableContent, code: "idempotency_key_reused", title: "This key is taken",
                detail: "This Idempotency-Key was used for a different request. Use a new one.")
        }
        return CommandResponse(
            status: .init(code: status ?? 200), location: location, version: version, body: body ?? [])
    }

    private static func keep(
        _ answer: CommandResponse, of name: Attempt.Name, in sql: PostgresTransaction
    ) async throws {
        try await sql.execute(
            """
            update idempotency
            set status = \(answer.status.code), location = \(answer.location),
                version = \(answer.version), body = \(answer.body)
            where organisation = \(name.organisation) and subject = \(name.subject) and key = \(name.key)
            """)
    }
}
