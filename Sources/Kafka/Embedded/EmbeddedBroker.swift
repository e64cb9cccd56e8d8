internal import CRdKafka
internal import Synchronization

/// librdkafka's in-memory cluster behind ports of our choice: real protocol on loopback, groups, idempotent producing,
/// fetches that wait until something is written.
///
/// It forgets everything when it stops, keeps at most 5 MB or 100,000 batches a partition, and creates a topic it does not
/// know with four partitions. Clients use ``KafkaProfile/embedded``.
public final class EmbeddedBroker: Sendable {
    /// Requests that faults can be injected into, by Kafka's own numbers.
    public enum Request: Int16, Sendable {
        /// Records to be written.
        case produce = 0
        /// Records to be read.
        case fetch = 1
        /// Where a log begins and ends.
        case listOffsets = 2
        /// Which broker leads what.
        case metadata = 3
        /// How far a group has come.
        case offsetCommit = 8
        /// Which broker looks after a group.
        case findCoordinator = 10
        /// A member comes.
        case joinGroup = 11
        /// A member is still there.
        case heartbeat = 12
        /// An idempotent producer introduces itself.
        case initProducerID = 22
    }

    /// What a broker can be made to answer instead of doing its work.
    public enum Fault: Sendable {
        /// Another broker leads the partition.
        case notLeader
        /// The other copies did not answer in time.
        case timedOut
        /// Nobody looks after the group just now.
        case coordinatorNotAvailable
        /// A record of an idempotent producer is missing.
        case outOfOrderSequence
        /// Closes the connection instead of answering.
        case disconnect

        var code: rd_kafka_resp_err_t {
            switch self {
            case .notLeader: RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION
            case .timedOut: RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT
            case .coordinatorNotAvailable: RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE
            case .outOfOrderSequence: RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER
            case .disconnect: RD_KAFKA_RESP_ERR__TRANSPORT
            }
        }
    }

    private struct Cluster: @unchecked Sendable {
        let client: OpaquePointer
        let mock: OpaquePointer
    }

    private let cluster: Mutex<Cluster?>
    private let front: Front
    private let host: String

    /// `host:port` for clients, one for each broker, separated by commas.
    public var bootstrap: String { front.ports.map { "\(host):\($0)" }.joined(separator: ",") }

    /// Starts the cluster, creates the topics, and then listens.
    ///
    /// - Parameters:
    ///   - listen: a numeric IPv4 address and where clients find the first broker; port 0 takes any free one. Others
    ///     take any free port.
    ///   - brokers: how many; they lead the partitions in turn.
    /// - Throws: ``KafkaError/Kind/addressInUse`` when the port is taken.
    public init(
        listen: (host: String, port: UInt16) = ("127.0.0.1", 0), topics: [(name: String, partitions: Int32)],
        brokers: Int = 1
    ) throws(KafkaError) {
        let sockets = try Self.listen(listen, brokers: brokers)
        let cluster: Cluster
        do throws(KafkaError) {
            cluster = try Self.startCluster(topics, brokers: brokers)
        } catch {
            for socket in sockets { socket.close() }
            throw error
        }
        let addresses = rd_kafka_mock_cluster_bootstraps(cluster.mock).map { String(cString: $0) } ?? ""
        let ports = addresses.split(separator: ",").compactMap { $0.split(separator: ":").last.flatMap { UInt16($0) } }
        do throws(KafkaError) {
            front = try Front(sockets, to: ports)
        } catch {
            Self.end(cluster)
            throw error
        }
        host = listen.host
        self.cluster = Mutex(cluster)
    }

    deinit { stop() }

    /// Ends the cluster with all it holds and frees the port. May be called more than once.
    public func stop() {
        front.stop()
        let ending = cluster.withLock { cluster in
            defer { cluster = nil }
            return cluster
        }
        if let ending { Self.end(ending) }
    }

