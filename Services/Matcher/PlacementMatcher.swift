import Contracts
import Inclusion
import Logging
import Postgres
import ServiceKit

/// Finds a fitting place for every child a coordinator decided to place, asks its provider, and never gives one place
/// twice.
@main
struct PlacementMatcher {
    static let definition = ServiceDefinition(
        name: "placement-matcher", schema: "placement_matcher", topic: .placements, defaultPort: 8083,
        migrations: [
            Migration(
                name: "placement_matcher_0001_placements",
                sql: String(decoding: PackageResources.placement_matcher_0001_placements_sql, as: UTF8.self)),
            Migration(
                name: "placement_matcher_0002_lists_stand_alone",
                sql: String(decoding: PackageResources.placement_matcher_0002_lists_stand_alone_sql, as: UTF8.self)),
            Migration(
                name: "placement_matcher_0003_moved_cases",
                sql: String(decoding: PackageResources.placement_matcher_0003_moved_cases_sql, as: UTF8.self)),
            LocalityNames.migration,
            Migration(
                name: "placement_matcher_0004_directory",
                sql: String(decoding: PackageResources.placement_matcher_0004_directory_sql, as: UTF8.self)),
            Migration(
                name: "placement_matcher_0005_capacity",
                sql: String(decoding: PackageResources.placement_matcher_0005_capacity_sql, as: UTF8.self)),
            Migration(
                name: "placement_matcher_0006_offers",
                sql: String(decoding: PackageResources.placement_matcher_0006_offers_sql, as: UTF8.self)),
            Migration(
                name: "placement_matcher_0007_placements",
                sql: String(decoding: PackageResources.placement_matcher_0007_placements_sql, as: UTF8.self)),
            Migration(
                name: "placement_matcher_0008_county_calendar",
                sql: String(decoding: PackageResources.placement_matcher_0008_county_calendar_sql, as: UTF8.self)),
            Migration(
                name: "placement_matcher_0009_taken_in",
                sql: String(decoding: PackageResources.placement_matcher_0009_taken_in_sql, as: UTF8.self)),
        ],
        settings: [DirectoryFile.setting, OpenReferralAPI.setting])

    static func main() async {
        await ServiceHost.run(definition) { host in
            let keyring = try host.keyring
            let file = try DirectoryFile(path: host.settings.text(DirectoryFile.setting.key) ?? "")
            try await DirectoryFeed(file).load(host.events, at: host.now())
            host.logger.info("Directory loaded", metadata: ["provisions": "\(file.provisions.count)"])
            return ServiceParts(
                routes: { router in
                    PlacementRequestAPI(host: host, keyring: keyring).add(to: router)
                    PlacementMovesAPI(host: host, keyring: keyring).add(to: router)
                    OfferAPI(host: host, keyring: keyring).add(to: router)
                    PlacementAPI(host: host, keyring: keyring).add(to: router)
                    CensusAPI(desk: CensusDesk(host: host, keyring: keyring)).add(to: router)
                    ProvisionAPI(host: host).add(to: router)
                    DirectoryImportAPI(host: host).add(to: router)
                    OpenReferralAPI(host: host).add(to: router)
                    CapacityAPI(host: host).add(to: router)
                    DemandAPI(host: host).add(to: router)
                },
                projections: [DecisionReaction(now: host.now, logger: host.logger), MovedCases()],
                views: [PlacementLists(), CapacityCalendars(), PlacementRegister()],
                background: [OfferKeeper(store: host.events, now: host.now, logger: host.logger)])
        }
    }
}
