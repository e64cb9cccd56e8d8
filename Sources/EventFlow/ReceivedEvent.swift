public import Contracts
public import FoundationEssentials
import Kafka

/// An event as a projection receives it.
public struct ReceivedEvent: Sendable {
    /// Where it was read: with ``partition`` and ``offset`` its place in the log, until a broker that forgets begins anew.
    public let topic: Topic
    /// The one its key belongs to; 0 is the first.
    public let partition: Int32
    /// Its place in the partition.
    public let offset: Int64
    /// The referral; of what is not about one (``isAboutReferral``), the thing itself.
    public let key: UUID
    /// What travelled around it.
    public let envelope: EventEnvelope
    /// The event itself in protobuf, not read yet; see ``decode(_:)``.
    public let payload: [UInt8]

    /// The same whenever the event is published again.
    public var id: UUID { envelope.id }
    /// CloudEvents type, such as `referralhub.cases.opened.v1`.
    public var type: String { envelope.type }
    /// The aggregate the event is about.
    public var subject: UUID { envelope.subject }
    /// The aggregate's version after the event: 1, 2, 3 … without gaps.
    public var version: Int64 { envelope.version }
    /// When it happened, by the clock of the service that wrote it.
    public var time: Date { envelope.time }

    /// Whether it is about a referral or a case, which is what its key then names; otherwise about a meeting, a plan, a
    /// theme or the directory, which whoever follows referrals passes over.
    public var isAboutReferral: Bool {
        switch topic {
        case .cases: CaseEvent.Kind(rawValue: type).map { $0.about == .caseFile } ?? true
        case .placements: PlacementEvent.Kind(rawValue: type).map { $0.about != .provision } ?? true
        default: true
        }
    }

    /// The event in the words of its topic. Throws ``ContractError``, which makes it a dead letter.
    public func decode<E: TopicEvent>(_ type: E.Type) throws(ContractError) -> E {
        try E(type: envelope.type, payload: payload)
    }

    /// Runs `body` in the trace of what caused the event, so that its log lines and what it appends belong there.
    public func inItsTrace<R>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> R
    ) async rethrows -> R {
        try await TraceContext.$current.withValue(
            envelope.traceparent.flatMap(TraceContext.init(header:)), operation: body)
    }

    /// Reads a record. Throws ``EnvelopeError`` for what is no event of the hub.
    init(topic: Topic, partition: Int32, record: ConsumerRecord) throws(EnvelopeError) {
        envelope = try EventEnvelope(headers: record.headers)
        guard let keyBytes = record.key, let key = UUID(uuidString: String(decoding: keyBytes, as: UTF8.self))
        else { throw .malformedKey }
        guard partition == murmur2Partition(key: keyBytes, partitions: Topic.partitions) else {
            throw .wrongPartition
        }
        guard let payload = record.value else { throw .missingPayload }
        self.topic = topic
        self.partition = partition
        self.offset = record.offset
        self.key = key
        self.payload = payload
    }
}
