import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// Feeds of Open Referral UK brought in by a coordinator: read, compared, reported, and applied when somebody says so.
struct DirectoryImportAPI: Sendable {
    let host: ServiceHost

    /// Some thousand services with everything that belongs to them.
    static let mostBytes = 32 << 20

    func add(to router: HubRouter) {
        router.post("/v1/directory/imports", use: post)
        router.get("/v1/directory/imports/{id}", use: read)
        router.post("/v1/directory/imports/{id}/application", use: apply)
    }

    private func post(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        // Before the body is read, which costs more than a key.
        _ = try IdempotencyKey(request)
        let body = try JSONBody(
            bytes: try await RequestBytes.read(
                request, as: "application/json", called: "JSON", most: Self.mostBytes))
        let (given, id, time) = (try DirectoryImport(body), host.newID(), host.now())
        return try await host.idempotent(request, context, body: body) { transaction in
            let report =
                given.isToBeApplied
                ? try await given.apply(id, at: time, in: transaction)
                : try await given.preview(on: LondonTime.day(of: time), in: transaction.sql)
            let row = ImportRow(
                id: id, feed: given.feed, isWhole: given.isWhole, postedAt: time,
                appliedAt: given.isToBeApplied ? time : nil, report: .object(report.members))
            try await transaction.sql.execute(
                """
                insert into directory_import
                    (id, feed, whole, posted_by, posted_at, applied_at, choice, services, report)
                values (\(id), \(row.feed), \(row.isWhole), \(identity.subject), \(time), \(row.appliedAt),
                    \(given.choice.json.bytes), \(row.appliedAt == nil ? given.services.bytes : nil as [UInt8]?),
                    \(row.report.bytes))
                """)
            return .created(location: "/v1/directory/imports/\(id.text)", row.json)
        }
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.require(.coordinator)
        let rows = try await host.pool.query("select * from directory_import where id = \(try context.id())")
        guard let row = try rows.map(ImportRow.init).first else { throw Problem.notFound() }
        return .json(row.json)
    }

    /// Compared anew, with the directory as it is by now.
    private func apply(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.require(.coordinator)
        let (id, time) = (try context.id(), host.now())
        return try await host.idempotent(request, context) { transaction in
            let rows = try await transaction.sql.query("select * from directory_import where id = \(id) for update")
            guard let found = rows.first else { throw Problem.notFound() }
            var row = try ImportRow(found)
            guard row.appliedAt == nil, let services = try found.value("services", as: [UInt8]?.self) else {
                throw Problem.conflict(code: "applied_already", "This import has been applied before.")
            }
            let choice = try found.value("choice", as: [UInt8]?.self).map { try JSONBody(bytes: $0).tree }
            let given = DirectoryImport(
                feed: row.feed, isWhole: row.isWhole, isToBeApplied: true,
                choice: choice.map(ImportChoice.init(kept:)) ?? ImportChoice(),
                services: try JSONBody(bytes: services).tree)
            row.report = .object(try await given.apply(id, at: time, in: transaction).members)
            row.appliedAt = time
            try await transaction.sql.execute(
                """
                update directory_import set (applied_at, services, report) = row (\(time), null, \(row.report.bytes))
                where id = \(id)
                """)
            return .ok(row.json)
        }
    }
}

/// A row of `directory_import`.
private struct ImportRow: Sendable {
    let id: UUID
    let feed: String
    let isWhole: Bool
    let postedAt: Date
    var appliedAt: Date?
    var report: JSON

    init(id: UUID, feed: String, isWhole: Bool, postedAt: Date, appliedAt: Date?, report: JSON) {
        (self.id, self.feed, self.isWhole) = (id, feed, isWhole)
        (self.postedAt, self.appliedAt, self.report) = (postedAt, appliedAt, report)
    }

    init(_ row: PostgresRow) throws {
        self.init(
            id: try row.value("id"), feed: try row.value("feed"), isWhole: try row.value("whole"),
            postedAt: try row.value("posted_at"), appliedAt: try row.value("applied_at"),
            report: try JSONBody(bytes: try row.value("report")).tree)
    }

    var json: JSON {
        let own: [(String, JSON?)] = [
            ("id", .string(id.text)), ("feed", .string(feed)), ("whole", .bool(isWhole)),
            ("state", appliedAt == nil ? "staged" : "applied"), ("posted_at", .instant(postedAt)),
            ("applied_at", appliedAt.map { .instant($0) }),
        ]
        guard case .object(let report) = report else { return .object(leavingOutNil: own) }
        return .object(own.compactMap { name, value in value.map { JSON.Member(name, $0) } } + report)
    }
}
