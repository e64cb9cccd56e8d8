internal import CRdKafka

extension KafkaAdmin {
    /// The brokers of a cluster and what they hold.
    public struct Cluster: Sendable, Equatable {
        /// Its own name for itself; `nil` when it does not say.
        public let id: String?
        /// `host:port` by number, as the brokers want to be called.
        public let brokers: [Int32: String]
        /// By name.
        public let topics: [String: [Partition]]

        /// A cluster as a test would have it.
        public init(id: String?, brokers: [Int32: String], topics: [String: [Partition]]) {
            self.id = id
            self.brokers = brokers
            self.topics = topics
        }
    }

    /// Where a partition lies.
    public struct Partition: Sendable, Equatable {
        /// Whether some broker leads it.
        public let hasLeader: Bool
        /// How many brokers should keep a copy.
        public let replicas: Int
        /// How many of those copies are up to date.
        public let inSync: Int

        /// A partition as a test would have it.
        public init(hasLeader: Bool = true, replicas: Int, inSync: Int) {
            self.hasLeader = hasLeader
            self.replicas = replicas
            self.inSync = inSync
        }
    }

    /// The cluster as one of its brokers sees it now.
    public func describeCluster(timeout: Duration = .seconds(10)) async throws(KafkaError) -> Cluster {
        try await withHandle { handle in
            var found: UnsafePointer<rd_kafka_metadata>?
            let outcome = rd_kafka_metadata(handle.client, 1, nil, &found, timeout.milliseconds)
            guard outcome == RD_KAFKA_RESP_ERR_NO_ERROR, let found else { return .failure(KafkaError(outcome)) }
            defer { rd_kafka_metadata_destroy(found) }
            return .success(Cluster(found.pointee, id: handle.clusterID))
        }
    }
}

extension KafkaAdmin.Cluster {
    fileprivate init(_ found: rd_kafka_metadata, id: String?) {
        var brokers: [Int32: String] = [:]
        for index in 0..<Int(found.broker_cnt) {
            let broker = found.brokers[index]
            brokers[broker.id] = broker.host.map { "\(String(cString: $0)):\(broker.port)" } ?? ""
        }
        var topics: [String: [KafkaAdmin.Partition]] = [:]
        for index in 0..<Int(found.topic_cnt) {
            let topic = found.topics[index]
            guard topic.err == RD_KAFKA_RESP_ERR_NO_ERROR, let name = topic.topic else { continue }
            topics[String(cString: name)] = (0..<Int(topic.partition_cnt)).map { number in
                let partition = topic.partitions[number]
                return KafkaAdmin.Partition(
                    hasLeader: partition.leader >= 0, replicas: Int(partition.replica_cnt),
                    inSync: Int(partition.isr_cnt))
            }
        }
        self.init(id: id, brokers: brokers, topics: topics)
    }
}
