import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// Turns what happened into mails to be sent: a delivery, and its event, for everybody who should hear.
struct DeliveryReaction: Reaction {
    let name = "deliveries"
    let topics: [Topic] = [.referrals, .cases, .placements]
    let bell: Signal
    let now: @Sendable () -> Date

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        guard event.isAboutReferral, let news = try News(event) else { return }
        if let context = news.context { try await context.remember(for: event.key, in: transaction.sql) }
        try await noteMembership(news, of: event.key, in: transaction.sql)
        if case .cases(.rerouted(let it)) = news {
            try await CaseReferrals.note(
                locality: it.locality, of: event.key, version: event.version, in: transaction.sql)
        }
        try await noteAction(news, event, in: transaction.sql)
        let notices = try await addressed(news, of: event.key, in: transaction.sql)
        guard !notices.isEmpty else { return }
        // Topics overtake each other: the placement may be here before the referral is.
        guard let context = try await ReferralContext.find(event.key, in: transaction.sql) else {
            throw ProjectionTrouble.notYet("nothing is known yet of the referral it belongs to")
        }
        let moment = now()
        let own = CaseReferrals.Listener(referralID: event.key, context: context)
        var deliveries: [Delivery] = []
        // What is said later is kept apart until then.
        for notice in notices where !notice.template.isSaidLater {
            for listener in try await listeners(to: notice, own, in: transaction.sql) {
                if notice.template.isSaidOnce,
                    try await DeliveryQueue.holds(notice.template, about: listener.referralID, in: transaction.sql)
                {
                    continue
                }
                deliveries.append(Delivery(notice, about: event, listener, at: moment))
            }
        }
        for delivery in try await DeliveryQueue.add(deliveries, in: transaction.sql) {
            try await transaction.append(
                [delivery.queuedEvent], to: delivery.id, key: delivery.referralID, after: 0, at: moment)
        }
        transaction.afterCommit { bell.raise() }
    }

    /// Whoever is given an action is reminded of it unless it is done before.
    private func noteAction(_ news: News, _ event: ReceivedEvent, in sql: some PostgresSession) async throws {
        switch news {
        case .cases(.actionAgreed(let agreed)):
            guard let day = CalendarDate(agreed.dueOn), let end = agreed.end else { return }
            let reminder = ActionReminder(
                actionID: try UUID(inEvent: agreed.actionID), referralID: event.key,
                organisation: agreed.organisation, dueAt: end, causeEventID: event.id,
                traceparent: event.envelope.traceparent)
            try await reminder.keep(before: day, now: now(), in: sql)
        case .cases(.actionDone(let done)):
            try await ActionReminder.drop(try UUID(inEvent: done.actionID), in: sql)
        default: return
        }
    }

    private func noteMembership(_ news: News, of key: UUID, in sql: some PostgresSession) async throws {
        guard let (text, isPart, context) = news.membership, let referral = UUID(uuidString: text) else { return }
        try await context?.remember(for: referral, in: sql)
        try await CaseReferrals.note(referral, of: key, isPart: isPart, in: sql)
    }

    /// The notices, to the coordinators who have the case now: a search for a place names those who asked for it.
    private func addressed(_ news: News, of key: UUID, in sql: some PostgresSession) async throws -> [Notice] {
        guard case .placements = news, !news.notices.isEmpty,
            let locality = try await CaseReferrals.locality(of: key, in: sql)
        else { return news.notices }
        return news.notices.map { $0.toCoordinators(of: locality) }
    }

    /// The referrals a notice is about: one mail for each. Coordinators and providers know the case by the referral it was
    /// opened for.
    private func listeners(
        to notice: Notice, _ own: CaseReferrals.Listener, in sql: some PostgresSession
    ) async throws -> [CaseReferrals.Listener] {
        switch notice.recipient {
        case .coordinator, .provider, .actionOwner: return [own]
        case .referrer: return try await CaseReferrals.listeners(of: own.referralID, in: sql)
        case .referrerOf(let text):
            guard let id = UUID(uuidString: text), id != own.referralID else { return [own] }
            guard let context = try await ReferralContext.find(id, in: sql) else {
                throw ProjectionTrouble.notYet("nothing is known yet of the referral whose agency is asked")
            }
            return [CaseReferrals.Listener(referralID: id, context: context)]
        }
    }
}
