internal import CRdKafka

/// Puts records into a producer handle. For the producer's thread alone.
final class RecordWriter {
    let handle: ClientHandle
    private var topics: [String: OpaquePointer] = [:]
    /// The address of empty keys and values.
    private let nowhere = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
    private var arguments: [rd_kafka_vu_t] = []

    init(_ handle: ClientHandle) { self.handle = handle }

    deinit {
        for topic in topics.values { rd_kafka_topic_destroy(topic) }
        nowhere.deallocate()
    }

    /// Enqueues one record; librdkafka copies everything.
    func write(_ record: ProducerRecord, tag: Tag) -> Result<Void, KafkaError> {
        guard let topic = topic(record.topic) else { return .failure(KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG)) }
        let headers = record.headers.isEmpty ? nil : Self.list(record.headers)
        return record.key.withUnsafeBytes { key in
            (record.value ?? []).withUnsafeBytes { value in
                arguments.removeAll(keepingCapacity: true)
                add(RD_KAFKA_VTYPE_RKT) { $0.rkt = topic }
                add(RD_KAFKA_VTYPE_PARTITION) { $0.i32 = record.partition }
                add(RD_KAFKA_VTYPE_MSGFLAGS) { $0.i = RD_KAFKA_MSG_F_COPY }
                add(RD_KAFKA_VTYPE_OPAQUE) { $0.ptr = tag.pointer }
                add(RD_KAFKA_VTYPE_KEY) { $0.mem = .init(ptr: address(key), size: key.count) }
                if record.value != nil {
                    add(RD_KAFKA_VTYPE_VALUE) { $0.mem = .init(ptr: address(value), size: value.count) }
                }
                if let headers { add(RD_KAFKA_VTYPE_HEADERS) { $0.headers = headers } }
                guard let error = rd_kafka_produceva(handle.client, arguments, arguments.count) else {
                    return .success(())
                }
                defer { rd_kafka_error_destroy(error) }
                // The list is librdkafka's on success and ours on failure. Headers passed one by one instead are freed
                // twice, before 2.12.0, when the partition does not exist.
                if let headers { rd_kafka_headers_destroy(headers) }
                let code = rd_kafka_error_code(error)
                if rd_kafka_error_is_fatal(error) != 0 || code == RD_KAFKA_RESP_ERR__FATAL {
                    return .failure(KafkaError(kind: .broker, code, nil, isRetriable: true, isFatal: true))
                }
                return .failure(KafkaError(code))
            }
        }
    }

    /// A topic object asks for the topic's metadata at once, where a record by topic name waits up to a second for it.
    private func topic(_ name: String) -> OpaquePointer? {
        if let topic = topics[name] { return topic }
        guard let topic = rd_kafka_topic_new(handle.client, name, nil) else { return nil }
        topics[name] = topic
        return topic
    }

    private static func list(_ headers: [KafkaHeader]) -> OpaquePointer? {
        guard let list = rd_kafka_headers_new(headers.count) else { return nil }
        for header in headers {
            header.value.withUnsafeBytes { value in
                _ = rd_kafka_header_add(list, header.name, -1, value.baseAddress, value.count)
            }
        }
        return list
    }

    private func add(_ type: rd_kafka_vtype_t, _ fill: (inout rd_kafka_vu_t.__Unnamed_union_u) -> Void) {
        var argument = rd_kafka_vu_t()
        argument.vtype = type
        fill(&argument.u)
        arguments.append(argument)
    }

    /// Empty and absent are different things to Kafka: empty needs an address.
    private func address(_ buffer: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
        buffer.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) } ?? nowhere
    }
}
