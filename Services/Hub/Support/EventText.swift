import Contracts
import EventFlow
import FoundationEssentials
import Kafka
import SwiftProtobuf

/// A record of a topic in words: its envelope, and its content as JSON. What is sealed stays sealed.
struct EventText {
    let topic: String
    let partition: Int32
    let record: ConsumerRecord
    let envelope: EventEnvelope?
    /// The payload as protobuf's JSON.
    let content: JSONValue?
    /// Why it cannot be shown, when it cannot.
    let trouble: String?

    init(topic: String, partition: Int32, record: ConsumerRecord) {
        self.topic = topic
        self.partition = partition
        self.record = record
        do {
            envelope = try EventEnvelope(headers: record.headers)
        } catch {
            (envelope, content, trouble) = (nil, nil, error.words)
            return
        }
        do {
            content = try Self.content(of: topic, type: envelope?.type ?? "", record.value)
            trouble = nil
        } catch {
            (content, trouble) = (nil, Self.words(for: error))
        }
    }

    /// A line for people.
    var line: String {
        let place = "\(topic)/\(partition)@\(record.offset)"
        guard let envelope else { return "\(place)  not an event of the hub: \(trouble ?? "") \(size)" }
        let time = envelope.time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let head = "\(time)  \(place)  \(envelope.type)  \(envelope.subject.text) v\(envelope.version)"
        if let text = try? content?.text() { return "\(head)  \(text)" }
        return "\(head)  cannot be decoded: \(trouble ?? "") \(size)"
    }

    /// The same for programs.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "topic": .string(topic), "partition": .int(Int(partition)), "offset": .int(Int(record.offset)),
            "bytes": .int(record.value?.count ?? 0),
        ]
        if let key = record.key.flatMap({ String(validating: $0, as: UTF8.self) }) { members["key"] = .string(key) }
        if let envelope {
            members["id"] = .string(envelope.id.text)
            members["type"] = .string(envelope.type)
            members["source"] = .string(envelope.source)
            members["subject"] = .string(envelope.subject.text)
            members["version"] = .int(Int(envelope.version))
            members["time"] = .string(
                envelope.time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            members["epoch"] = .int(Int(envelope.epoch.number))
            if let traceparent = envelope.traceparent { members["traceparent"] = .string(traceparent) }
        }
        if let content { members["data"] = content }
        if let trouble { members["trouble"] = .string(trouble) }
        return .object(members)
    }

    private var size: String { "(\(record.value?.count ?? 0) bytes)" }

    private static func content(of topic: String, type: String, _ value: [UInt8]?) throws -> JSONValue {
        guard let payload = value else { throw EnvelopeError.missingPayload }
        guard let topic = Topic(rawValue: topic) else { throw ContractError.unknownType(type) }
        let message: any Message =
            switch topic {
            case .referrals: try ReferralEvent(type: type, payload: payload).body.message
            case .cases: try CaseEvent(type: type, payload: payload).body.message
            case .placements: try PlacementEvent(type: type, payload: payload).body.message
            case .notifications: try NotificationEvent(type: type, payload: payload).body.message
            }
        return try JSONValue(Data(try message.jsonString().utf8))
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case let error as EnvelopeError: error.words
        case ContractError.unknownType: "its type is unknown here"
        case ContractError.undecodable: "its bytes are not what its type promises"
        default: "it cannot be shown as JSON"
        }
    }
}
