internal import CRdKafka
internal import FoundationEssentials

/// Reads partitions without a group and counts how often it had to ask: for looking at a broker's habits.
///
/// ``KafkaConsumer`` is what services read with. Every call blocks a thread of its own; one call at a time.
public final class KafkaReader: Sendable {
    /// How often the brokers were asked for records in a span of time.
    public struct Asking: Sendable, Equatable {
        /// Fetch requests sent.
        public let fetches: Int
        /// The span they were counted over, in seconds.
        public let seconds: Double

        /// A count as a test would have it.
        public init(fetches: Int, seconds: Double) {
            self.fetches = fetches
            self.seconds = seconds
        }
    }

    private let client: ReaderHandle

    /// Reads these partitions of a topic, each from the same place, from now on.
    ///
    /// - Parameter settings: librdkafka's, over those of the configuration, such as `fetch.wait.max.ms`.
    /// - Throws: ``KafkaError/Kind/badSetting(_:)``; brokers out of reach are no error.
    public init(
        _ configuration: KafkaConfiguration, topic: String, partitions: Range<Int32>, from offset: KafkaOffset,
        settings: [String: String] = [:], clientID: String
    ) throws(KafkaError) {
        let all = configuration.settings.merging(settings) { _, new in new }
            .merging(["statistics.interval.ms": "100"]) { _, new in new }
        client = try ReaderHandle(
            KafkaConfiguration(bootstrap: configuration.bootstrap, profile: configuration.profile, settings: all),
            clientID: clientID)
        try client.assign(topic, partitions, at: offset.number)
    }

    /// The next records, as soon as there are any, by partition; none when `patience` is over first.
    public func next(within patience: Duration) async throws(KafkaError) -> [(partition: Int32, record: ConsumerRecord)]
    {
        try await ClientThread.call { [client] in .success(client.next(within: patience)) }
    }

    /// Counts fetch requests for so long, reading nothing; records that come meanwhile are lost to this reader.
    public func countFetches(for span: Duration) async throws(KafkaError) -> Asking {
        try await ClientThread.call { [client] in .success(client.countFetches(for: span)) }
    }
}

/// The `rd_kafka_t` of a reader: a consumer that is in no group and has been given its partitions.
private final class ReaderHandle: @unchecked Sendable {
    private let client: OpaquePointer
    private let queue: OpaquePointer

    init(_ configuration: KafkaConfiguration, clientID: String) throws(KafkaError) {
        let conf = try configuration.makeConf(.consumer(group: clientID), clientID: clientID)
        rd_kafka_conf_set_events(conf, RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_STATS)
        var words = [CChar](repeating: 0, count: 512)
        guard let client = rd_kafka_new(RD_KAFKA_CONSUMER, conf, &words, words.count) else {
            rd_kafka_conf_destroy(conf)
            throw .badSetting("settings", "Kafka settings that do not go together: \(ClientHandle.text(words))")
        }
        rd_kafka_poll_set_consumer(client)
        rd_kafka_set_log_queue(client, nil)
        guard let queue = rd_kafka_queue_get_consumer(client) else {
            rd_kafka_destroy(client)
            throw KafkaError(RD_KAFKA_RESP_ERR__UNKNOWN_GROUP)
        }
        self.client = client
        self.queue = queue
    }

    deinit {
        rd_kafka_queue_destroy(queue)
        rd_kafka_destroy_flags(client, Int32(RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE))
    }

    func assign(_ topic: String, _ partitions: Range<Int32>, at offset: Int64) throws(KafkaError) {
        guard let list = rd_kafka_topic_partition_list_new(Int32(partitions.count)) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE)
        }
        defer { rd_kafka_topic_partition_list_destroy(list) }
        for partition in partitions {
            rd_kafka_topic_partition_list_add(list, topic, partition).pointee.offset = offset
        }
        let outcome = rd_kafka_assign(client, list)
        guard outcome == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(outcome) }
    }

    func next(within patience: Duration) -> [(partition: Int32, record: ConsumerRecord)] {
        var found: [(partition: Int32, record: ConsumerRecord)] = []
        let deadline = ContinuousClock.now + patience
        repeat {
            let left = ContinuousClock.now.duration(to: deadline)
            guard let event = rd_kafka_queue_poll(queue, left > .zero ? left.milliseconds : 0) else { break }
            defer { rd_kafka_event_destroy(event) }
            guard rd_kafka_event_type(event) == RD_KAFKA_EVENT_FETCH else { continue }
            while let message = rd_kafka_event_message_next(event) {
                guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR else { continue }
                found.append((message.pointee.partition, ConsumerRecord(message)))
            }
        } while found.isEmpty && .now < deadline
        return found
    }

    /// From the first account of itself that librdkafka gives in that span to the last.
    func countFetches(for span: Duration) -> KafkaReader.Asking {
        var accounts: [Account] = []
        let deadline = ContinuousClock.now + span
        while case let left = ContinuousClock.now.duration(to: deadline), left > .zero {
            guard let event = rd_kafka_queue_poll(queue, left.milliseconds) else { continue }
            defer { rd_kafka_event_destroy(event) }
            guard rd_kafka_event_type(event) == RD_KAFKA_EVENT_STATS, let text = rd_kafka_event_stats(event),
                let account = try? JSONDecoder().decode(Account.self, from: Data(String(cString: text).utf8))
            else { continue }
            accounts.append(account)
        }
        guard let first = accounts.first, let last = accounts.last else {
            return KafkaReader.Asking(fetches: 0, seconds: 0)
        }
        return KafkaReader.Asking(
            fetches: last.fetches - first.fetches, seconds: Double(last.ts - first.ts) / 1_000_000)
    }

    /// What matters here of librdkafka's statistics.
    private struct Account: Decodable {
        struct Broker: Decodable {
            let req: [String: Int]
        }

        /// Microseconds of a clock of its own.
        let ts: Int64
        let brokers: [String: Broker]

        var fetches: Int { brokers.values.reduce(0) { $0 + ($1.req["Fetch"] ?? 0) } }
    }
}
