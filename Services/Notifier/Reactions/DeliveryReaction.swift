import Contracts
import EventFlow
import FoundationEssentials

/// Turns what happened into mails to be sent: a delivery, and its event, for everybody who should hear.
struct DeliveryReaction: Reaction {
    let name = "deliveries"
    let topics: [Topic] = [.referrals, .cases, .placements]
    let bell: SenderBell
    let now: @Sendable () -> Date

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        guard let news = try News(event) else { return }
        if let context = news.context { try await context.remember(for: event.key, in: transaction.sql) }
        let notices = news.notices
        guard !notices.isEmpty else { return }
        // Topics overtake each other: the placement may be here before the referral is.
        guard let context = try await ReferralContext.find(event.key, in: transaction.sql) else {
            throw ProjectionTrouble.notYet("nothing is known yet of the referral it belongs to")
        }
        let moment = now()
        let deliveries = notices.map { Delivery($0, about: event, context, at: moment) }
        for delivery in try await DeliveryQueue.add(deliveries, in: transaction.sql) {
            try await transaction.append(
                [delivery.queuedEvent], to: delivery.id, key: delivery.referralID, after: 0, at: moment)
        }
        try await bell.ring(in: transaction.sql)
    }
}
