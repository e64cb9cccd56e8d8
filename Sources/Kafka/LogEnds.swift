internal import CRdKafka

extension ClientHandle {
    /// Asks the leaders for the oldest offset held and the next offset to be given, of several partitions at once.
    ///
    /// `rd_kafka_offsets_for_times` with the logical times, because `rd_kafka_query_watermark_offsets` disregards its
    /// timeout before 2.3.0. Blocks, at most for the time given: half of it for either question.
    func logEnds(
        topic: String, partitions: [Int32], milliseconds: Int32
    ) -> Result<[Int32: (low: Int64, high: Int64)], KafkaError> {
        do throws(KafkaError) {
            let half = max(milliseconds / 2, 1)
            let low = try offsets(topic, partitions, at: Int64(RD_KAFKA_OFFSET_BEGINNING), milliseconds: half)
            let high = try offsets(topic, partitions, at: Int64(RD_KAFKA_OFFSET_END), milliseconds: half)
            var ends: [Int32: (low: Int64, high: Int64)] = [:]
            for (partition, end) in high { ends[partition] = (low[partition] ?? 0, end) }
            return .success(ends)
        } catch {
            return .failure(error)
        }
    }

    private func offsets(
        _ topic: String, _ partitions: [Int32], at time: Int64, milliseconds: Int32
    ) throws(KafkaError) -> [Int32: Int64] {
        guard let list = rd_kafka_topic_partition_list_new(Int32(partitions.count)) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE)
        }
        defer { rd_kafka_topic_partition_list_destroy(list) }
        for partition in partitions {
            rd_kafka_topic_partition_list_add(list, topic, partition).pointee.offset = time
        }
        let outcome = rd_kafka_offsets_for_times(client, list, milliseconds)
        guard outcome == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(outcome) }
        var found: [Int32: Int64] = [:]
        for index in 0..<Int(list.pointee.cnt) {
            let element = list.pointee.elems[index]
            guard element.err == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(element.err) }
            guard element.offset >= 0 else { throw KafkaError(RD_KAFKA_RESP_ERR__TIMED_OUT) }
            found[element.partition] = element.offset
        }
        return found
    }
}

extension Duration {
    /// Whole milliseconds, at least 1, for C calls.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        let total = Double(seconds) * 1000 + Double(attoseconds) / 1e15
        return Int32(min(max(total, 1), Double(Int32.max)))
    }
}
