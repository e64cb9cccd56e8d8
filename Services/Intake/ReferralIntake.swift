import Contracts
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
                name: "referral_intake_0005_machines",
                sql: String(decoding: PackageResources.referral_intake_0005_machines_sql, as: UTF8.self)),
        ], settings: Machines.settings + DocsPage.settings)

    static func main() async {
        await ServiceHost.run(definition) { host in
            let machines = try await Machines(host: host)
            let docs = DocsPage(host: host)
            let api = try ReferralAPI(host: host)
            return ServiceParts(
                routes: { router in
                    // First: it is the gate before everything that is added after it.
                    machines.add(to: router)
                    docs.add(to: router)
                    api.add(to: router)
                },
                projections: [StandingProjection()])
        }
    }
}
