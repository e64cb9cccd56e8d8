import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Postgres
import ServiceLifecycle

/// Reminds the owners of actions before those are due. Copies share the work: a row is one copy's at a time, and gone in the
/// same transaction that queues the mail.
struct ActionReminders: Service {
    let events: EventStore
    let bell: Signal
    let logger: Logger
    let now: @Sendable () -> Date

    /// A reminder comes working days ahead: nobody minds half a minute.
    static let pause = Duration.seconds(30)

    func run() async throws {
        // Woken by nobody but the end of the pause, or of the service.
        let rest = Signal()
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    while try await queueOne() {}
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning(
                        "Reminders of actions wait for the database", metadata: ["why": "\(type(of: error))"])
                }
                await rest.wait(atMost: Self.pause)
            }
        }
    }

    /// Queues the mail that has been due for longest. Returns whether there was one.
    func queueOne() async throws -> Bool {
        let moment = now()
        return try await events.transaction { transaction in
            guard let reminder = try await ActionReminder.takeNext(by: moment, in: transaction.sql) else {
                return false
            }
            // It is known: the action was told of when it was agreed.
            guard let context = try await ReferralContext.find(reminder.referralID, in: transaction.sql) else {
                return true
            }
            let delivery = reminder.delivery(context, at: moment)
            for new in try await DeliveryQueue.add([delivery], in: transaction.sql) {
                try await transaction.append([new.queuedEvent], to: new.id, key: new.referralID, after: 0, at: moment)
            }
            transaction.afterCommit { bell.raise() }
            return true
        }
    }
}

/// That the owner of an action is to be reminded of it: a row of `action_reminder`.
struct ActionReminder: Sendable, Equatable {
    let actionID: UUID
    /// The referral its case was opened for.
    let referralID: UUID
    let organisation: String
    let dueAt: Date
    let causeEventID: UUID
    let traceparent: String?

    /// So many working days before the day an action is due its owner is reminded.
    static let workingDaysBefore = 2

    /// When the owner of an action that is due on that day is reminded.
    static func moment(before day: CalendarDate) -> Date {
        let calendar = Clocks.standard.workingDays
        return LondonTime(
            date: calendar.date(workingDaysBefore, workingDaysBefore: day), hour: WorkingDays.opens
        ).instant
    }

    /// Keeps it until then; where that has passed, that the action was given is the reminder.
    func keep(before day: CalendarDate, now: Date, in sql: some PostgresSession) async throws {
        let moment = Self.moment(before: day)
        guard moment > now else { return }
        try await sql.execute(
            """
            insert into action_reminder
                (action_id, referral_id, organisation, due_at, remind_at, cause_event_id, traceparent)
            values (\(actionID), \(referralID), \(organisation), \(dueAt), \(moment), \(causeEventID),
                \(traceparent))
            on conflict do nothing
            """)
    }

    /// The action is done: nobody is reminded.
    static func drop(_ action: UUID, in sql: some PostgresSession) async throws {
        try await sql.execute("delete from action_reminder where action_id = \(action)")
    }

    /// Takes out what has been due for longest; another copy takes another one.
    static func takeNext(by moment: Date, in sql: some PostgresSession) async throws -> ActionReminder? {
        try await sql.query(
            """
            delete from action_reminder where action_id = (
                select action_id from action_reminder where remind_at <= \(moment)
                order by remind_at limit 1 for update skip locked)
            returning action_id, referral_id, organisation, due_at, cause_event_id, traceparent
            """
        ).decodeFirst(UUID.self, UUID.self, String.self, Date.self, UUID.self, String?.self).map {
            ActionReminder(
                actionID: $0, referralID: $1, organisation: $2, dueAt: $3, causeEventID: $4, traceparent: $5)
        }
    }

    func delivery(_ context: ReferralContext, at moment: Date) -> Delivery {
        Delivery(
            id: UUID.v7(at: moment), referralID: referralID, reference: context.reference, template: .actionDue,
            audience: .actionOwner, recipient: organisation, answerBy: dueAt, causeEventID: causeEventID,
            traceparent: traceparent, queuedAt: moment)
    }
}
