import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Metrics
import Postgres
import ServiceLifecycle

/// Sends what is queued: each mail in a transaction of its own, which holds its row while the server is asked. Some go at
/// the same time, so that one the server is slow about does not hold up all others; but those for one recipient about one
/// referral go one after the other.
///
/// Several copies may run; each row is one copy's at a time, and free again the moment that copy dies. Only a death
/// between the server's yes and the commit sends a mail a second time, and then with the same Message-ID.
struct MailSender: Service {
    let events: EventStore
    let settings: MailSettings
    /// Raised when mails were queued.
    let bell: Signal
    let logger: Logger
    let now: @Sendable () -> Date
    /// One for each mail that goes at the same time.
    private let postmen: [Postman]
    private let outage = Outage()
    private let metrics = MailMetrics()

    /// How long nothing may be due before the table is looked at again without having been rung.
    private static let idlePoll: Duration = .seconds(2)

    init(
        events: EventStore, settings: MailSettings, bell: Signal, logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.events = events
        self.settings = settings
        self.bell = bell
        self.logger = logger
        self.now = now
        postmen = (0..<settings.atOnce).map { _ in Postman(settings.server) }
    }

    /// Runs until graceful shutdown or cancellation; mails that are being handed over are finished first.
    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                await withTaskGroup { group in
                    for (place, postman) in postmen.enumerated() {
                        group.addTask { await keepSending(by: postman, isFirst: place == 0) }
                    }
                }
            }
        } onCancelOrGracefulShutdown: {
            for postman in postmen { postman.stop() }
        }
        for postman in postmen { await postman.hangUp() }
    }

    /// - Parameter isFirst: whether this postman tries whether a server that was away is back; the others wait until it is.
    private func keepSending(by postman: Postman, isFirst: Bool) async {
        while !Task.isCancelled {
            do {
                guard isFirst || !outage.isOn else {
                    await rest()
                    continue
                }
                switch try await sendNext(by: postman) {
                case .settled:
                    break
                case .sent:
                    if outage.end() { logger.notice("The mail server is back", metadata: ["server": "\(server)"]) }
                case .nothingDue:
                    await postman.hangUp()
                    await rest()
                case .serverAway(let why):
                    if outage.begin() {
                        logger.warning(
                            "The mail server is away; mails wait", metadata: ["server": "\(server)", "why": "\(why)"])
                    }
                    if isFirst { try await Task.sleep(for: outage.nextPause()) }
                case .stopped:
                    return
                }
            } catch is CancellationError {
                return
            } catch {
                metrics.trouble.increment()
                logger.warning("Sending mails waits for the database", metadata: ["why": "\(words(error))"])
                try? await Task.sleep(for: .seconds(2) * Double.random(in: 0.75...1.25))
            }
        }
    }

    private func rest() async {
        await bell.wait(atMost: Self.idlePoll * Double.random(in: 0.75...1.25))
    }

    private var server: String { settings.server.name }

    /// Database errors are free of values; of others only the type is told.
    private func words(_ error: any Error) -> String {
        (error as? PostgresError).map { "\($0)" } ?? String(describing: type(of: error))
    }

    private enum Step: Sendable {
        case nothingDue
        case sent
        /// Failed for good, or put off: the next may go.
        case settled
        case serverAway(String)
        case stopped
    }

    /// Sends what has been due for longest, if anything is due.
    private func sendNext(by postman: Postman) async throws -> Step {
        guard try await DeliveryQueue.hasDue(in: events.pool) else { return .nothingDue }
        // Not cancelled with this task: a mail the server has taken must be noted as sent.
        return try await Task {
            try await events.transaction { transaction in
                guard let delivery = try await DeliveryQueue.claim(in: transaction.sql) else { return .nothingDue }
                let trace = delivery.traceparent.flatMap(TraceContext.init(header:))
                return try await TraceContext.$current.withValue(trace) {
                    try await send(delivery, by: postman, in: transaction)
                }
            }
        }.value
    }

    private func send(
        _ delivery: Delivery, by postman: Postman, in transaction: EventTransaction
    ) async throws -> Step {
        guard let address = settings.contacts.address(of: delivery.recipient, as: delivery.audience) else {
            return try await giveUp(delivery, .noAddress, in: transaction)
        }
        switch await postman.deliver(mail(for: delivery, to: address)) {
        case .sent:
            try await DeliveryQueue.markSent(delivery, at: now(), in: transaction)
            if outage.mayBeOver { try await DeliveryQueue.hurryThoseThatWaitedForTheServer(in: transaction.sql) }
            metrics.sent.increment()
            logger.info(
                "Mail sent",
                metadata: [
                    "delivery": "\(delivery.id.text)", "referral": "\(delivery.referralID.text)",
                    "template": "\(delivery.template.rawValue)", "audience": "\(delivery.audience.rawValue)",
                ])
            return .sent
        case .refused(let failure):
            return try await giveUp(delivery, failure, in: transaction)
        case .deferred(let code):
            guard now().timeIntervalSince(delivery.queuedAt) < RetrySchedule.patience else {
                return try await giveUp(delivery, .refusedByServer, in: transaction)
            }
            logger.info(
                "The mail server puts a mail off",
                metadata: ["delivery": "\(delivery.id.text)", "code": "\(code)", "attempt": "\(delivery.attempts + 1)"])
            try await postpone(delivery, because: .deferredByServer, in: transaction)
            return .settled
        case .serverAway(let why):
            try await postpone(delivery, because: .serverAway, in: transaction)
            return .serverAway(why)
        case .stopped:
            return .stopped
        }
    }

    private func mail(for delivery: Delivery, to address: String) -> Mail {
        let facts = MailFacts(
            reference: delivery.reference, answerBy: delivery.answerBy, signIn: settings.signIn,
            forum: delivery.forum.flatMap(Forum.init(code:)), meetsOn: delivery.meetsOn.flatMap(CalendarDate.init(_:)),
            clock: delivery.clock)
        let (subject, text) = delivery.template.render(facts)
        return Mail(
            id: delivery.id, from: settings.from, to: address, subject: subject, text: text, date: delivery.queuedAt)
    }

    private func giveUp(
        _ delivery: Delivery, _ failure: DeliveryFailure, in transaction: EventTransaction
    ) async throws -> Step {
        logger.error(
            "A mail cannot be delivered; somebody has to look at the contacts",
            metadata: [
                "delivery": "\(delivery.id.text)", "audience": "\(delivery.audience.rawValue)",
                "recipient": "\(delivery.recipient)", "code": "\(failure.rawValue)",
            ])
        try await DeliveryQueue.markFailed(delivery, failure, at: now(), in: transaction)
        metrics.failed.increment()
        return .settled
    }

    private func postpone(
        _ delivery: Delivery, because trouble: DeliveryTrouble, in transaction: EventTransaction
    ) async throws {
        let delay = RetrySchedule.delay(afterAttempt: delivery.attempts + 1) * Double.random(in: 0.9...1.1)
        try await DeliveryQueue.postpone(delivery, by: delay, because: trouble, in: transaction.sql)
        metrics.postponed.increment()
    }
}
