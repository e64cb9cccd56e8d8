import Contracts
import EventFlow
import Foundation
import Kafka
import Postgres
import SwiftProtobuf

/// Events a second from a full outbox to the broker's acknowledgement and the mark in the database, against librdkafka
/// sending the same bytes to the same broker with the same settings.
enum RelaySpeed {
    /// Where the bare producer sends to: the relay watches the ends of its own topic.
    private static let bareTopic = Topic.cases
    private static let topic = Topic.referrals
    /// One transaction makes an event visible with all others, so the clock starts with a full outbox.
    private static let eventsASubject = 50

    static func measure(_ bench: Bench) async throws -> [Row] {
        try await EventHub.with("bench_relay", connections: 8, in: bench.surroundings) { events in
            var turns: Turns?
            try await events.relaying(to: topic) {
                try await fill(1000, events)
                try await events.untilPublished()
                let ready = try await published(events, atMost: 20_000)
                let bare = BareProducer(configuration: events.kafka, topic: bareTopic.rawValue)
                let count = bench.sizes.relayEvents
                turns = try await Turns.take(bench.sizes.rounds) {
                    try await onOwnThread { try bare.recordsPerSecond(ready, count: count) }
                } value: {
                    try await fill(count, events)
                    let begun = ContinuousClock.now
                    try await events.untilPublished()
                    let rate = Double(count) / ((ContinuousClock.now - begun) / .seconds(1))
                    bench.progress.say("  \(Figure.text(rate)) published a second")
                    return rate
                }
            }
            guard let turns else { throw BenchFailure("nothing was relayed") }
            var absolute = turns.row("relay, by itself", "events/s", goal: .atLeast(30_000))
            absolute.limit = nil
            absolute.note = ""
            return [turns.row("relay", "events/s", goal: .ratioAtLeast(0.2)), absolute]
        }
    }

    /// Puts events into log and outbox. They become visible, and the relay is woken, when the last is there.
    private static func fill(_ count: Int, _ events: EventHub) async throws {
        try await events.store.transaction { transaction in
            for _ in 0..<(count / eventsASubject) {
                let subject = UUID.v7(at: Date())
                try await transaction.append(
                    Array(repeating: event(subject), count: eventsASubject), to: subject, key: subject, after: 0,
                    at: Date())
            }
            // As autovacuum would have done for an outbox that filled up in the course of a day.
            try await transaction.sql.execute("analyze event_log")
            try await transaction.sql.execute("analyze outbox")
        }
    }

    /// About as large as a referral of the samples.
    private static func event(_ subject: UUID) -> ReferralEvent {
        .submitted(
            .with {
                $0.referralID = subject.text
                $0.reference = "RH-BENCH"
                $0.childID = subject.text
                $0.details = .with {
                    $0.childID = subject.text
                    $0.box = Data(repeating: 7, count: 900)
                }
            })
    }

    /// Records as the relay has published them, byte for byte.
    private static func published(_ events: EventHub, atMost count: Int) async throws -> [BareProducer.Ready] {
        let consumer = try KafkaConsumer(
            events.kafka, group: "bench-read", topics: [topic.rawValue], clientID: "bench", logger: Surroundings.quiet,
            startOffsets: { _, _ in [:] })
        var ready: [BareProducer.Ready] = []
        let total = try await events.store.pool.query("select count(*) from event_log").decode(Int.self).first ?? 0
        for await event in consumer.events {
            guard case .batch(let batch) = event else { continue }
            ready += batch.records.map { BareProducer.Ready(partition: batch.partition, record: $0) }
            if ready.count >= min(count, total) { break }
        }
        await consumer.close()
        return ready
    }
}
