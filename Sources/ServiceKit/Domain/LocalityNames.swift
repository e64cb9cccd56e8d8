import Contracts
public import EventFlow
public import Inclusion
public import Postgres

/// What the localities are called, kept by every service that shows them: in a table of its own, from what the router
/// announces on topic `cases`.
public enum LocalityNames {
    /// Belongs to the read model that hands its events to ``notes(of:)``.
    public static let table = "locality_name"

    /// The table, in the service's own schema.
    public static let migration = Migration(
        name: "servicekit_0002_locality_names",
        sql: """
            -- The localities of the county's data that count, in their order; empty until they are announced.
            create table locality_name (
                code  text primary key,
                name  text not null,
                owner text not null,
                place int not null
            );
            """)

    /// What the event changes: all of the table when it announces the county, otherwise nothing.
    /// - Throws: `ContractError`; it makes the event a dead letter.
    public static func notes(of event: ReceivedEvent) throws -> [PostgresQuery] {
        guard event.type == CaseEvent.Kind.countyAnnounced.rawValue,
            case .countyAnnounced(let announced) = try event.decode(CaseEvent.self)
        else { return [] }
        return ["delete from locality_name"]
            + announced.localities.enumerated().map { place, locality in
                """
                insert into locality_name (code, name, owner, place)
                values (\(locality.code), \(locality.name), \(locality.owner), \(place))
                """
            }
    }

    /// Its answer is for ``book(_:)``; to be sent along with others.
    public static let question: PostgresQuery = "select code, name, owner from locality_name order by place"

    /// What ``question`` was answered; the default county's while nothing was announced.
    public static func book(_ rows: PostgresRows) throws -> LocalityBook {
        let localities = try rows.decode(String.self, String.self, String.self).map {
            Locality(code: $0, name: $1, owner: $2)
        }
        return localities.isEmpty ? .standard : LocalityBook(localities)
    }

    /// The localities as they are called now, in a round trip of its own.
    public static func book(in pool: PostgresPool) async throws -> LocalityBook {
        try book(try await pool.query(question))
    }
}
