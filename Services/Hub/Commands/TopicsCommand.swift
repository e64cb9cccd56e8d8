import ArgumentParser
import Contracts
import Kafka
import Logging

/// `hub topics`
struct TopicsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "Creates the topics on a Kafka cluster, or says how they differ from what the hub needs.",
        discussion: """
            Twelve partitions each, kept for ever, so that any projection can be rebuilt from the beginning. A topic \
            that is there is never changed. An embedded broker makes its topics when it starts: then this only \
            looks.

              hub topics --bootstrap kafka-1:9092 --replication 3
            """)

    @OptionGroup var broker: BrokerOptions

    @Option(help: ArgumentHelp("How many brokers keep a copy. Default: what the cluster says.", valueName: "number"))
    var replication: Int32 = -1

    func run() async throws {
        let configuration = try broker.configuration()
        let admin = try KafkaAdmin(configuration, clientID: "hub", logger: .operators)
        var report = TopicReport(found: try await describe(admin, configuration))
        if !report.missing.isEmpty, configuration.profile == .standard {
            let created = report.missing
            try await admin.createTopics(created.map { Self.wanted($0, replication: replication) })
            report = TopicReport(found: try await describe(admin, configuration), expecting: created)
            for topic in created { Console.output("\(topic.rawValue): created") }
        }
        for line in report.lines { Console.output(line) }
        if let failure = report.failure(configuration.profile) { throw failure }
    }

    private func describe(_ admin: KafkaAdmin, _ configuration: KafkaConfiguration) async throws -> [String: Int32] {
        do {
            return try await admin.describeTopics()
        } catch {
            throw Failure("No broker answers at \(configuration.bootstrap): \(error.description)")
        }
    }

    /// The longest event, with room for what a batch puts around it.
    static let longestMessage = Topic.maximumMessageBytes + 65_536

    /// The topic as it should be made.
    static func wanted(_ topic: Topic, replication: Int32) -> KafkaAdmin.NewTopic {
        var config = [
            "cleanup.policy": "delete",
            "retention.ms": "-1",
            "retention.bytes": "-1",
            "max.message.bytes": String(longestMessage),
        ]
        // One copy may be away without stopping anybody, and without an acknowledged event resting on one disk.
        if replication >= 3 { config["min.insync.replicas"] = "2" }
        return KafkaAdmin.NewTopic(
            name: topic.rawValue, partitions: Topic.partitions, replication: replication, config: config)
    }
}

/// The topics a cluster has, against those the hub needs.
struct TopicReport {
    let missing: [Topic]
    let different: [(topic: Topic, partitions: Int32)]
    let lines: [String]

    /// - Parameters:
    ///   - found: partitions by name.
    ///   - expecting: topics made a moment ago, which brokers may not tell of yet.
    init(found: [String: Int32], expecting: [Topic] = []) {
        missing = Topic.allCases.filter { found[$0.rawValue] == nil && !expecting.contains($0) }
        different = Topic.allCases.compactMap { topic in
            found[topic.rawValue].flatMap { $0 == Topic.partitions ? nil : (topic, $0) }
        }
        lines = Topic.allCases.compactMap { topic in
            switch found[topic.rawValue] {
            case nil: nil
            case Topic.partitions?: "\(topic.rawValue): right, \(Topic.partitions) partitions"
            case let count?: "\(topic.rawValue): has \(count) partitions, and the hub needs \(Topic.partitions)"
            }
        }
    }

    /// What is left to be put right by a person.
    func failure(_ profile: KafkaProfile) -> Failure? {
        if !different.isEmpty {
            return Failure(
                "The number of partitions cannot be changed without losing the order of what is there.",
                "Delete the topic while the services are stopped and run this again: they fill it from PostgreSQL."
            )
        }
        if !missing.isEmpty {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            return profile == .embedded
                ? Failure(
                    "The broker lacks \(names).",
                    "`hub broker` makes them when it starts. Is this another broker? --profile standard")
                : Failure("The broker does not show \(names) yet.")
        }
        return nil
    }
}
