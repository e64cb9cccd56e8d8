import EventFlow
import FoundationEssentials
import Postgres

/// What the services derive, and the wishes to fill it anew, as an operator meets them.
struct RebuildOffice {
    let url: String
    let services: [HubService]

    /// Something derived, whose it is, and what is known of it.
    struct Item: Sendable {
        let service: HubService
        let projection: ProjectionRecord
        /// Of its tables with their indexes; none for a reaction.
        let bytes: Int64
        /// The newest wish to fill it anew.
        let last: Rebuild?

        var name: String { "\(service.name)/\(projection.name)" }
    }

    /// Everything that is derived, service by service.
    func list() async throws -> [Item] {
        var items: [Item] = []
        for service in services {
            items +=
                try await Database.ifThere("projection", of: service, url) { try await Self.list(service, $0) } ?? []
        }
        return items
    }

    /// The projection of that name, said with dashes or underscores.
    func find(_ name: String) async throws -> Item {
        let items = try await list()
        let wanted = name.replacing("_", with: "-")
        if let item = items.first(where: { $0.projection.name.replacing("_", with: "-") == wanted }) { return item }
        let whose = services.map(\.name).listed
        guard !items.isEmpty else {
            throw Failure(
                "\(whose) has not said what it derives.",
                "It does when it starts: is it running, and is this its database?")
        }
        throw Failure(
            "\(whose) derives nothing called “\(name)”.", "One of: \(items.map(\.projection.name).listed)")
    }

    /// Asks the service, or joins what is under way already.
    /// - Returns: the wish, and whether it is a new one.
    func request(_ item: Item, by name: String) async throws -> (rebuild: Rebuild, isNew: Bool) {
        let found = try await within(item.service) { connection in
            let projection = item.projection.name
            let id = try await Rebuild.request(projection, by: name, in: connection)
            if let id { return (try await Rebuild.find(id, in: connection), true) }
            return (try await Self.underWay(projection, connection), false)
        }
        guard let rebuild = found.0 else { throw Failure("The rebuild that was under way has just ended: ask again.") }
        return (rebuild, found.1)
    }

    /// Takes back the wish that is under way.
    func cancel(_ item: Item) async throws -> Rebuild {
        let found = try await within(item.service) { connection -> Rebuild? in
            guard let rebuild = try await Self.underWay(item.projection.name, connection),
                try await Rebuild.cancel(rebuild.id, in: connection)
            else { return nil }
            return rebuild
        }
        guard let found else { throw Failure("No rebuild of \(item.name) is under way.", "`hub rebuild` lists them.") }
        return found
    }

    /// How it stands now.
    func look(at rebuild: Rebuild, of service: HubService) async throws -> Rebuild {
        let found = try await within(service) { try await Rebuild.find(rebuild.id, in: $0) }
        guard let found else { throw Failure("The rebuild is not in the database any more.") }
        return found
    }

    private static func underWay(_ projection: String, _ session: some PostgresSession) async throws -> Rebuild? {
        try await Rebuild.list(in: session).first { $0.projection == projection && !$0.state.isOver }
    }

    private static func list(_ service: HubService, _ session: some PostgresSession) async throws -> [Item] {
        let rebuilds = try await Rebuild.list(limit: 1000, in: session)
        var items: [Item] = []
        for projection in try await ProjectionRecord.list(in: session) {
            let bytes = try await session.query(
                """
                select coalesce(sum(pg_total_relation_size(to_regclass(quote_ident(name)))), 0)::bigint
                from unnest(\(projection.tables)::text[]) name
                """
            ).decodeFirst(Int64.self)
            items.append(
                Item(
                    service: service, projection: projection, bytes: bytes ?? 0,
                    last: rebuilds.first { $0.projection == projection.name }))
        }
        return items
    }

    private func within<R: Sendable>(
        _ service: HubService, _ body: (PostgresConnection) async throws -> R
    ) async throws -> R {
        guard let value = try await Database.ifThere("rebuild", of: service, url, body) else {
            throw Failure("\(service.name) has no tables in this database.", "`hub migrate` makes them.")
        }
        return value
    }
}
