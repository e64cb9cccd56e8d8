import Contracts
import EventFlow
import Postgres
import ServiceKit

/// Takes referrals from agencies, and tells each agency where its own stand.
@main
struct ReferralIntake {
    static let definition = ServiceDefinition(
        name: "referral-intake", schema: "referral_intake", topic: .referrals, defaultPort: 8081,
        migrations: [
            Migration(
                name: "referral_intake_0001_referrals",
                sql: String(decoding: PackageResources.referral_intake_0001_referrals_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0002_standing_stands_alone",
                sql: String(decoding: PackageResources.referral_intake_0002_standing_stands_alone_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0003_open_referrals",
                sql: String(decoding: PackageResources.referral_intake_0003_open_referrals_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0004_life_after_posting",
                sql: String(decoding: PackageResources.referral_intake_0004_life_after_posting_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0005_machines",
                sql: String(decoding: PackageResources.referral_intake_0005_machines_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0006_imports",
                sql: String(decoding: PackageResources.referral_intake_0006_imports_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0007_feed",
                sql: String(decoding: PackageResources.referral_intake_0007_feed_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0008_feed_links",
                sql: String(decoding: PackageResources.referral_intake_0008_feed_links_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0009_links_by_time",
                sql: String(decoding: PackageResources.referral_intake_0009_links_by_time_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0010_returned",
                sql: String(decoding: PackageResources.referral_intake_0010_returned_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0011_worked_cases",
                sql: String(decoding: PackageResources.referral_intake_0011_worked_cases_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0012_feed_ids",
                sql: String(decoding: PackageResources.referral_intake_0012_feed_ids_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0013_keys_of_imports",
                sql: String(decoding: PackageResources.referral_intake_0013_keys_of_imports_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0014_left_cases",
                sql: String(decoding: PackageResources.referral_intake_0014_left_cases_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0015_placements",
                sql: String(decoding: PackageResources.referral_intake_0015_placements_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0016_open_offers",
                sql: String(decoding: PackageResources.referral_intake_0016_open_offers_sql, as: UTF8.self)),
            LocalityNames.migration,
        ], settings: Machines.settings + DocsPage.settings)

    static func main() async {
        await ServiceHost.run(definition) { host in
            var parts = try parts(host)
            let (machines, docs, routes) = (try await Machines(host: host), DocsPage(host: host), parts.routes)
            parts.routes = { router in
                // First: it is the gate before everything that is added after it.
                machines.add(to: router)
                docs.add(to: router)
                routes(router)
            }
            return parts
        }
    }

    /// What the service is made of behind the gate for machines.
    static func parts(_ host: ServiceHost) throws -> ServiceParts {
        let register = ChildRegister(
            keyring: try host.keyring, keysAreHere: host.settings.keyringDatabaseURL == host.settings.databaseURL)
        let referrals = ReferralAPI(host: host, register: register)
        let life = LifeAPI(host: host, register: register)
        let (list, drafts) = (ReferralList(host: host), DraftAPI(host: host, register: register))
        let (news, files) = (Signal(), Signal())
        let feed = FeedAPI(pool: host.pool, watch: FeedWatch(pool: host.pool, bell: news, logger: host.logger))
        let imports = ImportAPI(host: host, desk: ImportDesk(keyring: register.keyring), bell: files)
        let work = RowWork(commit: referrals.commit, keyring: register.keyring, now: host.now)
        return ServiceParts(
            routes: { router in
                referrals.add(to: router)
                life.add(to: router)
                list.add(to: router)
                drafts.add(to: router)
                imports.add(to: router)
                feed.add(to: router)
            },
            projections: [StandingProjection(), FeedProjection(bell: news)],
            background: [
                DraftPurge(host: host), ImportWorker(pool: host.pool, work: work, bell: files, logger: host.logger),
            ])
    }
}
