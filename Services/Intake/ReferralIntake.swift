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
                name: "referral_intake_0006_imports",
                sql: String(decoding: PackageResources.referral_intake_0006_imports_sql, as: UTF8.self)),
            Migration(
                name: "referral_intake_0007_feed",
                sql: String(decoding: PackageResources.referral_intake_0007_feed_sql, as: UTF8.self)),
        ])

    static func main() async {
        await ServiceHost.run(definition) { host in
            let api = try ReferralAPI(host: host)
            let (news, files) = (FeedBell(), Signal())
            let feed = FeedAPI(pool: host.pool, watch: FeedWatch(pool: host.pool, bell: news, logger: host.logger))
            let imports = ImportAPI(host: host, desk: ImportDesk(register: api.register), bell: files)
            let work = RowWork(commit: api.commit, keyring: api.register.keyring, now: host.now)
            return ServiceParts(
                routes: { router in
                    api.add(to: router)
                    imports.add(to: router)
                    feed.add(to: router)
                },
                projections: [StandingProjection(), FeedProjection(bell: news)],
                background: [ImportWorker(pool: host.pool, work: work, bell: files, logger: host.logger)])
        }
    }
}
