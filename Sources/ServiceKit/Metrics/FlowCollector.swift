import Contracts
import EventFlow
import Kafka
import Logging
import Postgres

/// Asks, at a scrape, the database what is waiting, and the broker how far behind the consumers are.
///
/// A consumer's lag is the end of the log as the broker tells it just now, less the offset the database has committed. So
/// it grows also when a consumer is stuck, has lost its partitions, or runs nowhere. Every copy of a service tells of all
/// partitions: take the largest, not the sum.
actor FlowCollector {
    private let pool: PostgresPool
    private let kafka: KafkaConfiguration
    private let service: String
    private let logger: Logger
    private var consumers: [(name: String, topics: [Topic])] = []
    /// A client of its own: what serves the relay and the projectors must not wait for a watcher's question. It is made
    /// at the first scrape, so who is not watched does not pay for it.
    private var client: KafkaProducer?
    /// Where the logs ended when the broker last answered.
    private var ends: [Topic: [Int32: (low: Int64, high: Int64)]] = [:]

    private static let patience: Duration = .seconds(2)

    init(pool: PostgresPool, kafka: KafkaConfiguration, service: String, logger: Logger) {
        self.pool = pool
        self.kafka = kafka
        self.service = service
        self.logger = logger
    }

    /// Tells from now on how far behind these are.
    func watch(_ projections: [any Projection]) {
        consumers = projections.map { ($0.name, $0.topics) }
    }

    /// What is to be shown at this scrape. Without the database only that it is away; without the broker the lag behind
    /// what the broker had when it was last there.
    func samples() async -> [MetricSample] {
        async let answered = refreshEnds()
        let backlog = await pool.glance { try await Backlog.read(in: $0) }
        var samples = [MetricSample.gauge("hub_database_up", backlog == nil ? 0 : 1)]
        if let isAnswered = await answered { samples.append(.gauge("hub_broker_up", isAnswered ? 1 : 0)) }
        guard let backlog else { return samples }
        return samples + Self.waiting(backlog) + lag(backlog)
    }

    /// Ends the client.
    func close() async {
        await client?.close()
        client = nil
    }

    /// Whether the broker answered; `nil` when there is nothing to ask it.
    private func refreshEnds() async -> Bool? {
        let topics = Set(consumers.flatMap(\.topics))
        guard !topics.isEmpty else { return nil }
        do {
            let client = try self.client ?? KafkaProducer(kafka, clientID: "\(service).scrape", logger: logger)
            self.client = client
            try await withThrowingTaskGroup { group in
                for topic in topics {
                    group.addTask {
                        (
                            topic,
                            try await client.watermarks(
                                topic: topic.rawValue, partitions: Array(0..<Topic.partitions), timeout: Self.patience)
                        )
                    }
                }
                for try await (topic, found) in group { ends[topic] = found }
            }
            return true
        } catch {
            logger.debug("The ends of the logs could not be read for the metrics", metadata: ["why": "\(error)"])
            return false
        }
    }

    private static func waiting(_ backlog: Backlog) -> [MetricSample] {
        var samples: [MetricSample] = [
            .gauge("hub_outbox_events", Double(backlog.outbox.events)),
            .gauge("hub_outbox_oldest_event_age_seconds", backlog.outbox.oldestAge),
        ]
        for (consumer, parked) in backlog.parked {
            let labels = [("consumer", consumer)]
            samples.append(.gauge("hub_parked_events", Double(parked.events), labels))
            samples.append(.gauge("hub_parked_keys", Double(parked.keys), labels))
            samples.append(.gauge("hub_parked_oldest_age_seconds", parked.oldestAge, labels))
        }
        for (consumer, letters) in backlog.deadLetters {
            let labels = [("consumer", consumer)]
            samples.append(.gauge("hub_dead_letters", Double(letters.events), labels))
            samples.append(.gauge("hub_dead_letters_oldest_age_seconds", letters.oldestAge, labels))
        }
        return samples
    }

    private func lag(_ backlog: Backlog) -> [MetricSample] {
        var samples: [MetricSample] = []
        for (consumer, topics) in consumers {
            for topic in topics {
                for partition in 0..<Topic.partitions {
                    let place = Backlog.Place(consumer: consumer, topic: topic.rawValue, partition: partition)
                    let labels = [
                        ("consumer", consumer), ("topic", topic.rawValue), ("partition", String(partition)),
                    ]
                    let next = backlog.positions[place] ?? 0
                    samples.append(.gauge("hub_projection_offset", Double(next), labels))
                    guard let end = ends[topic]?[partition] else { continue }
                    samples.append(
                        .gauge("hub_projection_lag_events", Double(max(0, end.high - max(end.low, next))), labels))
                }
            }
        }
        return samples
    }
}
