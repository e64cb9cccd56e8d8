import Contracts
import EventFlow
import Logging
import Postgres
import ServiceKit

/// Tells people what happened: reads every topic, mails whoever should hear, and says on its own topic what was sent.
@main
struct Notifier {
    static let definition = ServiceDefinition(
        name: "notifier", schema: "notifier", topic: .notifications, defaultPort: 8084,
        migrations: [
            Migration(
                name: "notifier_0001_deliveries",
                sql: String(decoding: PackageResources.notifier_0001_deliveries_sql, as: UTF8.self)),
            Migration(
                name: "notifier_0002_referrals_of_a_case",
                sql: String(decoding: PackageResources.notifier_0002_referrals_of_a_case_sql, as: UTF8.self)),
            Migration(
                name: "notifier_0003_worked_cases",
                sql: String(decoding: PackageResources.notifier_0003_worked_cases_sql, as: UTF8.self)),
            Migration(
                name: "notifier_0004_actions",
                sql: String(decoding: PackageResources.notifier_0004_actions_sql, as: UTF8.self)),
            Migration(
                name: "notifier_0005_queue",
                sql: String(decoding: PackageResources.notifier_0005_queue_sql, as: UTF8.self)),
        ],
        settings: MailSettings.settings, needsKeyring: false)

    static func main() async {
        await ServiceHost.run(definition) { try parts($0) }
    }

    static func parts(_ host: ServiceHost) throws -> ServiceParts {
        let settings = try MailSettings(host.settings)
        let bell = Signal()
        host.logger.info("Contacts read", metadata: ["addresses": "\(settings.contacts.count)"])
        host.onScrape(MailMetrics.meanings) { try await MailMetrics.queued(in: $0) }
        return ServiceParts(
            routes: { DeliveryAPI(pool: host.pool).add(to: $0) },
            projections: [DeliveryReaction(bell: bell, now: host.now)],
            background: [
                MailSender(events: host.events, settings: settings, bell: bell, logger: host.logger, now: host.now),
                ActionReminders(events: host.events, bell: bell, logger: host.logger, now: host.now),
            ])
    }
}
