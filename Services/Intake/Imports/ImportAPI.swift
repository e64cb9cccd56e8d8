import Contracts
import EventFlow
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import Logging
import NIOCore
import Postgres
import ServiceKit

/// Many referrals at once, from a file: `/v1/referrals/imports`.
struct ImportAPI: Sendable {
    let host: ServiceHost
    let desk: ImportDesk
    /// Wakes the workers.
    let bell: Signal

    func add(to router: HubRouter) {
        router.post("/v1/referrals/imports", use: post)
        router.get("/v1/referrals/imports/template.csv", use: template)
        router.get("/v1/referrals/imports/columns", use: columns)
        router.get("/v1/referrals/imports/{id}", use: read)
        router.get("/v1/referrals/imports/{id}/rows", use: rows)
    }

    private func post(_ request: Request, _ context: HubContext) async throws -> Response {
        let agency = try ReferralAPI.agency(of: try context.identity)
        // Before the file is read, which costs more than a key.
        _ = try IdempotencyKey(request)
        let bytes = try await RequestBytes.read(
            request, as: "text/csv", called: "CSV", most: ImportFile.mostBytes)
        let file = try await ImportFile.read(bytes)
        let arrival = ImportDesk.Arrival(
            id: host.newID(), organisation: agency.id, agencyKind: agency.kind.code, content: desk.content(of: bytes),
            time: host.now())
        let response = try await Idempotency(events: host.events).run(request, context, body: bytes) {
            try await desk.take(file, arrival, in: $0.sql)
        }
        bell.raise()
        host.logger.info("Import taken in", metadata: ["rows": "\(file.total)"])
        return response
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        .json(try await job(context).json)
    }

    /// The caller's job.
    /// - Throws: ``Problem`` 404 when it is nobody's, or somebody else's.
    private func job(_ context: HubContext) async throws -> ImportJob {
        let identity = try context.identity
        try identity.require(.agency)
        let rows = try await host.pool.query(ImportJob.query(try context.id(), of: identity.organisation))
        guard let job = try rows.map(ImportJob.init).first else { throw Problem.notFound() }
        return job
    }

    private func rows(_ request: Request, _ context: HubContext) async throws -> Response {
        let page = try PageRequest(request, keys: 1)
        guard let after = Int32(page.after.first ?? "0") else {
            throw Problem.badRequest(
                code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
        }
        let state = request.uri.queryParameters["state"].map(String.init)
        guard state == nil || state == "accepted" || state == "refused" else {
            throw Problem.badRequest(code: "state_invalid", "“state” is accepted or refused.")
        }
        let job = try await job(context)
        let rows = try await host.pool.query(
            """
            select done.row, done.referral_id, referral.reference, done.problems
            from referral_import_row as done left join referral on referral.id = done.referral_id
            where done.import_id = \(job.id) and done.row > \(after)
                and (\(state)::text is null or (\(state)::text = 'accepted') = (done.referral_id is not null))
            order by done.row limit \(page.limit + 1)
            """)
        return page.response(
            request, try rows.map(RowResult.init), cursor: { [String($0.outcome.row)] }, item: \.json)
    }

    // MARK: What a file looks like

    private func template(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.require(.agency)
        let line = ImportColumn.all.map(\.name).joined(separator: ",") + "\r\n"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"referrals.csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: line)))
    }

    private func columns(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.require(.agency)
        return .json(["items": .array(ImportColumn.all.map(\.json))])
    }
}
