internal import CRdKafka
public import Logging

/// Creates, describes and removes topics.
public struct KafkaAdmin: Sendable {
    /// A topic as it should be.
    public struct NewTopic: Sendable, Hashable {
        /// Letters, digits, dots, underscores, hyphens.
        public let name: String
        /// How many; never changed afterwards, or keys would move.
        public let partitions: Int32
        /// How many brokers keep a copy; -1 leaves it to the cluster.
        public let replication: Int32
        /// Topic settings by Kafka's own names, such as `retention.ms`.
        public let config: [String: String]

        /// A topic to be created.
        public init(name: String, partitions: Int32, replication: Int32 = -1, config: [String: String] = [:]) {
            self.name = name
            self.partitions = partitions
            self.replication = replication
            self.config = config
        }
    }

    let configuration: KafkaConfiguration
    let clientID: String
    let logger: Logger

    /// - Throws: ``KafkaError/Kind/badSetting(_:)``; brokers out of reach are no error yet.
    public init(_ configuration: KafkaConfiguration, clientID: String, logger: Logger) throws(KafkaError) {
        rd_kafka_conf_destroy(try configuration.makeConf(.admin, clientID: clientID))
        self.configuration = configuration
        self.clientID = clientID
        self.logger = logger
    }

    /// Creates those topics that do not exist yet; one that exists is left as it is.
    ///
    /// - Throws: ``KafkaError/Kind/unsupported`` when the broker has no admin API, as the embedded one, whose topics are
    ///   created when it starts; else the first topic's error that was not "exists already".
    public func createTopics(_ topics: [NewTopic], timeout: Duration = .seconds(15)) async throws(KafkaError) {
        guard !topics.isEmpty else { return }
        guard configuration.profile != .embedded else { throw Self.noAdmin }
        try await withHandle { handle in
            do throws(KafkaError) {
                return .success(try create(topics, on: handle, timeout))
            } catch {
                return .failure(error.kind == .unsupported ? Self.noAdmin : error)
            }
        }
    }

    /// How many partitions each of the cluster's topics has.
    public func describeTopics(timeout: Duration = .seconds(10)) async throws(KafkaError) -> [String: Int32] {
        try await describeCluster(timeout: timeout).topics.mapValues { Int32($0.count) }
    }

    /// Lends a client of the request's own, on a thread that may be blocked.
    func withHandle<Value: Sendable>(
        _ body: @escaping @Sendable (ClientHandle) -> Result<Value, KafkaError>
    ) async throws(KafkaError) -> Value {
        try await ClientThread.call {
            do throws(KafkaError) {
                return body(try ClientHandle(configuration, role: .admin, clientID: clientID))
            } catch {
                return .failure(error)
            }
        }
    }

    private func create(_ topics: [NewTopic], on handle: ClientHandle, _ timeout: Duration) throws(KafkaError) {
        var wanted: [OpaquePointer?] = []
        defer { for topic in wanted { rd_kafka_NewTopic_destroy(topic) } }
        for topic in topics { wanted.append(try describe(topic)) }
        let event = try request(
            RD_KAFKA_ADMIN_OP_CREATETOPICS, answer: RD_KAFKA_EVENT_CREATETOPICS_RESULT, on: handle, timeout
        ) { options in
            rd_kafka_CreateTopics(handle.client, &wanted, wanted.count, options, handle.queue)
        }
        defer { rd_kafka_event_destroy(event) }
        try judge(event)
    }

    private func describe(_ topic: NewTopic) throws(KafkaError) -> OpaquePointer {
        var words = [CChar](repeating: 0, count: 256)
        guard
            let described = rd_kafka_NewTopic_new(
                topic.name, topic.partitions, topic.replication, &words, words.count)
        else { throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, "Topic \(topic.name): \(ClientHandle.text(words))") }
        for (name, value) in topic.config {
            let outcome = rd_kafka_NewTopic_set_config(described, name, value)
            guard outcome == RD_KAFKA_RESP_ERR_NO_ERROR else {
                rd_kafka_NewTopic_destroy(described)
                throw .badSetting(name, "Topic \(topic.name) cannot have the setting \(name).")
            }
        }
        return described
    }

    private func judge(_ event: OpaquePointer) throws(KafkaError) {
        var count = 0
        guard let result = rd_kafka_event_CreateTopics_result(event),
            let results = rd_kafka_CreateTopics_result_topics(result, &count)
        else { return }
        for index in 0..<count {
            guard let one = results[index] else { continue }
            let error = rd_kafka_topic_result_error(one)
            let name = rd_kafka_topic_result_name(one).map { String(cString: $0) } ?? ""
            switch error {
            case RD_KAFKA_RESP_ERR_NO_ERROR: logger.info("Kafka topic created", metadata: ["topic": "\(name)"])
            case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS: continue
            default:
                let words = rd_kafka_topic_result_error_string(one).map { String(cString: $0) } ?? ""
                throw KafkaError(error, "Topic \(name): \(words)")
            }
        }
    }

    static let noAdmin = KafkaError(
        kind: .unsupported, RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
        "This broker has no admin API: an embedded broker creates its topics when it starts.", isRetriable: false)
}
