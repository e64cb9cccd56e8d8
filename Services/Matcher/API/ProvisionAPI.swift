import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// The directory of alternative provision, for those who look for a place and those who have one.
///
/// A coordinator may change every entry and assure it; a provider changes its own organisation's, and never its assurance.
struct ProvisionAPI: Sendable {
    let host: ServiceHost

    func add(to router: HubRouter) {
        router.get("/v1/provisions", use: list)
        router.get("/v1/provisions/{id}", use: read)
        router.put("/v1/provisions/{id}", use: write)
        router.delete("/v1/provisions/{id}", use: unlist)
        router.post("/v1/provisions/{id}/assurances", use: assure)
    }

    // MARK: Reading

    /// Everything listed; whoever provides also finds what is their own and not listed. With `listed=false` what is not:
    /// a coordinator finds everybody's, a provider its own.
    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator, .provider)
        let own: PostgresQuery = "provider_id = \(identity.has(.provider) ? identity.organisation : nil as String?)"
        let page = try PageRequest(request, keys: 1)
        var filter: PostgresQuery =
            switch try request.optionalFlag("listed") {
            case nil: "(listed or \(fragment: own))"
            case true: "listed"
            case false: "not listed and (\(identity.has(.coordinator)) or \(fragment: own))"
            }
        if let last = try page.lastID {
            filter = "\(fragment: filter) and (name, id) > (select name, id from provision where id = \(last))"
        }
        let today = LondonTime.day(of: host.now())
        let query: PostgresQuery = """
            \(fragment: PublishedProvision.entries(on: today)) where entry is not null and \(fragment: filter)
            order by name, id limit \(page.limit + 1)
            """
        let rows = try await host.pool.withConnection { try await Self.described(query, on: today, in: $0) }
        return page.response(
            request, rows, cursor: { [$0.row.id.text] }, item: { ProvisionJSON.summary($0, on: today) })
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let (identity, id) = (try context.identity, try context.id())
        try identity.require(.coordinator, .provider)
        let loaded = try await host.events.read(DirectoryEntry.self, id)
        guard let entry = loaded.state, entry.isListed || identity.mayChange(entry.entry) else {
            throw Problem.notFound()
        }
        let today = LondonTime.day(of: host.now())
        let query: PostgresQuery = "\(fragment: PublishedProvision.entries(on: today)) where id = \(id)"
        let rows = try await host.pool.withConnection { try await Self.described(query, on: today, in: $0) }
        guard let provision = rows.first else { throw Problem.notFound() }
        return .json(ProvisionJSON.record(provision, entry, on: today), version: loaded.version)
    }

    /// Entries of the directory, with what is booked there from that day on, as far ahead as anybody books, and what works.
    private static func described(
        _ query: PostgresQuery, on today: CalendarDate, in sql: some PostgresSession
    ) async throws -> [DescribedProvision] {
        let rows = try await sql.query(query).map(PublishedProvision.init)
        let diaries = try await Diaries.read(rows.map(\.id), during: today...today.adding(days: 3660), in: sql)
        let works = try await Directory.whatWorks(in: sql)
        return rows.map { row in
            var row = row
            row.whatWorks = works[row.id]
            return DescribedProvision(row: row, bookings: diaries[row.id]?.bookings ?? [])
        }
    }

    // MARK: Changing

    /// The entry as a service of Open Referral UK, whole. With `If-Match` it replaces what is there; without, it is new.
    private func write(_ request: Request, _ context: HubContext) async throws -> Response {
        let (identity, id, time) = (try context.identity, try context.id(), host.now())
        try identity.require(.coordinator, .provider)
        let body = try await JSONBody(request)
        let service = try OpenReferralService(body.tree)
        try Self.check(service, id, identity)
        let ifMatch = request.headers[.ifMatch] == nil ? nil : try IfMatch(request)
        let (isNew, version) = try await host.events.transaction { transaction in
            let loaded = try await Self.load(id, for: identity, in: transaction)
            if loaded.state != nil { try (ifMatch ?? IfMatch(request)).require(loaded) }
            if loaded.state == nil, ifMatch != nil { throw Problem.notFound() }
            let commands: [DirectoryCommand] = [service.isActive ? .list(service.entry, .person) : .unlist(.person)]
            let version = try await Self.change(id, loaded, commands, by: identity, at: time, in: transaction)
            if let places = service.places {
                try await transaction.sql.execute("update provision set places = \(places) where id = \(id)")
            }
            return (loaded.state == nil, version)
        }
        var response = Response.json(["id": .string(id.text)], status: isNew ? .created : .ok, version: version)
        if isNew { response.headers[.location] = "/v1/provisions/\(id.text)" }
        return response
    }

    private static func check(
        _ service: OpenReferralService, _ id: UUID, _ identity: Identity
    ) throws(Problem) {
        guard service.id == id else {
            throw .invalid([
                FieldProblem(pointer: "/id", code: "not_allowed", detail: "This must be the id of the address.")
            ])
        }
        guard identity.mayChange(service.entry) else {
            throw .forbidden(code: "other_organisation", "You may only describe what your own organisation provides.")
        }
    }

    /// Nobody is asked for a place any more. Children who are there stay.
    private func unlist(_ request: Request, _ context: HubContext) async throws -> Response {
        let (identity, id, time) = (try context.identity, try context.id(), host.now())
        try identity.require(.coordinator, .provider)
        let ifMatch = try IfMatch(request)
        _ = try await host.events.transaction { transaction in
            let loaded = try await Self.load(id, for: identity, in: transaction)
            guard loaded.state != nil else { throw Problem.notFound() }
            try ifMatch.require(loaded)
            return try await Self.change(id, loaded, [.unlist(.person)], by: identity, at: time, in: transaction)
        }
        return Response(status: .noContent)
    }

    private func assure(_ request: Request, _ context: HubContext) async throws -> Response {
        let (identity, id, time) = (try context.identity, try context.id(), host.now())
        try identity.require(.coordinator)
        let ifMatch = try IfMatch(request)
        let body = try await JSONBody(request)
        let draft = try Self.draft(body)
        return try await host.idempotent(request, context, body: body) { transaction in
            let loaded = try await Self.load(id, for: identity, in: transaction)
            guard loaded.state != nil else { throw Problem.notFound() }
            try ifMatch.require(loaded)
            let version = try await Self.change(id, loaded, [.assure(draft)], by: identity, at: time, in: transaction)
            return .created(
                location: "/v1/provisions/\(id.text)", version: version,
                ["id": .string(id.text), "assured_until": .string(draft.until)])
        }
    }

    private static func draft(_ body: JSONBody) throws(Problem) -> AssuranceDraft {
        let reader = FieldReader(body)
        let draft = AssuranceDraft(
            assurer: reader.string("assurer", max: 200), standard: reader.string("standard", max: 500),
            assuredOn: reader.date("assured_on").description, until: reader.date("until").description,
            evidence: reader.objects("evidence", min: 1, max: 20).map {
                .init(
                    kind: $0.code("kind", of: Set(EvidenceKind.allCases.map(\.code))),
                    on: $0.date("seen_on").description)
            })
        try reader.finish()
        return draft
    }

    /// The entry, locked. Another organisation's does not exist for a provider.
    private static func load(
        _ id: UUID, for identity: Identity, in transaction: EventTransaction
    ) async throws -> Loaded<DirectoryEntry> {
        try await Directory.hold(transaction.sql)
        let loaded = try await transaction.load(DirectoryEntry.self, id)
        if let entry = loaded.state?.entry, !identity.mayChange(entry) { throw Problem.notFound() }
        return loaded
    }

    private static func change(
        _ id: UUID, _ loaded: Loaded<DirectoryEntry>, _ commands: [DirectoryCommand], by identity: Identity,
        at time: Date, in transaction: EventTransaction
    ) async throws -> Int64 {
        do {
            return try await Directory.change(
                id, loaded, commands, by: identity.subject, at: time, in: transaction
            ).version
        } catch let violation as RuleViolation {
            throw Problem(violation)
        }
    }
}

extension Identity {
    /// Whether an entry is the caller's to change: any for a coordinator, the own organisation's for a provider.
    fileprivate func mayChange(_ entry: ProvisionEntry) -> Bool {
        has(.coordinator) || organisation == entry.providerID
    }
}
