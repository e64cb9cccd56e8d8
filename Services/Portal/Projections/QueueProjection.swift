import Contracts
import EventFlow
import FoundationEssentials
import Logging
import Postgres
import ServiceKit

/// Keeps for every referral what a locality's queue shows of it.
struct QueueProjection: ReadModel {
    /// Of the consumer.
    static let consumer = "show-queue"
    let name = consumer
    let topics = [Topic.referrals, .cases, .placements]
    let tables = ["queue_item", LocalityNames.table]
    let logger: Logger

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        let names = try events.flatMap(LocalityNames.notes)
        let events = events.filter(\.isAboutReferral)
        guard !events.isEmpty else { return try await transaction.write(names) }
        let rows = try await transaction.sql.pipeline(QueueItem.lock(events.map(\.key)))
        let before = Dictionary(uniqueKeysWithValues: try rows[1].map(QueueItem.init).map { ($0.referralID, $0) })
        var items = before
        for event in events {
            let wasShown = items[event.key]?.slot != nil
            try note(event, in: &items[event.key, default: QueueItem(referralID: event.key)])
            if !wasShown, let file = items[event.key]?.file {
                await event.inItsTrace {
                    logger.info(
                        "Case shown in its queue",
                        metadata: [
                            "referral": "\(event.key.text)", "case": "\(file.id.text)", "locality": "\(file.locality)",
                        ])
                }
            }
        }
        let changed = items.values.filter { before[$0.referralID] != $0 }
        let writings = try changed.map { try $0.write() }
        try await transaction.write(names + writings)
    }

    private func note(_ event: ReceivedEvent, in item: inout QueueItem) throws {
        let before = item
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
        if item != before { item.changes += 1 }
    }
}