    private static func listen(
        _ first: (host: String, port: UInt16), brokers: Int
    ) throws(KafkaError) -> [ListeningSocket] {
        var sockets: [ListeningSocket] = []
        do throws(KafkaError) {
            for broker in 0..<brokers {
                sockets.append(try ListeningSocket(host: first.host, port: broker == 0 ? first.port : 0))
            }
        } catch {
            for socket in sockets { socket.close() }
            throw error
        }
        return sockets
    }

    private static func startCluster(
        _ topics: [(name: String, partitions: Int32)], brokers: Int
    ) throws(KafkaError) -> Cluster {
        guard let conf = rd_kafka_conf_new() else { throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE) }
        // The client that the cluster lives in talks to nobody; what it has to say about that interests nobody.
        rd_kafka_conf_set_log_cb(conf, nil)
        var words = [CChar](repeating: 0, count: 512)
        guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, &words, words.count) else {
            rd_kafka_conf_destroy(conf)
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE, ClientHandle.text(words))
        }
        guard let mock = rd_kafka_mock_cluster_new(client, Int32(brokers)) else {
            rd_kafka_destroy(client)
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE, "The embedded broker could not be started.")
        }
        let cluster = Cluster(client: client, mock: mock)
        // A newer librdkafka may speak more than the front understands.
        for (api, versions) in [
            (RequestHead.API.produce, ProduceRequest.versions), (RequestHead.API.fetch, FetchRequest.versions),
            (RequestHead.API.metadata, FrontAddresses.metadataVersions),
            (RequestHead.API.findCoordinator, FrontAddresses.findCoordinatorVersions),
        ] { rd_kafka_mock_set_apiversion(mock, api, versions.lowerBound, versions.upperBound) }
        for (name, partitions) in topics {
            let outcome = rd_kafka_mock_topic_create(mock, name, partitions, Int32(brokers))
            guard outcome == RD_KAFKA_RESP_ERR_NO_ERROR else {
                end(cluster)
                throw KafkaError(outcome, "The embedded broker could not create the topic \(name).")
            }
            // Each is a call that waits for the cluster's thread: not for nothing.
            for partition in 0..<(brokers > 1 ? partitions : 0) {
                rd_kafka_mock_partition_set_leader(mock, name, partition, 1 + partition % Int32(brokers))
            }
        }
        return cluster
    }

    private static func end(_ cluster: Cluster) {
        rd_kafka_mock_cluster_destroy(cluster.mock)
        rd_kafka_destroy(cluster.client)
    }
}

/// Faults, for tests. All take effect at once; on a stopped broker they do nothing.
extension EmbeddedBroker {
    /// The next requests of that kind, cluster-wide, get these answers, one each.
    public func push(_ faults: [Fault], for request: Request) {
        withMock { mock in
            let codes = faults.map(\.code)
            rd_kafka_mock_push_request_errors_array(mock, request.rawValue, codes.count, codes)
        }
    }

    /// Takes back what ``push(_:for:)`` has queued and nobody has met yet.
    public func clearFaults(for request: Request) {
        withMock { rd_kafka_mock_clear_request_errors($0, request.rawValue) }
    }

    /// Cuts a broker off, or lets it accept connections again. Brokers are numbered from 1.
    public func setBroker(_ broker: Int32, isUp: Bool) {
        withMock { mock in
            _ = isUp ? rd_kafka_mock_broker_set_up(mock, broker) : rd_kafka_mock_broker_set_down(mock, broker)
        }
    }

    /// Moves a partition to another broker; -1 leaves it without a leader.
    public func setLeader(topic: String, partition: Int32, broker: Int32) {
        withMock { _ = rd_kafka_mock_partition_set_leader($0, topic, partition, broker) }
    }

    /// Has another broker look after a group.
    public func setCoordinator(group: String, broker: Int32) {
        withMock { _ = rd_kafka_mock_coordinator_set($0, "group", group, broker) }
    }

    /// Delays every answer of a broker.
    public func setRoundTrip(broker: Int32, milliseconds: Int32) {
        withMock { _ = rd_kafka_mock_broker_set_rtt($0, broker, milliseconds) }
    }

    private func withMock(_ body: (OpaquePointer) -> Void) {
        cluster.withLock { if let cluster = $0 { body(cluster.mock) } }
    }
}
