import EventFlow
import Metrics
import Postgres
import ServiceKit

/// What the sender counts, and what waits for it.
struct MailMetrics: Sendable {
    let sent = Counter(label: "hub_mails_sent_total")
    let failed = Counter(label: "hub_mails_failed_total")
    let postponed = Counter(label: "hub_mails_postponed_total")
    let trouble = Counter(label: "hub_mails_database_trouble_total")

    static let meanings: [MetricMeaning] = [
        MetricMeaning("hub_mails_sent_total", "Mails the mail server has taken."),
        MetricMeaning("hub_mails_failed_total", "Mails given up on."),
        MetricMeaning("hub_mails_postponed_total", "Attempts after which a mail has to wait."),
        MetricMeaning("hub_mails_database_trouble_total", "Times sending waited for the database."),
        MetricMeaning(
            "hub_mails_queued", "Mails to be sent, those that wait for another attempt included. Counted to 10,001."),
        MetricMeaning("hub_mails_queued_oldest_age_seconds", "How long the oldest mail to be sent has waited."),
    ]

    /// What is queued, counted no further than a glance allows.
    static func queued(in sql: some PostgresSession) async throws -> [MetricSample] {
        let rows = try await sql.query(
            """
            select count(*), coalesce(max(extract(epoch from now() - queued_at)::float8), 0)
            from (select queued_at from delivery where status = 'queued' limit \(Backlog.bound + 1)) as taken
            """)
        guard let (count, age) = try rows.decodeFirst(Int64.self, Double.self) else { return [] }
        return [
            .gauge("hub_mails_queued", Double(count)),
            .gauge("hub_mails_queued_oldest_age_seconds", max(0, age)),
        ]
    }
}
