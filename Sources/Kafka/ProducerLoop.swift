internal import CRdKafka
internal import Glibc
internal import Logging

/// The producer's thread: gives records to librdkafka, serves delivery reports, replaces a handle that is finished.
final class ProducerLoop {
    private let desk: ProducerDesk
    private let makeHandle: @Sendable () throws(KafkaError) -> ClientHandle
    private let logger: Logger
    private let brokerTrouble: @Sendable () -> Void
    private let clock = ContinuousClock()

    /// Batches librdkafka has not taken all of, in order of arrival.
    private var backlog: [(batch: ProducerBatch, id: UInt32, giveUp: ContinuousClock.Instant)] = []
    private var underWay: [UInt32: ProducerBatch] = [:]
    private var lastID: UInt32 = 0
    private var fatal: KafkaError?
    private var trouble = false
    private var clusterID: String?
    private var nextClusterCheck: ContinuousClock.Instant

    /// As long as `delivery.timeout.ms` gives a record that was taken.
    private static let patience = Duration.seconds(10)

    init(
        desk: ProducerDesk, makeHandle: @escaping @Sendable () throws(KafkaError) -> ClientHandle, logger: Logger,
        brokerTrouble: @escaping @Sendable () -> Void
    ) {
        self.desk = desk
        self.makeHandle = makeHandle
        self.logger = logger
        self.brokerTrouble = brokerTrouble
        nextClusterCheck = clock.now
    }

    /// Runs until the desk closes and nothing is under way, or closing has taken long enough.
    func run(_ first: ClientHandle) {
        var writer: RecordWriter? = RecordWriter(first)
        while true {
            let (batches, closeBy) = desk.take()
            let closing = closeBy != nil
            admit(batches)
            if backlog.isEmpty, underWay.isEmpty, closing { break }
            if let closeBy, clock.now >= closeBy { break }
            if let present = writer {
                write(present)
                serve(present, milliseconds: backlog.isEmpty ? (closing ? 50 : 500) : 5)
                watchCluster(present)
                if let error = fatal {
                    desk.replaceHandle(nil)
                    retire(present, error)
                    writer = nil
                }
            }
            if writer == nil, !closing { writer = replacement() }
            if writer == nil, closing { break }
            if trouble {
                trouble = false
                brokerTrouble()
            }
        }
        if let writer, !underWay.isEmpty { retire(writer, .closed) }
        for batch in desk.take().batches { batch.settle(0..<batch.records.count, .closed) }
        failAll(.closed)
        // The last reference goes before anyone hears of the end, so that nothing of librdkafka outlives close().
        writer = nil
        desk.end()
    }

    private func admit(_ batches: [ProducerBatch]) {
        for batch in batches {
            lastID = lastID == .max ? 1 : lastID + 1
            underWay[lastID] = batch
            backlog.append((batch, lastID, clock.now + Self.patience))
        }
    }

    /// Gives librdkafka as much of the backlog as its queue takes.
    private func write(_ writer: RecordWriter) {
        while let (batch, id, giveUp) = backlog.first {
            while batch.next < batch.records.count {
                let index = batch.next
                switch writer.write(batch.records[index], tag: Tag(batch: id, index: index)) {
                case .success: batch.next += 1
                case .failure(let error) where error.code == RD_KAFKA_RESP_ERR__QUEUE_FULL.rawValue:
                    if clock.now >= giveUp {
                        batch.settle(index..<batch.records.count, KafkaError(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT))
                        batch.next = batch.records.count
                    } else {
                        return
                    }
                case .failure(let error):
                    if error.isFatal {
                        fatal = error
                        return
                    }
                    batch.settle(index, .failure(error))
                    batch.next += 1
                }
            }
            backlog.removeFirst()
            if batch.isDone { underWay[id] = nil }
        }
    }

