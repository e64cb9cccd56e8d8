import Contracts
import EventFlow
import FoundationEssentials
import Postgres

/// Keeps for every referral what a locality's queue shows of it.
struct QueueProjection: Projection {
    let name = "show-queue"
    let topics = [Topic.referrals, .cases, .placements]

    func apply(_ event: ReceivedEvent, in transaction: EventTransaction) async throws {
        let rows = try await transaction.sql.pipeline(QueueItem.lock(event.key))
        let before = try rows[1].map(QueueItem.init).first ?? QueueItem(referralID: event.key)
        var item = before
        switch event.topic {
        case .referrals:
            _ = try event.decode(ReferralEvent.self)
            item.notePosted(at: event.time)
        case .cases:
            try item.note(try event.decode(CaseEvent.self), version: event.version, at: event.time)
        case .placements:
            try item.note(try event.decode(PlacementEvent.self), of: event.subject, version: event.version)
        case .notifications:
            return
        }
        if item != before { try await transaction.sql.execute(item.write()) }
    }
}
