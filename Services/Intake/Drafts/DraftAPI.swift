import Contracts
import EventFlow
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit

/// Referrals that are not finished: saved by whoever writes them, seen by nobody else, never published.
struct DraftAPI: Sendable {
    let host: ServiceHost
    let register: ChildRegister

    private var keyring: Keyring { register.keyring }

    func add(to router: HubRouter) {
        router.get("/v1/drafts", use: list)
        router.post("/v1/drafts", use: create)
        router.get("/v1/drafts/{id}", use: read)
        router.put("/v1/drafts/{id}", use: save)
        router.delete("/v1/drafts/{id}", use: remove)
        router.post("/v1/drafts/{id}/submission", use: submit)
    }

    private func create(_ request: Request, _ context: HubContext) async throws -> Response {
        let agency = try ReferralAPI.agency(of: try context.identity)
        let owner = DraftRow.Owner(try context.identity)
        let (body, time) = (try await JSONBody(request), host.now())
        let problems = try DraftProblems(body, from: agency, at: time)
        return try await host.idempotent(request, context, body: body) { transaction in
            let id = UUID.v7(at: time)
            try await transaction.sql.execute(
                DraftRow.write(body, id, of: owner, after: 0, at: time, keyring))
            return .created(
                location: "/v1/drafts/\(id.text)", version: 1,
                DraftJSON.saved(id, at: time, problems: problems.withoutNames))
        }
    }

    private func save(_ request: Request, _ context: HubContext) async throws -> Response {
        let agency = try ReferralAPI.agency(of: try context.identity)
        let owner = DraftRow.Owner(try context.identity)
        let (id, ifMatch) = (try context.id(), try IfMatch(request))
        let (body, time) = (try await JSONBody(request), host.now())
        let problems = try DraftProblems(body, from: agency, at: time)
        try await host.pool.withTransaction { sql in
            let row = try await locked(id, of: owner, at: time, ifMatch, in: sql)
            try await sql.execute(DraftRow.write(body, id, of: owner, after: row.version, at: time, keyring))
        }
        return .json(
            DraftJSON.saved(id, at: time, problems: problems.all), version: ifMatch.version + 1)
    }

    private func remove(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.agency)
        let (id, ifMatch, time) = (try context.id(), try IfMatch(request), host.now())
        try await host.pool.withTransaction { sql in
            _ = try await locked(id, of: DraftRow.Owner(identity), at: time, ifMatch, in: sql)
            try await sql.execute(DraftRow.delete(id))
        }
        return Response(status: .noContent)
    }

    /// Everything that posting does, and the draft goes in the same transaction: it becomes one referral or stays.
    private func submit(_ request: Request, _ context: HubContext) async throws -> Response {
        let agency = try ReferralAPI.agency(of: try context.identity)
        let (owner, reader) = (DraftRow.Owner(try context.identity), try context.reader(as: .agency))
        let (id, ifMatch, time) = (try context.id(), try IfMatch(request), host.now())
        return try await host.idempotent(request, context) { transaction in
            let row = try await locked(id, of: owner, at: time, ifMatch, in: transaction.sql)
            let body = try await row.content(keyring, reader, for: .submitOwnDraft)
            let submission = try Submission(body, from: agency, at: time, trace: context.trace)
            let answer = try await submission.commit(register, in: transaction)
            try await transaction.sql.execute(DraftRow.delete(id))
            return answer
        }
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let agency = try ReferralAPI.agency(of: try context.identity)
        let (owner, reader) = (DraftRow.Owner(try context.identity), try context.reader(as: .agency))
        let (id, time) = (try context.id(), host.now())
        let row = try await host.pool.query(DraftRow.query(id, of: owner, at: time)).map(DraftRow.init).first
        guard let row else { throw Problem.notFound() }
        let body = try await row.content(keyring, reader, for: .readOwnDraft)
        let problems = try DraftProblems(body, from: agency, at: time)
        return .json(DraftJSON.whole(row, body, problems: problems.all), version: row.version)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.agency)
        let page = try PageRequest(request, keys: 1)
        var before: PostgresQuery = ""
        if let last = page.after.first {
            guard let id = UUID(uuidString: last) else {
                throw Problem.badRequest(
                    code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
            }
            before = "and id < \(id)"
        }
        let rows = try await host.pool.query(
            """
            select * from draft where organisation = \(identity.organisation) and subject = \(identity.subject)
                and expires_at > \(host.now()) \(fragment: before)
            order by id desc limit \(page.limit + 1)
            """
        ).map(DraftRow.init)
        return page.response(request, rows, cursor: { [$0.id.text] }, item: DraftJSON.summary)
    }

    /// The draft, for the caller alone until the transaction ends.
    /// - Throws: ``Problem`` 404 when it is not the caller's or has expired, 412 when it was saved meanwhile.
    private func locked(
        _ id: UUID, of owner: DraftRow.Owner, at time: Date, _ ifMatch: IfMatch, in sql: PostgresTransaction
    ) async throws -> DraftRow {
        let row = try await sql.query("\(fragment: DraftRow.query(id, of: owner, at: time)) for update")
            .map(DraftRow.init).first
        guard let row else { throw Problem.notFound() }
        guard row.version == ifMatch.version else {
            throw Problem.stale(current: row.version, changes: [(code: "saved", at: row.changedAt)])
        }
        return row
    }
}