    /// Waits for the first event and then handles all that are there.
    private func serve(_ writer: RecordWriter, milliseconds: Int32) {
        var wait = milliseconds
        while let event = writer.handle.poll(milliseconds: wait) {
            handle(event)
            rd_kafka_event_destroy(event)
            wait = 0
        }
    }

    private func handle(_ event: OpaquePointer) {
        switch rd_kafka_event_type(event) {
        case RD_KAFKA_EVENT_DR:
            while let message = rd_kafka_event_message_next(event) { report(message.pointee) }
        case RD_KAFKA_EVENT_ERROR:
            let error = rd_kafka_event_error(event)
            let words = rd_kafka_event_error_string(event).map { String(cString: $0) }
            if rd_kafka_event_error_is_fatal(event) != 0 {
                fatal = KafkaError(kind: .broker, error, words, isRetriable: true, isFatal: true)
            } else {
                trouble = true
                logger.debug("Kafka producer", metadata: ["error": "\(KafkaError(error, words).name)"])
            }
        case RD_KAFKA_EVENT_LOG: logger.passOn(event)
        default: break
        }
    }

    private func report(_ message: rd_kafka_message_t) {
        guard let tag = Tag(message._private), let batch = underWay[tag.batch] else { return }
        if message.err == RD_KAFKA_RESP_ERR_NO_ERROR {
            batch.settle(tag.index, .success(message.offset >= 0 ? message.offset : nil))
        } else {
            batch.settle(tag.index, .failure(KafkaError(message.err)))
        }
        if batch.isDone { underWay[tag.batch] = nil }
    }

    /// A broker that was restarted empty on the same address shows itself by a new cluster id.
    private func watchCluster(_ writer: RecordWriter) {
        guard clock.now >= nextClusterCheck else { return }
        nextClusterCheck = clock.now + .milliseconds(500)
        guard let seen = writer.handle.clusterID else { return }
        if let clusterID, clusterID != seen { trouble = true }
        clusterID = seen
    }

    /// Empties a handle: what it held fails, as retriable.
    private func retire(_ writer: RecordWriter, _ error: KafkaError) {
        if error.isFatal {
            logger.error(
                "Kafka producer met a fatal error and starts anew", metadata: ["error": "\(error.name)"])
        }
        fatal = nil
        trouble = true
        rd_kafka_purge(writer.handle.client, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
        let deadline = clock.now + .seconds(1)
        while rd_kafka_outq_len(writer.handle.client) > 0, clock.now < deadline { serve(writer, milliseconds: 20) }
        fatal = nil
        for (id, batch) in underWay {
            batch.settle(0..<batch.next, error)
            if batch.isDone { underWay[id] = nil }
        }
    }

    /// A new handle, or `nil` after a pause when none can be made.
    private func replacement() -> RecordWriter? {
        do throws(KafkaError) {
            let handle = try makeHandle()
            desk.replaceHandle(handle)
            return RecordWriter(handle)
        } catch {
            logger.error("Kafka producer cannot start anew", metadata: ["error": "\(error.name)"])
            failAll(error)
            usleep(200_000)
            return nil
        }
    }

    private func failAll(_ error: KafkaError) {
        for batch in underWay.values { batch.settle(0..<batch.records.count, error) }
        underWay = [:]
        backlog = []
    }
}

/// What a delivery report is recognised by: it travels through librdkafka in place of a pointer.
struct Tag {
    let batch: UInt32
    let index: Int

    init(batch: UInt32, index: Int) {
        self.batch = batch
        self.index = index
    }

    init?(_ pointer: UnsafeMutableRawPointer?) {
        guard let pointer else { return nil }
        let bits = UInt64(UInt(bitPattern: pointer))
        batch = UInt32(bits >> 32)
        index = Int(bits & 0xffff_ffff)
    }

    /// Never nil: batches are counted from 1.
    var pointer: UnsafeMutableRawPointer? {
        UnsafeMutableRawPointer(bitPattern: UInt(UInt64(batch) << 32 | UInt64(index)))
    }
}
