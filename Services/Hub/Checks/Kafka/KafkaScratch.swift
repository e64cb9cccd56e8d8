import Contracts
import Kafka

/// The topic and the groups of one run of the checks, which nobody else uses.
actor KafkaScratch {
    nonisolated let configuration: KafkaConfiguration
    nonisolated let name: String
    private let admin: KafkaAdmin
    private var producer: KafkaProducer?
    private var topics: [String] = []
    private var groups: [String] = []
    /// How many the topic has; none before ``make()``.
    private(set) var partitions: Int32 = 0

    init(_ configuration: KafkaConfiguration, admin: KafkaAdmin, name: String) {
        self.configuration = configuration
        self.admin = admin
        self.name = name
    }

    /// Makes the topic as the hub's own are made; where there is no admin API, by publishing to it.
    func make() async throws -> Finding {
        topics.append(name)
        let made: String
        do {
            let wanted = TopicsCommand.wanted(.referrals, replication: -1)
            try await admin.createTopics([
                KafkaAdmin.NewTopic(
                    name: name, partitions: wanted.partitions, replication: wanted.replication, config: wanted.config)
            ])
            made = "made"
        } catch  where error.kind == .unsupported {
            made = "made by publishing to it, as there is no admin API"
        } catch {
            topics = []
            return .missing(
                "could not be made, so nothing that publishes was tried: \(error.description)",
                "let this user make, write, read and delete topics that begin with hub-check-, and `hub topics` the hub's:",
                "kafka-acls.sh --add --allow-principal User:… --operation All --topic hub-check- "
                    + "--resource-pattern-type prefixed")
        }
        let first = await publish([record(partition: 0, key: "first", value: [])])
        if case .failure(let error)? = first.first {
            return .missing("nothing can be published to \(name): \(error.description)")
        }
        let deadline = ContinuousClock.now + .seconds(10)
        while partitions == 0, .now < deadline {
            partitions = try await admin.describeTopics()[name] ?? 0
            if partitions == 0 { try await Task.sleep(for: .milliseconds(100)) }
        }
        guard partitions > 0 else { return .missing("\(name) was made and is not there") }
        return .right("\(name): \(made), \(partitions) partitions")
    }

    /// Publishes with the services' own producer; a record nobody has acknowledged in time has timed out.
    func publish(_ records: [ProducerRecord]) async -> [Result<Int64?, KafkaError>] {
        do throws(KafkaError) {
            let producer =
                if let producer { producer } else {
                    try KafkaProducer(configuration, clientID: "hub-check", logger: .operators)
                }
            self.producer = producer
            return await producer.produce(records)
        } catch {
            return records.map { _ in .failure(error) }
        }
    }

    nonisolated func record(
        topic: String? = nil, partition: Int32, key: String, value: [UInt8], headers: [KafkaHeader] = []
    ) -> ProducerRecord {
        ProducerRecord(
            topic: topic ?? name, partition: partition, key: Array(key.utf8), value: value, headers: headers)
    }

    /// Notes a further topic that is to be removed at the end.
    func note(topic: String) { topics.append(topic) }
    /// Notes a group that is to be removed at the end.
    func note(group: String) { groups.append(group) }

    /// Removes everything; says what is left.
    func remove() async -> [Finding] {
        let (topics, groups) = (topics, groups)
        let admin = admin
        if let producer { _ = try? await answer(within: .seconds(6)) { await producer.close() } }
        guard !topics.isEmpty else { return [] }
        let groupsGone: Bool? = try? await answer(within: .seconds(12)) { try await admin.deleteGroups(groups) } != nil
        let outcome: KafkaError?
        do {
            let isGone = try await answer(within: .seconds(12)) { try await admin.deleteTopics(topics) } != nil
            if isGone, groupsGone == true { return [] }
            outcome = nil
        } catch {
            outcome = error as? KafkaError
        }
        if configuration.profile == .embedded {
            return [.advice("the embedded broker removes nothing: \(topics.listed) goes when it stops")]
        }
        if outcome == nil, groupsGone != true {
            return [
                .advice(
                    "the group \(groups.listed) is left; brokers forget it after offsets.retention.minutes",
                    "kafka-consumer-groups.sh --bootstrap-server \(configuration.bootstrap) --delete --group \(name)")
            ]
        }
        return [
            .advice(
                "the topic \(topics.listed) is left: \(outcome?.description ?? "no answer")",
                "kafka-topics.sh --bootstrap-server \(configuration.bootstrap) --delete --topic '\(name).*'")
        ]
    }
}
