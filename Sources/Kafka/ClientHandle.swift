internal import CRdKafka
internal import Logging

/// One `rd_kafka_t` with the queue all its events arrive on: reports, errors, logs, rebalances, records.
///
/// librdkafka's handles may be used from any thread; serving the queue is for one thread at a time.
final class ClientHandle: @unchecked Sendable {
    /// `rd_kafka_t`
    let client: OpaquePointer
    /// `rd_kafka_queue_t`: the main queue of a producer, the consumer queue of a consumer.
    let queue: OpaquePointer
    private let isConsumer: Bool
    private var released = false

    init(
        _ configuration: KafkaConfiguration, role: KafkaConfiguration.Role, clientID: String
    ) throws(KafkaError) {
        try Self.checkLibrary()
        let conf = try configuration.makeConf(role, clientID: clientID)
        let events =
            RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_REBALANCE
        rd_kafka_conf_set_events(conf, events)
        if case .consumer = role { isConsumer = true } else { isConsumer = false }
        var words = [CChar](repeating: 0, count: 512)
        guard
            let client = rd_kafka_new(isConsumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER, conf, &words, words.count)
        else {
            rd_kafka_conf_destroy(conf)
            throw .badSetting("settings", "Kafka settings that do not go together: \(Self.text(words))")
        }
        if isConsumer { rd_kafka_poll_set_consumer(client) }
        rd_kafka_set_log_queue(client, nil)
        guard let queue = isConsumer ? rd_kafka_queue_get_consumer(client) : rd_kafka_queue_get_main(client) else {
            rd_kafka_destroy(client)
            throw KafkaError(RD_KAFKA_RESP_ERR__UNKNOWN_GROUP)
        }
        self.client = client
        self.queue = queue
    }

    /// Makes a thread that waits in ``poll(milliseconds:)``, or is about to, return at once.
    func wake() { rd_kafka_queue_yield(queue) }

    /// The next event, to be given back to `rd_kafka_event_destroy`; `nil` when none came or ``wake()`` was called.
    func poll(milliseconds: Int32) -> OpaquePointer? { rd_kafka_queue_poll(queue, milliseconds) }

    /// Which cluster it is connected to, as far as it knows by now: a broker restarted empty on the same address shows
    /// itself by a new one.
    var clusterID: String? {
        guard let text = rd_kafka_clusterid(client, 0) else { return nil }
        defer { rd_kafka_mem_free(client, text) }
        return String(cString: text)
    }

    /// Gives the queue and the client back by hand, when the order or the flags matter; `deinit` then does nothing.
    func release(_ body: () -> Void) {
        guard !released else { return }
        released = true
        body()
    }

    deinit {
        guard !released else { return }
        rd_kafka_queue_destroy(queue)
        rd_kafka_destroy(client)
    }

    static var libraryVersion: String { String(cString: rd_kafka_version_str()) }

    /// 2.0.2 is what the workarounds in this module are made for; before it, nothing is known.
    private static func checkLibrary() throws(KafkaError) {
        guard rd_kafka_version() >= 0x0200_02ff else {
            throw KafkaError(
                kind: .libraryTooOld, RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
                "librdkafka \(libraryVersion) is too old: 2.0.2 or newer is needed.", isRetriable: false)
        }
    }

    /// A C buffer's text up to its NUL.
    static func text(_ buffer: [CChar]) -> String {
        String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension Logger {
    /// Passes a librdkafka log event on. Its lines name brokers, topics and settings, never a record's content.
    func passOn(_ event: OpaquePointer) {
        var facility: UnsafePointer<CChar>?
        var words: UnsafePointer<CChar>?
        var severity: Int32 = 0
        guard rd_kafka_event_log(event, &facility, &words, &severity) == 0, let words else { return }
        let topic = facility.map { String(cString: $0) } ?? ""
        let level: Logger.Level
        switch severity {
        // A connection that fails is retried without end; what matters to people is reported by the callers.
        case ..<5: level = topic == "CONFWARN" ? .debug : .warning
        case 5: level = .notice
        case 6: level = .info
        default: level = .debug
        }
        log(level: level, "\(String(cString: words))", metadata: ["librdkafka": "\(topic)"])
    }
}
