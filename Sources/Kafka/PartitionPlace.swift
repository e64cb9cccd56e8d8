internal import CRdKafka

/// What the consumer's thread knows of one partition that is its own.
final class PartitionPlace {
    let place: TopicPartition
    /// The next offset to deliver; negative while it is still one of librdkafka's names for a place.
    var position: Int64
    /// See ``EventShelf``.
    var round: UInt64
    var isPaused = false
    var isOutOfRange = false
    /// Its records are dropped until it is assigned anew at `position`.
    var isStale = false
    /// Where records were seen to be missing once.
    var doubt: Int64?
    /// Records were missing at the second look too: this log has holes, as compaction leaves them.
    var hasHoles = false

    /// Read but not on the shelf yet.
    var records: [ConsumerRecord] = []
    var bytes = 0

    init(_ place: TopicPartition, position: Int64, round: UInt64) {
        self.place = place
        self.position = position
        self.round = round
    }

    /// What to do with a record that has come.
    enum Verdict { case take, drop, lookAgain }

    /// librdkafka 2.0.2 can go back, and can lose what it had fetched, around pauses: offsets are checked here. A hole is
    /// believed when the broker shows it twice.
    func judge(_ offset: Int64) -> Verdict {
        if isStale || isOutOfRange { return .drop }
        if position < 0 || offset == position { return .take }
        if offset < position { return .drop }
        if hasHoles { return .take }
        if doubt == position {
            hasHoles = true
            return .take
        }
        doubt = position
        return .lookAgain
    }

    func startOver(at offset: Int64, round: UInt64) {
        position = offset
        self.round = round
        isOutOfRange = false
        isStale = true
        doubt = nil
        records = []
        bytes = 0
    }
}

extension KafkaOffset {
    /// librdkafka's number for it.
    var number: Int64 {
        switch self {
        case .at(let offset): offset >= 0 ? offset : Int64(RD_KAFKA_OFFSET_BEGINNING)
        case .earliest: Int64(RD_KAFKA_OFFSET_BEGINNING)
        case .latest: Int64(RD_KAFKA_OFFSET_END)
        }
    }
}

extension ConsumerRecord {
    /// Copies a record out of librdkafka's memory.
    init(_ message: UnsafePointer<rd_kafka_message_t>) {
        var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let timestamp = rd_kafka_message_timestamp(message, &kind)
        self.init(
            offset: message.pointee.offset,
            timestamp: kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? -1 : timestamp,
            key: message.pointee.key.map { Self.copy($0, message.pointee.key_len) },
            value: message.pointee.payload.map { Self.copy($0, message.pointee.len) },
            headers: Self.headers(of: message))
    }

    private static func copy(_ start: UnsafeRawPointer, _ count: Int) -> [UInt8] {
        [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    private static func headers(of message: UnsafePointer<rd_kafka_message_t>) -> [KafkaHeader] {
        var list: OpaquePointer?
        guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
        var headers: [KafkaHeader] = []
        headers.reserveCapacity(rd_kafka_header_cnt(list))
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var count = 0
        while rd_kafka_header_get_all(list, headers.count, &name, &value, &count) == RD_KAFKA_RESP_ERR_NO_ERROR,
            let name
        {
            headers.append(KafkaHeader(name: String(cString: name), value: value.map { copy($0, count) } ?? []))
        }
        return headers
    }
}
