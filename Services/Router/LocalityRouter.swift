import Contracts
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
        ])

    static func main() async {
        await ServiceHost.run(definition, parts)
    }

    static func parts(_ host: ServiceHost) throws -> ServiceParts {
        let keyring = try host.keyring
        let mover = CaseMover(host: host, keyring: keyring)
        return ServiceParts(
            routes: { router in
                QueueAPI(host: host).add(to: router)
                CaseAPI(host: host, keyring: keyring).add(to: router)
                CaseMovesAPI(mover: mover).add(to: router)
                CaseWorkAPI(mover: mover).add(to: router)
                DecisionsAPI(mover: mover).add(to: router)
            },
            projections: [
                ReferralReaction(
                    now: host.now, desk: RoutingDesk(keyring: keyring, logger: host.logger), logger: host.logger),
                PlacementReaction(now: host.now),
            ], views: [CaseQueue()])
    }
}
