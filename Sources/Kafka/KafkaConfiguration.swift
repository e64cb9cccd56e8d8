internal import CRdKafka

/// What sort of broker is at the other end.
public enum KafkaProfile: String, Sendable, CaseIterable {
    /// Apache Kafka, Redpanda: a real cluster.
    case standard
    /// ``EmbeddedBroker``: on this machine, groups of a few members, no admin API.
    case embedded
}

/// Where the brokers are and how to talk to them.
public struct KafkaConfiguration: Sendable {
    /// `host:port`, several separated by commas.
    public let bootstrap: String
    /// Chooses defaults; no code depends on it but the admin client's.
    public let profile: KafkaProfile
    /// librdkafka settings that replace the defaults, by librdkafka's own names.
    ///
    /// A few settings that this module's promises rest on cannot be replaced; naming one is ``KafkaError/Kind/badSetting(_:)``.
    public let settings: [String: String]

    /// Nothing is checked before a client is made.
    public init(bootstrap: String, profile: KafkaProfile = .standard, settings: [String: String] = [:]) {
        self.bootstrap = bootstrap
        self.profile = profile
        self.settings = settings
    }

    /// How long a producer tries to deliver a record: `delivery.timeout.ms`.
    public var deliveryTimeout: Duration {
        .milliseconds(
            (settings["delivery.timeout.ms"] ?? Self.producer["delivery.timeout.ms"]).flatMap { Int($0) } ?? 0)
    }
}

extension KafkaConfiguration {
    /// What a client is made for.
    package enum Role {
        case producer
        case consumer(group: String)
        case admin
    }

    /// The settings of a client of that role, later ones replacing earlier ones.
    func effectiveSettings(_ role: Role, clientID: String) throws(KafkaError) -> [String: String] {
        var all = Self.common
        switch role {
        case .producer: all.merge(Self.producer) { _, new in new }
        case .consumer: all.merge(Self.consumer) { _, new in new }
        case .admin: break
        }
        if profile == .embedded {
            all.merge(Self.embedded) { _, new in new }
            switch role {
            case .producer: all.merge(Self.embeddedProducer) { _, new in new }
            case .consumer: all.merge(Self.embeddedConsumer) { _, new in new }
            case .admin: break
            }
        }
        for (name, value) in settings {
            if Self.decided.contains(name) {
                throw .badSetting(name, "The Kafka setting \(name) is decided by the hub and cannot be replaced.")
            }
            if name == "partition.assignment.strategy", value.contains("cooperative") {
                // Endless loops, crashes and hangs in librdkafka before 2.6.1.
                throw .badSetting(name, "The Kafka setting \(name) takes range or roundrobin, not cooperative-sticky.")
            }
            all[name] = value
        }
        all["bootstrap.servers"] = bootstrap
        all["client.id"] = clientID
        all["log.queue"] = "true"
        if case .consumer(let group) = role { all["group.id"] = group }
        return all
    }

    /// A new `rd_kafka_conf_t`, owned by the caller. For this module, and for the bench, which compares a bare client of
    /// the same settings.
    package func makeConf(_ role: Role, clientID: String) throws(KafkaError) -> OpaquePointer {
        let all = try effectiveSettings(role, clientID: clientID)
        guard let conf = rd_kafka_conf_new() else { throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE) }
        // librdkafka's own words quote the value, which may be a password: they stay here.
        var words = [CChar](repeating: 0, count: 256)
        for (name, value) in all.sorted(by: { $0.key < $1.key }) {
            let outcome = rd_kafka_conf_set(conf, name, value, &words, words.count)
            guard outcome == RD_KAFKA_CONF_OK else {
                rd_kafka_conf_destroy(conf)
                throw .badSetting(
                    name,
                    outcome == RD_KAFKA_CONF_UNKNOWN
                        ? "Kafka knows no setting called \(name)."
                        : "The Kafka setting \(name) has a value it cannot take.")
            }
        }
        return conf
    }

    /// Ours alone: positions live in PostgreSQL and are reset by nobody else; events arrive on one queue.
    private static let decided: Set<String> = [
        "bootstrap.servers", "group.id", "client.id", "log.queue", "enable.auto.commit", "enable.auto.offset.store",
        "auto.offset.reset", "enable.partition.eof", "transactional.id", "test.mock.num.brokers",
    ]

    private static let common = [
        // Before 2.10.0 librdkafka leaves Nagle's algorithm on.
        "socket.nagle.disable": "true",
        "socket.keepalive.enable": "true",
        "socket.timeout.ms": "10000",
        "socket.connection.setup.timeout.ms": "5000",
        "reconnect.backoff.ms": "50",
        "reconnect.backoff.max.ms": "1000",
        "topic.metadata.refresh.interval.ms": "30000",
        "topic.metadata.refresh.fast.interval.ms": "100",
        "message.max.bytes": "1500000",
        "statistics.interval.ms": "0",
    ]

    private static let producer = [
        "enable.idempotence": "true",
        "acks": "all",
        // Records arrive a batch at a time; this only lets the rest of a batch catch up with its first record. With 2 a
        // lone event takes 3 ms longer, with 0 a backlog costs a quarter more.
        "linger.ms": "0.1",
        "delivery.timeout.ms": "10000",
        "request.timeout.ms": "5000",
        "retry.backoff.ms": "50",
        "queue.buffering.max.messages": "100000",
        "queue.buffering.max.kbytes": "131072",
        // For tools that publish without a partition: the same as Java's and ours.
        "partitioner": "murmur2_random",
    ]

    private static let consumer = [
        "enable.auto.commit": "false",
        "enable.auto.offset.store": "false",
        "auto.offset.reset": "error",
        "enable.partition.eof": "false",
        "partition.assignment.strategy": "range,roundrobin",
        "session.timeout.ms": "30000",
        "heartbeat.interval.ms": "3000",
        "fetch.error.backoff.ms": "100",
        // A partition that is resumed or put elsewhere is not read before the fetch under way has been answered, which
        // takes this long when the others have nothing new.
        "fetch.wait.max.ms": "100",
        // High enough that librdkafka never stops fetching by itself, which it takes up to a second to notice the end of:
        // readers that are behind are paused instead.
        "queued.min.messages": "100000",
        "queued.max.messages.kbytes": "65536",
    ]

    private static let embedded = [
        "broker.address.family": "v4",
        "topic.metadata.refresh.interval.ms": "5000",
        // Its backlog is short: after a restart, when everybody comes at once, some wait for a second attempt.
        "socket.connection.setup.timeout.ms": "5000",
    ]

    private static let embeddedProducer = [
        // It looks at the sequence numbers of transactions only: what was in flight behind a request that failed would
        // be written, and then written again. Not for consumers: they would ask for nothing else while a fetch waits.
        "max.in.flight": "1"
    ]

    private static let embeddedConsumer = [
        // It waits session.timeout.ms - 1 s for the members of a group that changes.
        "session.timeout.ms": "4000",
        "heartbeat.interval.ms": "1000",
    ]
}
