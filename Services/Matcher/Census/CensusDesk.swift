import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import Privacy
import ServiceKit

/// Puts the rows of the alternative provision census together: one for each child, about the latest placement of the period.
struct CensusDesk: Sendable {
    let host: ServiceHost
    let keyring: Keyring

    /// The rows of those who were in a placement between two days, in some localities. Every child's details are opened, with
    /// a line in the access log.
    func rows(
        _ period: ClosedRange<CalendarDate>, in localities: [String], for reader: Reader
    ) async throws -> [CensusRow] {
        let placements = try await latest(period, in: localities)
        let ids = placements.map(\.id)
        let agreed = try await host.pool.query(
            """
            select subject, payload from event_log
            where subject = any(\(ids)) and type = \(PlacementEvent.Kind.agreed.rawValue)
            """
        ).decode(UUID.self, [UInt8].self)
        let agreements = try Dictionary(uniqueKeysWithValues: agreed.map { ($0.0, try Self.agreed($0.1)) })
        let numbers = try await identifiers(of: Set(placements.map(\.provisionID)))
        var rows: [CensusRow] = []
        for placement in placements {
            guard let agreement = agreements[placement.id], let agreement else { continue }
            rows.append(
                CensusRow(
                    placementID: placement.id.text, reference: placement.reference,
                    child: try await child(agreement, reader),
                    setting: CensusSetting(
                        numbers[placement.provisionID] ?? [], isRegistered: placement.isRegistered),
                    reason: agreement.primaryReason, entered: placement.startedOn?.description ?? "",
                    left: placement.endedOn?.description, sessionsAWeek: placement.sessions.count))
        }
        return rows
    }

    /// The latest placement of each child that began, and was not over before.
    private func latest(
        _ period: ClosedRange<CalendarDate>, in localities: [String]
    ) async throws -> [PlacementRow] {
        let rows = try await host.pool.query(
            """
            \(fragment: PlacementRow.selection)
            where placement.started_on <= \(period.upperBound.description)::text::date
                and (placement.ended_on is null or placement.ended_on >= \(period.lowerBound.description)::text::date)
                and \(fragment: MovedCases.isIn(localities))
            order by placement.started_on desc, placement.id
            """
        ).map(PlacementRow.init)
        var seen: Set<UUID> = []
        return rows.filter { seen.insert($0.childID).inserted }
            .sorted { ($0.reference, $0.id.text) < ($1.reference, $1.id.text) }
    }

    private static func agreed(_ payload: [UInt8]) throws -> PlacementAgreed? {
        guard case .agreed(let agreed) = try PlacementEvent(kind: .agreed, bytes: payload) else { return nil }
        return agreed
    }

    /// `nil` when the child's key has been erased. Of an older request nothing is known but the child: then its row says
    /// all that is missing.
    private func child(_ agreed: PlacementAgreed, _ reader: Reader) async throws -> CensusChild? {
        guard agreed.hasCensus else { return CensusChild() }
        do {
            return try await keyring.open(
                agreed.census, as: CensusChild.self, by: reader, purpose: .census,
                referral: UUID(uuidString: agreed.placement.referralID))
        } catch PrivacyError.erased {
            return nil
        }
    }

    /// The numbers each provision is known by, as its directory entry says them in the words of Open Referral UK.
    private func identifiers(of provisions: Set<UUID>) async throws -> [UUID: [(kind: String, number: String)]] {
        let listed = try await host.pool.query(
            """
            select distinct on (subject) subject, payload from event_log
            where subject = any(\(Array(provisions))) and type = \(PlacementEvent.Kind.provisionListed.rawValue)
            order by subject, version desc
            """
        ).decode(UUID.self, [UInt8].self)
        var found: [UUID: [(kind: String, number: String)]] = [:]
        for (provision, payload) in listed {
            guard case .provisionListed(let listed) = try PlacementEvent(kind: .provisionListed, bytes: payload),
                let service = try? JSONBody(bytes: Array(listed.entry.service)).tree
            else { continue }
            found[provision] = Self.identifiers(in: service)
        }
        return found
    }

    /// `organization.organization_identifiers` of a service (HSDS 3.x).
    static func identifiers(in service: JSON) -> [(kind: String, number: String)] {
        guard case .array(let items)? = service["organization"]?["organization_identifiers"] else { return [] }
        return items.compactMap { item in
            guard case .string(let kind)? = item["identifier_type"], case .string(let number)? = item["identifier"]
            else { return nil }
            return (kind, number)
        }
    }
}
