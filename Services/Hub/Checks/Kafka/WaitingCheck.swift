import Kafka

/// Lets a reader wait for news: how often it has to ask meanwhile, and how soon it has what comes.
struct WaitingCheck {
    private let scratch: KafkaScratch
    private static let wait = Duration.seconds(1)

    init(_ scratch: KafkaScratch) { self.scratch = scratch }

    func ask() async throws -> [Finding] {
        let reader = try KafkaReader(
            scratch.configuration, topic: scratch.name, partitions: 0..<1, from: .latest,
            settings: ["fetch.wait.max.ms": "1000"], clientID: scratch.name)
        var isReading = false
        for _ in 0..<6 where !isReading {
            try await publish()
            isReading = try await !reader.next(within: Self.wait * 2).isEmpty
        }
        guard isReading else { return [.missing("a reader at the end of a topic gets nothing new")] }
        let asking = try await reader.countFetches(for: .milliseconds(2500))
        // After a record the next fetch begins to wait: what comes right then is what a waiting fetch is for.
        try await publish()
        _ = try await reader.next(within: Self.wait * 3)
        try await Task.sleep(for: .milliseconds(100))
        let started = ContinuousClock.now
        try await publish()
        let came = try await reader.next(within: Self.wait * 3)
        return DeliveryJudgement.fetching(
            asking, wait: Self.wait, wake: came.isEmpty ? nil : started.duration(to: .now),
            profile: scratch.configuration.profile)
    }

    private func publish() async throws {
        _ = try await scratch.publish([scratch.record(partition: 0, key: "news", value: [1])]).first?.get()
    }
}
