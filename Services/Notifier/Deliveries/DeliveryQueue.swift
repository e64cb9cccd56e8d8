import EventFlow
import FoundationEssentials
import Postgres

/// The deliveries in the database: what waits to be sent, and how each ended.
enum DeliveryQueue {
    /// Adds deliveries to the queue. Gives back those that are new: the same cause never makes the same mail twice.
    static func add(_ deliveries: [Delivery], in sql: some PostgresSession) async throws -> [Delivery] {
        let outcomes = try await sql.pipeline(
            deliveries.map { delivery in
                """
                insert into delivery
                    (id, referral_id, reference, template, audience, recipient, answer_by, cause_event_id,
                     traceparent, queued_at, forum, meets_on, clock)
                values (\(delivery.id), \(delivery.referralID), \(delivery.reference), \(delivery.template.rawValue),
                    \(delivery.audience.rawValue), \(delivery.recipient), \(delivery.answerBy),
                    \(delivery.causeEventID), \(delivery.traceparent), \(delivery.queuedAt),
                    \(delivery.forum), \(delivery.meetsOn), \(delivery.clock))
                on conflict (cause_event_id, template, audience, recipient) do nothing
                """
            })
        return zip(deliveries, outcomes).filter { $1.affected == 1 }.map(\.0)
    }

    /// Whether there was such a mail about the referral already.
    static func holds(_ template: MailTemplate, about referral: UUID, in sql: some PostgresSession) async throws -> Bool
    {
        try await sql.query(
            "select exists (select from delivery where referral_id = \(referral) and template = \(template.rawValue))"
        ).decodeFirst(Bool.self) ?? false
    }

    /// Whether anything waits to be sent now. Cheaper than a claim, so the question of an idle sender.
    static func hasDue(in pool: PostgresPool) async throws -> Bool {
        try await pool.query(
            "select exists (select from delivery where status = 'queued' and next_attempt_at <= now())"
        ).decodeFirst(Bool.self) ?? false
    }

    /// Claims what has been due for longest, until the transaction ends; whoever claims meanwhile gets another one.
    ///
    /// Not while an earlier one is due for the same recipient about the same referral, or just on its way: what happened first
    /// is told first. One that was put off for later is overtaken.
    ///
    /// One row after the other is looked at until one fits: as `not exists` it would be joined with all that waits, each time.
    ///
    /// A newer copy of the service may have queued mails whose words this one does not know: they are left to it.
    static func claim(in sql: some PostgresSession) async throws -> Delivery? {
        let known = MailTemplate.allCases.map(\.rawValue)
        let rows = try await sql.query(
            """
            select id, referral_id, reference, template, audience, recipient, answer_by, cause_event_id, traceparent,
                queued_at, attempts, forum, meets_on, clock
            from delivery
            where status = 'queued' and next_attempt_at <= now() and template = any(\(known))
                and not coalesce((
                    select true from delivery as earlier
                    where earlier.referral_id = delivery.referral_id and earlier.recipient = delivery.recipient
                        and earlier.status = 'queued' and earlier.next_attempt_at <= now()
                        and earlier.template = any(\(known))
                        and (earlier.queued_at, earlier.id) < (delivery.queued_at, delivery.id)
                    limit 1), false)
            order by next_attempt_at limit 1
            for update skip locked
            """)
        return try rows.decodeFirst(
            UUID.self, UUID.self, String.self, MailTemplate.self, Audience.self, String.self, Date?.self, UUID.self,
            String?.self, Date.self, Int.self, String?.self, String?.self, String?.self
        ).map {
            Delivery(
                id: $0, referralID: $1, reference: $2, template: $3, audience: $4, recipient: $5, answerBy: $6,
                causeEventID: $7, traceparent: $8, queuedAt: $9, attempts: $10, forum: $11, meetsOn: $12, clock: $13)
        }
    }

    /// The mail server has it: says so in the table and to the rest of the hub.
    static func markSent(_ delivery: Delivery, at moment: Date, in transaction: EventTransaction) async throws {
        try await transaction.sql.execute(
            """
            update delivery set status = 'sent', settled_at = \(moment), attempts = attempts + 1, trouble = null
            where id = \(delivery.id)
            """)
        try await transaction.append(
            [delivery.sentEvent], to: delivery.id, key: delivery.referralID, after: 1, at: moment)
    }

    /// It is given up on: somebody has to look at it.
    static func markFailed(
        _ delivery: Delivery, _ failure: DeliveryFailure, at moment: Date, in transaction: EventTransaction
    ) async throws {
        try await transaction.sql.execute(
            """
            update delivery set status = 'failed', settled_at = \(moment), attempts = attempts + 1,
                failure = \(failure)
            where id = \(delivery.id)
            """)
        try await transaction.append(
            [delivery.failedEvent(failure)], to: delivery.id, key: delivery.referralID, after: 1, at: moment)
    }

    /// It is tried again later.
    static func postpone(
        _ delivery: Delivery, by delay: Duration, because trouble: DeliveryTrouble, in sql: some PostgresSession
    ) async throws {
        try await sql.execute(
            """
            update delivery set attempts = attempts + 1, trouble = \(trouble),
                next_attempt_at = clock_timestamp() + make_interval(secs => \(delay / .seconds(1)))
            where id = \(delivery.id)
            """)
    }

    /// The mail server is back: what waited for it alone goes at once. Rows another copy is sending are left to it.
    static func hurryThoseThatWaitedForTheServer(in sql: some PostgresSession) async throws {
        try await sql.execute(
            """
            update delivery set next_attempt_at = now() where id in (
                select id from delivery
                where status = 'queued' and next_attempt_at > now() and trouble = \(DeliveryTrouble.serverAway)
                for update skip locked)
            """)
    }
}

/// Why a mail has to wait.
enum DeliveryTrouble: String, Sendable, PostgresCodable {
    /// The mail server could not be reached, or takes no mail from us at present.
    case serverAway = "server_away"
    /// The mail server asked to try this mail again later.
    case deferredByServer = "deferred_by_server"
}

extension MailTemplate: PostgresCodable {}
extension Audience: PostgresCodable {}
