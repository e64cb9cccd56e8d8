internal import CRdKafka
internal import Glibc

/// librdkafka's consumer calls, with their lists and their order. For the consumer's thread alone.
final class ConsumerCalls {
    let handle: ClientHandle
    private let subscription: [String]
    private var topics: [String: OpaquePointer] = [:]

    init(_ handle: ClientHandle, topics: [String]) {
        self.handle = handle
        subscription = topics
    }

    func subscribe() {
        let all = subscription.map { (TopicPartition(topic: $0, partition: RD_KAFKA_PARTITION_UA), Int64(0)) }
        Self.withList(all) { list in _ = rd_kafka_subscribe(handle.client, list) }
    }

    func assign(_ places: [(TopicPartition, Int64)]) -> rd_kafka_resp_err_t {
        var outcome = RD_KAFKA_RESP_ERR_NO_ERROR
        Self.withList(places) { list in outcome = rd_kafka_assign(handle.client, list) }
        awaitStops()
        return outcome
    }

    func unassign() {
        rd_kafka_assign(handle.client, nil)
        awaitStops()
    }

    /// Waits until the partitions assigned before have stopped.
    ///
    /// librdkafka 2.0.2 aborts the process when an assignment is replaced while the one before it is still stopping, and
    /// does not say when it has stopped. Its main thread takes requests in order: the first question here is answered
    /// after every partition was told to stop, the second after every "stopped" was noted.
    private func awaitStops() {
        for _ in 0..<2 {
            var assigned: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
            rd_kafka_assignment(handle.client, &assigned)
            if let assigned { rd_kafka_topic_partition_list_destroy(assigned) }
        }
    }

    func pause(_ place: TopicPartition) {
        Self.withList([(place, 0)]) { list in _ = rd_kafka_pause_partitions(handle.client, list) }
    }

    /// Only of partitions that are paused: resuming others may take them back.
    func resume(_ places: [TopicPartition]) {
        guard !places.isEmpty else { return }
        Self.withList(places.map { ($0, 0) }) { list in _ = rd_kafka_resume_partitions(handle.client, list) }
    }

    /// Resumes one partition, and says where.
    ///
    /// The seek goes to the very position we are at and waits for nothing. It is needed because resuming by itself does
    /// not wake librdkafka's broker thread, which may sleep for a second when every partition was paused.
    func resume(_ place: TopicPartition, at position: Int64) {
        resume([place])
        guard position >= 0, let topic = topic(place.topic) else { return }
        rd_kafka_seek(topic, place.partition, position, 0)
    }

    /// Sent, and not waited for: nobody reads these offsets back.
    func commit(_ offsets: [(TopicPartition, Int64)]) {
        guard !offsets.isEmpty else { return }
        Self.withList(offsets) { list in _ = rd_kafka_commit(handle.client, list, 1) }
    }

    /// The log's end as the last fetch told it; -1 when none has.
    func highWatermark(_ place: TopicPartition) -> Int64 {
        var low: Int64 = -1
        var high: Int64 = -1
        rd_kafka_get_watermark_offsets(handle.client, place.topic, place.partition, &low, &high)
        return max(high, -1)
    }

    /// Leaves the group and frees the handle, however long that takes.
    ///
    /// The order is librdkafka's: the consumer queue is given back before closing begins; the closing is served from a
    /// queue of its own, on which the last revocation arrives; then everything goes. It is served to its end: librdkafka
    /// 2.0.2 waits for ever in destroying a consumer that has begun to close and is not heard out.
    ///
    /// - Parameter late: told once when it has taken longer than `patience`.
    func leave(within patience: Duration, late: () -> Void, log: (OpaquePointer) -> Void) {
        destroyTopics()
        handle.release {
            let client = handle.client
            rd_kafka_queue_destroy(handle.queue)
            if let queue = rd_kafka_queue_new(client) {
                serveClosing(on: queue, within: patience, late: late, log: log)
                rd_kafka_queue_destroy(queue)
            }
            rd_kafka_destroy_flags(client, 0)
        }
    }

    private func serveClosing(
        on queue: OpaquePointer, within patience: Duration, late: () -> Void, log: (OpaquePointer) -> Void
    ) {
        let client = handle.client
        if let error = rd_kafka_consumer_close_queue(client, queue) {
            // After a fatal error there is no goodbye to wait for.
            return rd_kafka_error_destroy(error)
        }
        let deadline = ContinuousClock.now + patience
        var isLate = false
        while rd_kafka_consumer_closed(client) == 0 {
            if !isLate, ContinuousClock.now >= deadline {
                isLate = true
                late()
            }
            guard let event = rd_kafka_queue_poll(queue, 50) else { continue }
            if rd_kafka_event_type(event) == RD_KAFKA_EVENT_REBALANCE { rd_kafka_assign(client, nil) }
            if rd_kafka_event_type(event) == RD_KAFKA_EVENT_LOG { log(event) }
            rd_kafka_event_destroy(event)
        }
    }

    /// Frees the handle without waiting for it or for the group, on a thread of its own.
    ///
    /// Nobody may wait: librdkafka 2.0.2 can lock itself up for good while it is destroyed, when a fetch is answered just
    /// then that its offset is outside the log (`rd_kafka_offset_reset_op_cb` takes a lock it holds). A broker that came
    /// back empty gives just that answer. So the partitions are given back first, and what is still being fetched gets
    /// the time to arrive; a handle that stays behind all the same costs its memory and three sleeping threads.
    func abandon() {
        destroyTopics()
        let handle = handle
        let free: @Sendable () -> Void = {
            handle.release {
                rd_kafka_unsubscribe(handle.client)
                rd_kafka_assign(handle.client, nil)
                usleep(Self.fetchesArrive)
                rd_kafka_queue_destroy(handle.queue)
                rd_kafka_destroy_flags(handle.client, Int32(RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE))
            }
        }
        // Where there are no threads left, it stays.
        do throws(KafkaError) { try ClientThread.start(free) } catch { handle.release {} }
    }

    /// Microseconds: several times as long as a fetch waits for something new.
    private static let fetchesArrive: UInt32 = 1_000_000

    private func destroyTopics() {
        for topic in topics.values { rd_kafka_topic_destroy(topic) }
        topics = [:]
    }

    static func places(_ list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> [TopicPartition] {
        (0..<Int(list.pointee.cnt)).map { index in
            let element = list.pointee.elems[index]
            return TopicPartition(topic: String(cString: element.topic), partition: element.partition)
        }
    }

    private func topic(_ name: String) -> OpaquePointer? {
        if let topic = topics[name] { return topic }
        guard let topic = rd_kafka_topic_new(handle.client, name, nil) else { return nil }
        topics[name] = topic
        return topic
    }

    private static func withList(
        _ places: [(TopicPartition, Int64)], _ body: (UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> Void
    ) {
        guard let list = rd_kafka_topic_partition_list_new(Int32(places.count)) else { return }
        defer { rd_kafka_topic_partition_list_destroy(list) }
        for (place, offset) in places {
            rd_kafka_topic_partition_list_add(list, place.topic, place.partition).pointee.offset = offset
        }
        body(list)
    }
}
