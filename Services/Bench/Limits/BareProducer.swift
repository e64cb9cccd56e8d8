import CRdKafka
import Kafka

/// librdkafka with nothing around it: no outbox, no marks, the records ready in memory. Its settings are those of the
/// hub's own producer.
struct BareProducer {
    let configuration: KafkaConfiguration
    let topic: String

    /// A record as it came from a topic.
    struct Ready {
        let partition: Int32
        let record: ConsumerRecord
    }

    /// Counted by librdkafka's callback, on the thread that polls.
    private final class Reports {
        var delivered = 0
        var failed = 0
    }

    /// Sends `count` records, over and over those given, and waits for every acknowledgement. Blocks.
    /// - Returns: records a second.
    func recordsPerSecond(_ ready: [Ready], count: Int) throws -> Double {
        let reports = Reports()
        let client = try start(reports)
        defer { rd_kafka_destroy(client) }
        guard let topic = rd_kafka_topic_new(client, topic, nil) else { throw BenchFailure("no topic \(topic)") }
        defer { rd_kafka_topic_destroy(topic) }
        let headers = ready.map { Self.list($0.record.headers) }
        defer { for list in headers { rd_kafka_headers_destroy(list) } }
        var warm = 0
        // The first records wait for connections and metadata.
        try send(ready, headers, &warm, to: min(1000, count), topic, client, reports)
        let begun = Nanoseconds.now
        var sent = 0
        reports.delivered = 0
        try send(ready, headers, &sent, to: count, topic, client, reports)
        return Double(count) / (Double(Nanoseconds.now - begun) / 1e9)
    }

    private func start(_ reports: Reports) throws -> OpaquePointer {
        let conf = try configuration.makeConf(.producer, clientID: "bench-bare")
        rd_kafka_conf_set_opaque(conf, Unmanaged.passUnretained(reports).toOpaque())
        rd_kafka_conf_set_dr_msg_cb(conf) { _, message, opaque in
            guard let message, let opaque else { return }
            let reports = Unmanaged<Reports>.fromOpaque(opaque).takeUnretainedValue()
            if message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR { reports.delivered += 1 } else { reports.failed += 1 }
        }
        var words = [CChar](repeating: 0, count: 256)
        guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, &words, words.count) else {
            rd_kafka_conf_destroy(conf)
            throw BenchFailure("librdkafka makes no producer")
        }
        return client
    }

    private func send(
        _ ready: [Ready], _ headers: [OpaquePointer?], _ sent: inout Int, to count: Int, _ topic: OpaquePointer,
        _ client: OpaquePointer, _ reports: Reports
    ) throws {
        while sent < count {
            let index = sent % ready.count
            let error = Self.produce(ready[index], headers[index], topic, client)
            switch error {
            case RD_KAFKA_RESP_ERR_NO_ERROR: sent += 1
            case RD_KAFKA_RESP_ERR__QUEUE_FULL: rd_kafka_poll(client, 1)
            default: throw BenchFailure("a record was not taken: \(String(cString: rd_kafka_err2str(error)))")
            }
            if sent.isMultiple(of: 256) { rd_kafka_poll(client, 0) }
        }
        while rd_kafka_outq_len(client) > 0 { rd_kafka_poll(client, 10) }
        guard reports.failed == 0 else { throw BenchFailure("\(reports.failed) records were not acknowledged") }
    }

    private static func produce(
        _ ready: Ready, _ headers: OpaquePointer?, _ topic: OpaquePointer, _ client: OpaquePointer
    ) -> rd_kafka_resp_err_t {
        let copy = headers.flatMap { rd_kafka_headers_copy($0) }
        return (ready.record.key ?? []).withUnsafeBytes { key in
            (ready.record.value ?? []).withUnsafeBytes { value in
                var arguments = [rd_kafka_vu_t](repeating: rd_kafka_vu_t(), count: 6)
                arguments[0].vtype = RD_KAFKA_VTYPE_RKT
                arguments[0].u.rkt = topic
                arguments[1].vtype = RD_KAFKA_VTYPE_PARTITION
                arguments[1].u.i32 = ready.partition
                arguments[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS
                arguments[2].u.i = RD_KAFKA_MSG_F_COPY
                arguments[3].vtype = RD_KAFKA_VTYPE_KEY
                arguments[3].u.mem = .init(ptr: UnsafeMutableRawPointer(mutating: key.baseAddress), size: key.count)
                arguments[4].vtype = RD_KAFKA_VTYPE_VALUE
                arguments[4].u.mem = .init(ptr: UnsafeMutableRawPointer(mutating: value.baseAddress), size: value.count)
                arguments[5].vtype = RD_KAFKA_VTYPE_HEADERS
                arguments[5].u.headers = copy
                guard let error = rd_kafka_produceva(client, arguments, arguments.count) else {
                    return RD_KAFKA_RESP_ERR_NO_ERROR
                }
                defer { rd_kafka_error_destroy(error) }
                if let copy { rd_kafka_headers_destroy(copy) }
                return rd_kafka_error_code(error)
            }
        }
    }

    private static func list(_ headers: [KafkaHeader]) -> OpaquePointer? {
        let list = rd_kafka_headers_new(headers.count)
        for header in headers {
            header.value.withUnsafeBytes { _ = rd_kafka_header_add(list, header.name, -1, $0.baseAddress, $0.count) }
        }
        return list
    }
}
