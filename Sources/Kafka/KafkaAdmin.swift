internal import CRdKafka
public import Logging

/// Creates and describes topics.
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

    private let configuration: KafkaConfiguration
    private let clientID: String
    private let logger: Logger

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
                return .success(try create(topics, on: handle, milliseconds: timeout.milliseconds))
            } catch {
                return .failure(error.kind == .unsupported ? Self.noAdmin : error)
            }
        }
    }

    /// How many partitions each of the cluster's topics has.
    public func describeTopics(timeout: Duration = .seconds(10)) async throws(KafkaError) -> [String: Int32] {
        try await withHandle { handle in
            var found: UnsafePointer<rd_kafka_metadata>?
            let outcome = rd_kafka_metadata(handle.client, 1, nil, &found, timeout.milliseconds)
            guard outcome == RD_KAFKA_RESP_ERR_NO_ERROR, let found else { return .failure(KafkaError(outcome)) }
            defer { rd_kafka_metadata_destroy(found) }
            var topics: [String: Int32] = [:]
            for index in 0..<Int(found.pointee.topic_cnt) {
                let topic = found.pointee.topics[index]
                guard topic.err == RD_KAFKA_RESP_ERR_NO_ERROR, let name = topic.topic else { continue }
                topics[String(cString: name)] = topic.partition_cnt
            }
            return .success(topics)
        }
    }

    private func withHandle<Value: Sendable>(
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

    private func create(_ topics: [NewTopic], on handle: ClientHandle, milliseconds: Int32) throws(KafkaError) {
        var wanted: [OpaquePointer?] = []
        defer { for topic in wanted { rd_kafka_NewTopic_destroy(topic) } }
        for topic in topics { wanted.append(try describe(topic)) }
        guard let options = rd_kafka_AdminOptions_new(handle.client, RD_KAFKA_ADMIN_OP_CREATETOPICS) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE)
        }
        defer { rd_kafka_AdminOptions_destroy(options) }
        var words = [CChar](repeating: 0, count: 256)
        rd_kafka_AdminOptions_set_request_timeout(options, milliseconds, &words, words.count)
        rd_kafka_AdminOptions_set_operation_timeout(options, milliseconds, &words, words.count)
        rd_kafka_CreateTopics(handle.client, &wanted, wanted.count, options, handle.queue)
        // The request has its own timeout; the margin only covers a client that cannot even send it.
        let deadline = ContinuousClock.now + .milliseconds(Int64(milliseconds) + 2000)
        while ContinuousClock.now < deadline {
            guard let event = handle.poll(milliseconds: 500) else { continue }
            defer { rd_kafka_event_destroy(event) }
            if rd_kafka_event_type(event) == RD_KAFKA_EVENT_LOG { logger.passOn(event) }
            guard rd_kafka_event_type(event) == RD_KAFKA_EVENT_CREATETOPICS_RESULT else { continue }
            return try judge(event)
        }
        throw KafkaError(RD_KAFKA_RESP_ERR__TIMED_OUT)
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
        let whole = rd_kafka_event_error(event)
        guard whole == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw KafkaError(whole, rd_kafka_event_error_string(event).map { String(cString: $0) })
        }
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

    private static let noAdmin = KafkaError(
        kind: .unsupported, RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
        "This broker has no admin API: an embedded broker creates its topics when it starts.", isRetriable: false)
}
