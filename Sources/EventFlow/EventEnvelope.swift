import Contracts
public import FoundationEssentials
public import Kafka

/// What travels around an event: CloudEvents 1.0 in Kafka's binary mode (attributes as `ce_…` headers, the
/// payload as the record's value).
public struct EventEnvelope: Sendable, Equatable {
    /// `ce_id`: UUID version 7, the same whenever the event is published again.
    public var id: UUID
    /// `ce_type`, such as `referralhub.cases.opened.v1`.
    public var type: String
    /// `ce_source`: the service that wrote it.
    public var source: String
    /// The aggregate the event is about.
    public var subject: UUID
    /// `ce_time`: when it happened, to the millisecond.
    public var time: Date
    /// The aggregate's version after the event: 1, 2, 3 … without gaps.
    public var version: Int64
    /// W3C trace context of what caused the event.
    public var traceparent: String?
    /// Which life of the topic's partition the record belongs to.
    public var epoch: Epoch

    /// A partition's log since its last cut. A broker that forgets starts a new one.
    public struct Epoch: Sendable, Equatable {
        /// Counts up from 0; the first is not sent.
        public var number: Int32
        /// First offset of the log that may differ from what was there before.
        public var cut: Int64

        /// Before any cut.
        public static let first = Epoch(number: 0, cut: 0)
    }
}

/// Why a record is no event of the hub. Never carries the value of a header.
public enum EnvelopeError: Error, Equatable {
    case missingHeader(String)
    case malformedHeader(String)
    case missingPayload
    case malformedKey
    /// The key belongs to another partition: order for that key cannot be promised.
    case wrongPartition

    /// For the dead letter's `code`.
    public var code: String {
        switch self {
        case .missingHeader: "missing_header"
        case .malformedHeader: "malformed_header"
        case .missingPayload: "missing_payload"
        case .malformedKey: "malformed_key"
        case .wrongPartition: "wrong_partition"
        }
    }

    /// For the operator.
    public var words: String {
        switch self {
        case .missingHeader(let name): "The record has no \(name) header."
        case .malformedHeader(let name): "The record's \(name) header cannot be read."
        case .missingPayload: "The record has no value."
        case .malformedKey: "The record's key is not a referral's id."
        case .wrongPartition: "The record lies in a partition its key does not belong to."
        }
    }
}

extension EventEnvelope {
    static let specVersion = "1.0"
    static let contentType = "application/protobuf"

    /// The headers as they go on the wire.
    public var headers: [KafkaHeader] {
        var headers = [
            KafkaHeader(name: "ce_specversion", value: Array(Self.specVersion.utf8)),
            KafkaHeader(name: "ce_id", value: Array(id.text.utf8)),
            KafkaHeader(name: "ce_type", value: Array(type.utf8)),
            KafkaHeader(name: "ce_source", value: Array(source.utf8)),
            KafkaHeader(name: "ce_subject", value: Array(subject.text.utf8)),
            KafkaHeader(name: "ce_time", value: Array(time.formatted(Self.timeStyle).utf8)),
            KafkaHeader(name: "ce_sequence", value: Array(String(version).utf8)),
            KafkaHeader(name: "content-type", value: Array(Self.contentType.utf8)),
        ]
        if let traceparent { headers.append(KafkaHeader(name: "traceparent", value: Array(traceparent.utf8))) }
        if epoch != .first {
            headers.append(KafkaHeader(name: "epoch", value: Array("\(epoch.number):\(epoch.cut)".utf8)))
        }
        return headers
    }

    /// Reads the headers of a record.
    public init(headers: [KafkaHeader]) throws(EnvelopeError) {
        func text(_ name: String) -> String? {
            headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }
        func required<T>(_ name: String, _ read: (String) -> T?) throws(EnvelopeError) -> T {
            guard let text = text(name) else { throw .missingHeader(name) }
            guard let value = read(text) else { throw .malformedHeader(name) }
            return value
        }
        _ = try required("ce_specversion") { $0 == Self.specVersion ? $0 : nil }
        id = try required("ce_id", UUID.init(uuidString:))
        type = try required("ce_type") { $0.isEmpty ? nil : $0 }
        source = try required("ce_source") { $0.isEmpty ? nil : $0 }
        subject = try required("ce_subject", UUID.init(uuidString:))
        time = try required("ce_time") { try? Date($0, strategy: Self.timeStyle) }
        version = try required("ce_sequence") { Int64($0).flatMap { $0 > 0 ? $0 : nil } }
        traceparent = text("traceparent")
        epoch = try text("epoch") == nil ? .first : required("epoch", Epoch.init(header:))
    }

    /// The epoch alone, which has to be known before anything else of a batch is read.
    static func epoch(of headers: [KafkaHeader]) -> Epoch? {
        headers.last { $0.name == "epoch" }.flatMap { Epoch(header: String(decoding: $0.value, as: UTF8.self)) }
    }

    private static let timeStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

extension EventEnvelope.Epoch {
    init?(header: String) {
        let parts = header.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int32(parts[0]), let cut = Int64(parts[1]), number > 0, cut >= 0
        else { return nil }
        self.init(number: number, cut: cut)
    }
}
