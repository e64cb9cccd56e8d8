import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// What somebody chooses with an import, because the feed does not say it: which services are alternative provision though
/// they lack the hub's terms, and what the hub calls the feed's organisations.
struct ImportChoice: Sendable, Equatable {
    /// Ids of services, or of organisations, all of whose services are meant.
    var takenIn: Set<UUID> = []
    /// The organisation in its people's tokens, by the id that the feed has for it.
    var providers: [UUID: String] = [:]

    init() {}

    /// Reads what was posted; an id that none of these services has is a slip.
    init(_ reader: FieldReader, among services: JSON) {
        let known = Self.ids(in: services)
        let chosen = reader.uuids("take_in", max: 1000)
        for id in chosen where !known.services.contains(id) && !known.organizations.contains(id) {
            reader.note(
                "take_in", code: "not_in_feed", "No service and no organisation of this feed has the id \(id.text).")
        }
        takenIn = Set(chosen)
        for organization in reader.objects("organizations", max: 1000) {
            let id = organization.uuid("id")
            if organization.has("id"), !known.organizations.contains(id) {
                organization.note("id", code: "not_in_feed", "No organisation of this feed has this id.")
            }
            providers[id] = organization.string("provider", max: 100)
        }
    }

    /// As it was kept with an import that was only compared.
    init(kept: JSON) {
        takenIn = Set((kept["take_in"]?.strings ?? []).compactMap(UUID.init(uuidString:)))
        for organization in kept["organizations"]?.items ?? [] {
            guard let id = organization["id"]?.words.flatMap(UUID.init(uuidString:)) else { continue }
            providers[id] = organization["provider"]?.words
        }
    }

    /// To be kept, in an order of its own.
    var json: JSON {
        let organizations = providers.map { ($0.key.text, $0.value) }.sorted { $0 < $1 }
        return [
            "take_in": .strings(takenIn.map(\.text).sorted()),
            "organizations": .array(organizations.map { ["id": .string($0.0), "provider": .string($0.1)] }),
        ]
    }

    private static func ids(in services: JSON) -> (services: Set<UUID>, organizations: Set<UUID>) {
        func ids(_ items: [JSON?]) -> Set<UUID> { Set(items.compactMap { $0?.feedID }) }
        return (ids(services.items), ids(services.items.map { $0["organization"] }))
    }
}

// MARK: What the hub calls organisations of a feed

extension ImportChoice {
    /// With what was said with earlier imports of the feed.
    func withEarlier(of feed: String, in sql: some PostgresSession) async throws -> ImportChoice {
        let rows = try await sql.query(
            "select organization_id, provider_id from directory_organization where feed = \(feed)"
        ).decode(UUID.self, String.self)
        var choice = self
        choice.providers.merge(rows.map { ($0.0, $0.1) }) { now, _ in now }
        return choice
    }

    /// Keeps it for later imports of the feed.
    func keep(for feed: String, in sql: PostgresTransaction) async throws {
        for (organization, provider) in providers {
            try await sql.execute(
                """
                insert into directory_organization (feed, organization_id, provider_id)
                values (\(feed), \(organization), \(provider))
                on conflict (feed, organization_id) do update set provider_id = excluded.provider_id
                """)
        }
    }
}

extension JSON {
    /// The id of a service or an organisation, as far as it can be read.
    var feedID: UUID? { self["id"]?.words.flatMap(UUID.init(uuidString:)) }
}
