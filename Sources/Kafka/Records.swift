/// A record header. Names and values travel in clear: nothing personal belongs here.
public struct KafkaHeader: Sendable, Hashable {
    /// Such as `ce_id`; a name may occur more than once on a record.
    public let name: String
    /// Any bytes, mostly UTF-8 text; a header without a value reads as an empty one.
    public let value: [UInt8]

    /// A header of any bytes.
    public init(name: String, value: [UInt8]) {
        self.name = name
        self.value = value
    }

    /// A header whose value is the text's UTF-8.
    public init(name: String, text: String) {
        self.init(name: name, value: Array(text.utf8))
    }

    /// The value read as UTF-8, or `nil` when it is not.
    public var text: String? { String(validating: value, as: UTF8.self) }
}

/// One record to publish. The producer never chooses a partition: see ``murmur2Partition(key:partitions:)``.
public struct ProducerRecord: Sendable, Equatable {
    /// Where to, by name.
    public let topic: String
    /// Counted from 0.
    public let partition: Int32
    /// Empty is a key too, an empty one.
    public let key: [UInt8]
    /// `nil` publishes a tombstone.
    public let value: [UInt8]?
    /// In the order they will be read in.
    public let headers: [KafkaHeader]

    /// A record as it will be published, byte for byte.
    public init(topic: String, partition: Int32, key: [UInt8], value: [UInt8]?, headers: [KafkaHeader] = []) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
    }
}

/// One record as read. It owns its bytes.
public struct ConsumerRecord: Sendable, Equatable {
    /// Its place in its partition's log.
    public let offset: Int64
    /// Milliseconds since 1970-01-01 UTC as the broker keeps it; -1 when it keeps none.
    public let timestamp: Int64
    /// `nil` when it was published without one.
    public let key: [UInt8]?
    /// `nil` for a tombstone.
    public let value: [UInt8]?
    /// In the order they were published in.
    public let headers: [KafkaHeader]

    /// A record as a test would have it read.
    public init(offset: Int64, timestamp: Int64, key: [UInt8]?, value: [UInt8]?, headers: [KafkaHeader]) {
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// The value of the first header of that name.
    public func header(_ name: String) -> [UInt8]? {
        headers.first { $0.name == name }?.value
    }
}

/// A partition of a topic.
public struct TopicPartition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The topic's name.
    public let topic: String
    /// Counted from 0.
    public let partition: Int32

    /// That partition of that topic.
    public init(topic: String, partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    /// By topic, then by number.
    public static func < (one: Self, other: Self) -> Bool {
        (one.topic, one.partition) < (other.topic, other.partition)
    }

    /// `topic/partition`
    public var description: String { "\(topic)/\(partition)" }
}

/// Consecutive records of one partition, at least one, in offset order.
public struct PartitionBatch: Sendable, Equatable {
    /// The topic's name.
    public let topic: String
    /// Counted from 0.
    public let partition: Int32
    /// Never empty; offsets rise, by one unless the log has holes.
    public let records: [ConsumerRecord]
    /// The log's end as last heard from the broker (the offset the next record will get); -1 when not known.
    public let highWatermark: Int64

    /// A batch as a test would have it read.
    public init(topic: String, partition: Int32, records: [ConsumerRecord], highWatermark: Int64) {
        self.topic = topic
        self.partition = partition
        self.records = records
        self.highWatermark = highWatermark
    }

    /// The batch's own partition.
    public var topicPartition: TopicPartition { TopicPartition(topic: topic, partition: partition) }
}

/// A place in a partition's log.
public enum KafkaOffset: Sendable, Hashable {
    /// Exactly there.
    case at(Int64)
    /// The oldest record the broker still holds.
    case earliest
    /// Only what is published from now on.
    case latest
}
