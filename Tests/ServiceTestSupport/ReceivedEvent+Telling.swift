import Contracts
import Foundation
import Kafka

@testable import EventFlow

extension ReceivedEvent {
    /// Tuesday 24 November 2026, 08:00 UTC: where it does not matter when.
    public static let anyTime = Date(timeIntervalSince1970: 1_795_507_200)

    /// An event as a projection receives it from another service.
    /// - Parameters:
    ///   - referral: its key: the referral, or the thing itself where it is not about one.
    ///   - subject: the aggregate, where that is not the same.
    /// - Throws: what `payload()` throws.
    public static func of<E: TopicEvent>(
        _ event: E, referral: UUID, subject: UUID? = nil, id: UUID = UUID(), version: Int64 = 1, time: Date = anyTime,
        traceparent: String? = nil
    ) throws -> ReceivedEvent {
        let key = Array(referral.text.utf8)
        let envelope = EventEnvelope(
            id: id, type: event.type, source: "/tests", subject: subject ?? referral, time: time, version: version,
            traceparent: traceparent, epoch: .first)
        return try ReceivedEvent(
            topic: E.topic, partition: murmur2Partition(key: key, partitions: Topic.partitions),
            record: ConsumerRecord(
                offset: 0, timestamp: 0, key: key, value: try event.payload(), headers: envelope.headers))
    }
}
