internal import CRdKafka
public import Logging

/// Publishes records in order, idempotently, and says of each what became of it.
///
/// One thread of its own serves librdkafka. A handle that hits a fatal error (an idempotent producer may) is replaced
/// by a new one; what was under way on it fails as retriable.
public final class KafkaProducer: Sendable {
    private let desk: ProducerDesk

    /// - Parameter brokerTrouble: called, from the producer's own thread, when a broker connection was lost, the cluster
    ///   turned out to be another one, or the handle was replaced: time to compare the ends of the logs with what was
    ///   acknowledged. Must not block. Several troubles seen together make one call.
    /// - Throws: ``KafkaError/Kind/badSetting(_:)`` or ``KafkaError/Kind/libraryTooOld``; brokers out of reach are no error.
    public init(
        _ configuration: KafkaConfiguration, clientID: String, logger: Logger,
        brokerTrouble: @escaping @Sendable () -> Void = {}
    ) throws(KafkaError) {
        let makeHandle: @Sendable () throws(KafkaError) -> ClientHandle = { () throws(KafkaError) in
            try ClientHandle(configuration, role: .producer, clientID: clientID)
        }
        let handle = try makeHandle()
        logger.info("Kafka producer starts", metadata: ["librdkafka": "\(ClientHandle.libraryVersion)"])
        let desk = ProducerDesk(handle)
        self.desk = desk
        try ClientThread.start {
            ProducerLoop(desk: desk, makeHandle: makeHandle, logger: logger, brokerTrouble: brokerTrouble).run(handle)
        }
    }

    deinit { desk.beginClosing() }

    /// Publishes, and returns when every record is acknowledged or has failed, in the order given.
    ///
    /// Bounded by `delivery.timeout.ms` (10 s). A record's offset is `nil` when the broker did not say, as for a record it
    /// had already. A record that fails does not stop those after it; a failure that `isRetriable` may nevertheless have
    /// been written.
    ///
    /// - Parameter handedOver: called once the producer has the records, before any is waited for.
    public func produce(
        _ records: [ProducerRecord], handedOver: () -> Void = {}
    ) async -> [Result<Int64?, KafkaError>] {
        guard !records.isEmpty else { return [] }
        return await withCheckedContinuation { continuation in
            desk.hand(in: ProducerBatch(records) { continuation.resume(returning: $0) })
            handedOver()
        }
    }

    /// Which cluster the producer is connected to, as far as it knows by now: before the first acknowledgement it does,
    /// unless the cluster has no name. A broker restarted empty has another.
    public var clusterID: String? { desk.handle?.clusterID }

    /// The oldest offset held and the offset the next record will get, asked of the broker now.
    public func watermarks(
        topic: String, partition: Int32, timeout: Duration
    ) async throws(KafkaError) -> (low: Int64, high: Int64) {
        guard let ends = try await watermarks(topic: topic, partitions: [partition], timeout: timeout)[partition] else {
            throw KafkaError(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
        }
        return ends
    }

    /// ``watermarks(topic:partition:timeout:)`` of several partitions in two round trips.
    public func watermarks(
        topic: String, partitions: [Int32], timeout: Duration
    ) async throws(KafkaError) -> [Int32: (low: Int64, high: Int64)] {
        guard !partitions.isEmpty else { return [:] }
        guard let handle = desk.handle else { throw .closed }
        return try await ClientThread.call {
            handle.logEnds(topic: topic, partitions: partitions, milliseconds: timeout.milliseconds)
        }
    }

    /// Waits for what is under way, at most as long as `patience`, fails the rest, and ends the producer. May be called
    /// more than once: the least patient call counts.
    public func close(patience: Duration = .seconds(5)) async {
        await withCheckedContinuation { continuation in
            desk.beginClosing(patience: patience) { continuation.resume() }
        }
    }

    /// For tests: makes the present handle believe it met a fatal error.
    func injectFatalError() {
        guard let handle = desk.handle else { return }
        rd_kafka_test_fatal_error(handle.client, RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "injected")
    }
}
