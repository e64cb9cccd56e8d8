import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit
import SwiftProtobuf

/// A row of `provision`. Only what is listed is shown to everybody.
struct PublishedProvision: Sendable {
    let id: UUID
    let entry: ProvisionEntry
    let organizationID: UUID
    let serviceAtLocationID: UUID
    let places: Int
    let taken: Int
    let isListed: Bool
    /// Taken in from a feed, and not listed yet.
    let isTakenIn: Bool
    let assuredOn: CalendarDate?
    let assuredUntil: CalendarDate
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
        isListed = try row.value("listed")
        isTakenIn = try row.value("taken_in")
        assuredOn = try row.value("assured_on")
        assuredUntil = try row.value("assured_until")
        modifiedAt = try row.value("modified_at")
        kept = Dictionary(entry.serviceMembers.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// `nil` while it does not say its kind.
    var kindWords: String? { entry.kind.isEmpty ? nil : ApKind(rawValue: entry.kind)?.words ?? entry.kind }

    /// What keeps it from being listed, while it is taken in.
    func missing(on today: CalendarDate) -> [EntryGap] {
        isTakenIn ? entry.gaps(assuredUntil: assuredUntil, on: today) : []
    }
}
