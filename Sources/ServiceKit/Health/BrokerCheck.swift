import Contracts
import Kafka
import Logging

/// Asks the broker for the service's topics until it has answered once.
///
/// It holds a client of its own only that long; afterwards the relay and the projectors are the ones who notice, and the
/// service goes on taking requests without the broker anyhow.
actor BrokerCheck {
    private let kafka: KafkaConfiguration
    private let topics: Set<Topic>
    private let logger: Logger
    private var admin: KafkaAdmin?
    private var isDone = false

    init(kafka: KafkaConfiguration, topics: Set<Topic>, logger: Logger) {
        self.kafka = kafka
        self.topics = topics
        self.logger = logger
    }

    /// What is wrong, or `nil`.
    func fault() async -> String? {
        if isDone { return nil }
        do {
            let admin = try self.admin ?? KafkaAdmin(kafka, clientID: "readiness", logger: logger)
            self.admin = admin
            let there = try await admin.describeTopics(timeout: .seconds(2))
            let missing = topics.map(\.rawValue).filter { there[$0] == nil }.sorted()
            guard missing.isEmpty else { return "The broker has no topic \(missing.joined(separator: ", "))." }
            isDone = true
            self.admin = nil
            return nil
        } catch {
            return "The broker does not answer."
        }
    }
}
