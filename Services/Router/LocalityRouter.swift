import Contracts
import EventFlow
import Inclusion
import Postgres
import ServiceKit

/// Finds the locality and the forum for every referral, and keeps the coordinators' queues.
@main
struct LocalityRouter {
    static let definition = ServiceDefinition(
        name: "locality-router", schema: "locality_router", topic: .cases, defaultPort: 8082,
        migrations: [
            Migration(
                name: "locality_router_0001_cases",
                sql: String(decoding: PackageResources.locality_router_0001_cases_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0002_referrals_of_a_case",
                sql: String(decoding: PackageResources.locality_router_0002_referrals_of_a_case_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0003_routing_data",
                sql: String(decoding: PackageResources.locality_router_0003_routing_data_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0006_meetings",
                sql: String(decoding: PackageResources.locality_router_0006_meetings_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0007_plans_and_actions",
                sql: String(decoding: PackageResources.locality_router_0007_plans_and_actions_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0008_clocks",
                sql: String(decoding: PackageResources.locality_router_0008_clocks_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0009_queues",
                sql: String(decoding: PackageResources.locality_router_0009_queues_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0010_themes",
                sql: String(decoding: PackageResources.locality_router_0010_themes_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0011_terms",
                sql: String(decoding: PackageResources.locality_router_0011_terms_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0012_places_of_closed_cases",
                sql: String(decoding: PackageResources.locality_router_0012_places_of_closed_cases_sql, as: UTF8.self)),
            Migration(
                name: "locality_router_0013_references_of_a_case",
                sql: String(decoding: PackageResources.locality_router_0013_references_of_a_case_sql, as: UTF8.self)),
        ])

    static func main() async {
        await ServiceHost.run(definition, parts)
    }

    static func parts(_ host: ServiceHost) throws -> ServiceParts {
        let keyring = try host.keyring
        let desk = RoutingDesk(keyring: keyring, logger: host.logger)
        let county: CountyNow = {
            try await host.pool.withConnection { try await desk.county(in: $0) }
        }
        let clocks: ClocksNow = { try await desk.clocks(in: $0.sql) }
        let mover = CaseMover(host: host, keyring: keyring, clocks: clocks)
        return ServiceParts(
            routes: { router in
                QueueAPI(host: host, county: county).add(to: router)
                CaseAPI(host: host, keyring: keyring, county: county).add(to: router)
                AccessAPI(host: host, keyring: keyring, county: county).add(to: router)
                CaseMovesAPI(mover: mover).add(to: router)
                CaseWorkAPI(mover: mover, county: county).add(to: router)
                DecisionsAPI(mover: mover).add(to: router)
                NextCaseAPI(host: host, clocks: clocks).add(to: router)
                AssignmentsAPI(host: host, clocks: clocks).add(to: router)
                ListingAPI(host: host, clocks: clocks).add(to: router)
                MeetingAPI(host: host, county: county).add(to: router)
                PapersAPI(host: host, keyring: keyring, county: county).add(to: router)
                ActionAPI(host: host, keyring: keyring, county: county).add(to: router)
                PlanAPI(host: host, keyring: keyring, county: county).add(to: router)
                ThemesAPI(host: host, county: county).add(to: router)
                ThemeActionAPI(host: host, county: county).add(to: router)
            },
            projections: [
                ReferralReaction(now: host.now, desk: desk, logger: host.logger),
                PlacementReaction(now: host.now, desk: desk),
                ThemeFacts(desk: desk),
            ], views: [CaseQueue(), MeetingCalendar(), PlanRegister(), ThemeActionList()],
            background: [
                CountyKeeper(
                    county: county, changed: desk.changed, news: CountyNews(events: host.events, now: host.now),
                    planning: MeetingPlanning(events: host.events, now: host.now), logger: host.logger),
                ClockKeeper(
                    store: host.events, now: host.now, logger: host.logger, clocks: { Clocks(try await county()) }),
            ])
    }
}
