import Contracts
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// The directory for everybody, read-only, as Open Referral UK (HSDS 3) has it: no sign-in, nobody's details.
struct OpenReferralAPI: Sendable {
    let host: ServiceHost
    /// Nobody is known here, so it counts by address; `nil`: as much as anybody likes.
    private let limiter: RateLimiter?

    static let setting = Setting(
        "directory.rate.limit", .quota, default: "600/60",
        meaning: "requests/seconds an address has at the public directory, or off")

    init(host: ServiceHost) {
        self.host = host
        limiter = host.settings.quota(Self.setting.key).map { RateLimiter("address", $0) }
    }

    func add(to router: HubRouter) {
        for (path, answer) in answers {
            router.get(path) { [limiter] request, context in
                guard let limiter else { return try await answer(request, context) }
                return try await limiter.counting(context.remoteNetwork) { try await answer(request, context) }
            }
        }
    }

    private typealias Answer = @Sendable (Request, HubContext) async throws -> Response

    private var answers: [(RouterPath, Answer)] {
        [
            ("/", about), ("/services", services), ("/services/{id}", service),
            ("/service_at_locations", places), ("/service_at_locations/{id}", place),
            ("/organizations", organizations), ("/organizations/{id}", organization),
            ("/taxonomies", taxonomies), ("/taxonomies/{id}", taxonomy),
            ("/taxonomy_terms", terms), ("/taxonomy_terms/{id}", term),
        ]
    }

    private func about(_ request: Request, _ context: HubContext) async throws -> Response {
        .open(
            [
                "version": "3.0", "profile": "https://docs.openreferral.org/en/latest/hsds/",
                "openapi_url": "/openapi.json",
                "description": "Alternative provision: who offers what for whom, who assured it, and what works.",
            ], to: request)
    }

    // MARK: Services, and where they are

    private func services(_ request: Request, _ context: HubContext) async throws -> Response {
        let (full, minimal) = (try request.flag("full"), try request.flag("minimal"))
        return try await list(request) {
            minimal ? OpenReferralJSON.minimal($0) : full ? OpenReferralJSON.full($0) : OpenReferralJSON.summary($0)
        }
    }

    private func places(_ request: Request, _ context: HubContext) async throws -> Response {
        let full = try request.flag("full")
        return try await list(request) { OpenReferralJSON.place($0, full: full) }
    }

    private func list(_ request: Request, _ item: (PublishedProvision) -> JSON) async throws -> Response {
        let (page, today) = (try OpenReferralPage(request), LondonTime.day(of: host.now()))
        let (total, rows) = try await host.pool.withConnection { sql in
            let filter = try await OpenReferralFilter(request, on: today, in: sql).condition
            let found: PostgresQuery =
                "\(fragment: PublishedProvision.selection(on: today)) \(fragment: filter)"
            let results = try await sql.pipeline([
                "select count(*) from (\(fragment: found)) as found",
                "\(fragment: found) order by name, id limit \(page.size) offset \(page.offset)",
            ])
            let rows = try await Self.measured(try results[1].map(PublishedProvision.init), in: sql)
            return (try results[0].decodeFirst(Int.self) ?? 0, rows)
        }
        return .open(page.json(of: total, rows.map(item)), to: request)
    }

    private func service(_ request: Request, _ context: HubContext) async throws -> Response {
        .open(OpenReferralJSON.full(try await one("and id = \(try context.id())")), to: request)
    }

    private func place(_ request: Request, _ context: HubContext) async throws -> Response {
        let row = try await one("and service_at_location_id = \(try context.id())")
        return .open(OpenReferralJSON.place(row, full: true), to: request)
    }

    private func one(_ condition: PostgresQuery) async throws -> PublishedProvision {
        let rows = try await host.pool.withConnection { sql in
            let rows = try await sql.query(
                "\(fragment: PublishedProvision.selection(on: LondonTime.day(of: host.now()))) \(fragment: condition)")
            return try await Self.measured(try rows.map(PublishedProvision.init), in: sql)
        }
        guard let row = rows.first else { throw Problem.notFound() }
        return row
    }

    private static func measured(
        _ rows: [PublishedProvision], in sql: some PostgresSession
    ) async throws -> [PublishedProvision] {
        guard !rows.isEmpty else { return [] }
        let works = try await Directory.whatWorks(in: sql)
        return rows.map { row in
            var row = row
            row.whatWorks = works[row.id]
            return row
        }
    }

    // MARK: Organisations

    private func organizations(_ request: Request, _ context: HubContext) async throws -> Response {
        let page = try OpenReferralPage(request)
        let rows = try await host.pool.query(
            """
            select organization_id, max(provider_name) from provision where listed and entry is not null
            group by organization_id order by 2, 1
            """
        ).decode(UUID.self, String.self)
        return .open(page.json(of: rows.map { .object(OpenReferralJSON.organization(id: $0, name: $1)) }), to: request)
    }

    private func organization(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = try context.id()
        let rows = try await host.pool.query(
            "\(fragment: PublishedProvision.selection(on: LondonTime.day(of: host.now()))) and organization_id = \(id) order by name, id"
        ).map(PublishedProvision.init)
        guard let name = rows.map(\.entry.providerName).max() else { throw Problem.notFound() }
        let services = JSON.Member("services", .array(rows.map(OpenReferralJSON.summary)))
        return .open(.object(OpenReferralJSON.organization(id: id, name: name) + [services]), to: request)
    }

    // MARK: The hub's own words

    private func taxonomies(_ request: Request, _ context: HubContext) async throws -> Response {
        let page = try OpenReferralPage(request)
        return .open(page.json(of: DirectoryTaxonomy.allCases.map(OpenReferralJSON.taxonomy)), to: request)
    }

    private func taxonomy(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = try context.id()
        guard let found = DirectoryTaxonomy.allCases.first(where: { $0.id == id }) else { throw Problem.notFound() }
        return .open(OpenReferralJSON.taxonomy(found), to: request)
    }

    private func terms(_ request: Request, _ context: HubContext) async throws -> Response {
        let (page, taxonomy) = (try OpenReferralPage(request), try request.id("taxonomy_id"))
        let found = DirectoryTaxonomy.allCases.filter { taxonomy == nil || $0.id == taxonomy }.flatMap(\.terms)
        return .open(page.json(of: found.map(OpenReferralJSON.term)), to: request)
    }

    private func term(_ request: Request, _ context: HubContext) async throws -> Response {
        let id = try context.id()
        guard let found = DirectoryTaxonomy.allCases.flatMap(\.terms).first(where: { $0.id == id }) else {
            throw Problem.notFound()
        }
        return .open(OpenReferralJSON.term(found), to: request)
    }
}
