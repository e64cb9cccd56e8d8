import Contracts
import FoundationEssentials
import Metrics

/// What a metric means: the words Prometheus shows beside it, and, for a histogram, where its buckets end.
public struct MetricMeaning: Sendable {
    /// As Prometheus writes it.
    public let name: String
    /// A sentence for the operator.
    public let words: String
    /// `nil` leaves it to the registry: from half a millisecond to 30 seconds.
    public let bounds: [Double]?

    /// What `name` means.
    public init(_ name: String, _ words: String, bounds: [Double]? = nil) {
        self.name = name
        self.words = words
        self.bounds = bounds
    }
}

/// What the flow of events counts and measures. Labels are topics and consumers only: never an id.
public enum FlowMetrics {
    /// Events a transaction takes together.
    private static let batches: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
    /// From what nobody notices to a backlog of days; 15 ms and 60 ms are what is promised at ordinary load.
    private static let ages: [Double] = [
        0.005, 0.01, 0.015, 0.03, 0.06, 0.125, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86400,
    ]

    /// All of them.
    public static let meanings: [MetricMeaning] = [
        MetricMeaning("hub_relay_published_total", "Events the broker has acknowledged."),
        MetricMeaning("hub_relay_trouble_total", "Attempts to publish that came to nothing and were made again."),
        MetricMeaning("hub_relay_log_cuts_total", "Times the broker was found to have lost the end of a log."),
        MetricMeaning(
            "hub_relay_acknowledgement_seconds", "From handing a batch to the broker to its last acknowledgement."),
        MetricMeaning("hub_relay_batch_events", "Events published together.", bounds: batches),
        MetricMeaning("hub_projection_applied_total", "Events applied and committed."),
        MetricMeaning("hub_projection_seen_already_total", "Events passed over because they had been applied before."),
        MetricMeaning("hub_projection_parked_total", "Times an event was parked, each further attempt included."),
        MetricMeaning("hub_projection_dead_letters_total", "Events that became dead letters."),
        MetricMeaning("hub_projection_trouble_total", "Batches that could not be applied and were tried again."),
        MetricMeaning(
            "hub_projection_skipped_offsets_total", "Offsets of a log that were gone before they were read."),
        MetricMeaning(
            "hub_projection_commit_seconds", "From the start of a batch's transaction to its commit."),
        MetricMeaning("hub_projection_batch_events", "Events applied in one transaction.", bounds: batches),
        MetricMeaning(
            "hub_projection_event_age_seconds", "From when an event happened to when it was applied.", bounds: ages),
    ]
}

/// What the relay counts.
struct RelayMetrics: Sendable {
    let published: Counter
    let trouble: Counter
    let cuts: Counter
    let acknowledgement: Timer
    let batch: Recorder

    init(topic: Topic) {
        let dimensions = [("topic", topic.rawValue)]
        published = Counter(label: "hub_relay_published_total", dimensions: dimensions)
        trouble = Counter(label: "hub_relay_trouble_total", dimensions: dimensions)
        cuts = Counter(label: "hub_relay_log_cuts_total", dimensions: dimensions)
        acknowledgement = Timer(label: "hub_relay_acknowledgement_seconds", dimensions: dimensions)
        batch = Recorder(label: "hub_relay_batch_events", dimensions: dimensions)
    }
}

/// What a projector counts.
struct ProjectorMetrics: Sendable {
    let applied: Counter
    let repeated: Counter
    let parked: Counter
    let deadLetters: Counter
    let trouble: Counter
    let skipped: Counter
    let commit: Timer
    let batch: Recorder
    let age: Timer

    init(consumer: String) {
        let dimensions = [("consumer", consumer)]
        applied = Counter(label: "hub_projection_applied_total", dimensions: dimensions)
        repeated = Counter(label: "hub_projection_seen_already_total", dimensions: dimensions)
        parked = Counter(label: "hub_projection_parked_total", dimensions: dimensions)
        deadLetters = Counter(label: "hub_projection_dead_letters_total", dimensions: dimensions)
        trouble = Counter(label: "hub_projection_trouble_total", dimensions: dimensions)
        skipped = Counter(label: "hub_projection_skipped_offsets_total", dimensions: dimensions)
        commit = Timer(label: "hub_projection_commit_seconds", dimensions: dimensions)
        batch = Recorder(label: "hub_projection_batch_events", dimensions: dimensions)
        age = Timer(label: "hub_projection_event_age_seconds", dimensions: dimensions)
    }
}

extension ProjectorMetrics {
    /// Counts what a committed transaction came to.
    func count(_ tally: Tally, committedAt now: Date) {
        applied.increment(by: tally.applied.count)
        repeated.increment(by: tally.repeated)
        parked.increment(by: tally.parked)
        deadLetters.increment(by: tally.deadLetters)
        if !tally.applied.isEmpty { batch.record(tally.applied.count) }
        for time in tally.applied { age.recordSeconds(max(0, now.timeIntervalSince(time))) }
    }
}

/// What a transaction does to the events it is given.
struct Tally: Sendable {
    /// When each applied event happened.
    var applied: [Date] = []
    var repeated = 0
    var parked = 0
    var deadLetters = 0
}

extension Metrics.Timer {
    func record(since start: ContinuousClock.Instant) {
        recordNanoseconds((ContinuousClock.now - start).nanoseconds)
    }
}

extension Duration {
    var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
