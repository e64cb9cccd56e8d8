import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit
import SwiftProtobuf

/// A row of `provision` as the public directory shows it. Only what is listed has one.
struct PublishedProvision: Sendable {
    let id: UUID
    let entry: ProvisionEntry
    let organizationID: UUID
    let serviceAtLocationID: UUID
    let places: Int
    let taken: Int
    let assuredOn: CalendarDate?
    let modifiedAt: Date
    var whatWorks: WhatWorks?
    /// What the feed said of it beyond the fields the hub reads.
    let kept: [String: JSON]

    /// Rows that are shown, with how many children have a place from that day on; conditions may follow.
    static func selection(on day: CalendarDate) -> PostgresQuery {
        "\(fragment: entries(on: day)) where listed and entry is not null"
    }

    /// Rows of all entries, shown or not.
    static func entries(on day: CalendarDate) -> PostgresQuery {
        """
        select provision.*, (
            select count(*) from booking
            where provision_id = provision.id and state = 'taken' and last_day >= \(day.description)
        ) as taken
        from provision
        """
    }

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        entry = try ProvisionEntry(serializedBytes: try row.value("entry", as: [UInt8].self))
        organizationID = try row.value("organization_id")
        serviceAtLocationID = try row.value("service_at_location_id")
        places = try row.value("places")
        taken = try row.value("taken")
        assuredOn = try row.value("assured_on")
        modifiedAt = try row.value("modified_at")
        kept = Self.members(entry.service)
    }

    private static func members(_ service: Data) -> [String: JSON] {
        guard !service.isEmpty, case .object(let members) = try? JSONBody(bytes: Array(service)).tree else {
            return [:]
        }
        return Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    }

    var kindWords: String { ApKind(rawValue: entry.kind)?.words ?? entry.kind }
}
