import Contracts
import Metrics

/// What the relay counts. Labels are topics only: never an id.
struct RelayMetrics: Sendable {
    let published: Counter
    let trouble: Counter
    let cuts: Counter
    let acknowledgement: Timer

    init(topic: Topic) {
        let dimensions = [("topic", topic.rawValue)]
        published = Counter(label: "relay_published_total", dimensions: dimensions)
        trouble = Counter(label: "relay_trouble_total", dimensions: dimensions)
        cuts = Counter(label: "relay_log_cuts_total", dimensions: dimensions)
        acknowledgement = Timer(label: "relay_acknowledgement_seconds", dimensions: dimensions)
    }
}

/// What a projector counts.
struct ProjectorMetrics: Sendable {
    let applied: Counter
    let repeated: Counter
    let parked: Counter
    let deadLetters: Counter
    let trouble: Counter
    let commit: Timer
    private let consumer: String

    init(consumer: String) {
        let dimensions = [("consumer", consumer)]
        self.consumer = consumer
        applied = Counter(label: "projection_applied_total", dimensions: dimensions)
        repeated = Counter(label: "projection_seen_already_total", dimensions: dimensions)
        parked = Counter(label: "projection_parked_total", dimensions: dimensions)
        deadLetters = Counter(label: "projection_dead_letters_total", dimensions: dimensions)
        trouble = Counter(label: "projection_trouble_total", dimensions: dimensions)
        commit = Timer(label: "projection_commit_seconds", dimensions: dimensions)
    }

    /// How far the projection is behind the end of a partition's log.
    func lag(_ lag: Int64, topic: String, partition: Int32) {
        Gauge(
            label: "projection_lag_events",
            dimensions: [("consumer", consumer), ("topic", topic), ("partition", String(partition))]
        ).record(lag)
    }
}

extension Metrics.Timer {
    func record(since start: ContinuousClock.Instant) {
        recordNanoseconds((ContinuousClock.now - start).nanoseconds)
    }
}

extension Duration {
    var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
