import Kafka
import Logging
import Synchronization
import TestSupport
import Testing

let topic = "cases"
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// What the clients of these tests can talk to.
protocol Clustered: Sendable {
    func configuration(_ settings: [String: String]) -> KafkaConfiguration
}

extension TestBroker: Clustered {}

extension EmbeddedBroker: Clustered {
    func configuration(_ settings: [String: String] = [:]) -> KafkaConfiguration {
        KafkaConfiguration(bootstrap: bootstrap, profile: .embedded, settings: settings)
    }
}

extension Trait where Self == ConditionTrait {
    static var injectingFaults: Self {
        .enabled(if: TestBroker.isEmbedded, "only the embedded broker can be told to fail")
    }
}

func record(_ number: Int, partition: Int32 = 0, topic: String = topic, size: Int = 0) -> ProducerRecord {
    ProducerRecord(
        topic: topic, partition: partition, key: Array("key-\(partition)".utf8),
        value: Array("\(number)".utf8) + [UInt8](repeating: 46, count: size),
        headers: [KafkaHeader(name: "ce_id", text: "\(number)"), KafkaHeader(name: "content-type", text: "text/plain")])
}

func number(_ record: ConsumerRecord) -> Int? {
    record.header("ce_id").flatMap { Int(String(decoding: $0, as: UTF8.self)) }
}

struct DeadlinePassed: Error {}

/// Runs `body`, which waits for events, with a deadline.
func within<Value: Sendable>(
    _ limit: Duration = .seconds(30), _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: limit)
            throw DeadlinePassed()
        }
        guard let value = try await group.next() else { throw DeadlinePassed() }
        group.cancelAll()
        return value
    }
}

/// Something other tasks count up and one waits for.
final class Bell: Sendable {
    private let state = Mutex<(rung: Int, waiting: [(Int, CheckedContinuation<Void, Never>)])>((0, []))

    var count: Int { state.withLock { $0.rung } }

    func ring() {
        let due = state.withLock { state in
            state.rung += 1
            let rung = state.rung
            defer { state.waiting.removeAll { $0.0 <= rung } }
            return state.waiting.filter { $0.0 <= rung }.map(\.1)
        }
        for continuation in due { continuation.resume() }
    }

    func wait(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.rung < count { state.waiting.append((count, continuation)) }
                return state.rung >= count
            }
            if isOver { continuation.resume() }
        }
    }
}

/// A consumer with fixed start offsets.
func consumer(
    _ broker: some Clustered, group: String = "group", topics: [String] = [topic], batch: Int = 500,
    settings: [String: String] = [:], from start: [Int32: Int64] = [:]
) throws -> KafkaConsumer {
    try KafkaConsumer(
        broker.configuration(settings), group: group, topics: topics, clientID: "test", batch: batch, logger: quiet
    ) { _, _ in start }
}

extension KafkaProducer {
    /// Hands the records in until they are taken, as the relay does: a broker that has forgotten a producer may refuse
    /// the first it hears of it.
    func produceAtLast(_ records: [ProducerRecord]) async throws -> [Int64?] {
        while true {
            let results = await produce(records)
            let refusal = results.lazy.compactMap { if case .failure(let error) = $0 { error } else { nil } }.first
            guard let refusal else { return try results.map { try $0.get() } }
            guard refusal.isRetriable else { throw refusal }
        }
    }
}

extension KafkaConsumer {
    /// Reads until `count` records have come; gives them by partition.
    func read(
        _ count: Int, until deadline: Duration = .seconds(30),
        also: @escaping @Sendable (KafkaConsumerEvent) async -> Void = { _ in }
    ) async throws -> [Int32: [ConsumerRecord]] {
        try await within(deadline) {
            var found: [Int32: [ConsumerRecord]] = [:]
            var total = 0
            guard count > 0 else { return found }
            for await event in self.events {
                if case .batch(let batch) = event {
                    found[batch.partition, default: []] += batch.records
                    total += batch.records.count
                }
                await also(event)
                if total >= count { break }
            }
            return found
        }
    }

    /// Reads until `wanted` gives something.
    func first<Value: Sendable>(
        until deadline: Duration = .seconds(30), _ wanted: @escaping @Sendable (KafkaConsumerEvent) -> Value?
    ) async throws -> Value? {
        try await within(deadline) {
            for await event in self.events {
                if let value = wanted(event) { return value }
            }
            return nil
        }
    }

    func assigned() async throws -> [TopicPartition] {
        try await first { if case .assigned(let places) = $0 { places } else { nil } } ?? []
    }
}
