import FoundationEssentials
import Kafka

/// Lets a broker stamp a record with its own time.
struct BrokerClockCheck {
    private let scratch: KafkaScratch
    private let admin: KafkaAdmin

    init(_ scratch: KafkaScratch, admin: KafkaAdmin) {
        self.scratch = scratch
        self.admin = admin
    }

    func ask() async throws -> Finding {
        let topic = "\(scratch.name)-clock"
        guard try await make(topic) else { return .unasked("the broker does not stamp records with its own time") }
        // The first one may wait until the topic is there.
        _ = try await scratch.publish([scratch.record(topic: topic, partition: 0, key: "first", value: [])]).first?
            .get()
        let before = Date()
        _ = try await scratch.publish([scratch.record(topic: topic, partition: 0, key: "clock", value: [])]).first?
            .get()
        let after = Date()
        let reader = try KafkaReader(
            scratch.configuration, topic: topic, partitions: 0..<1, from: .earliest,
            settings: ["fetch.wait.max.ms": "100"], clientID: scratch.name)
        var stamps: [Int64] = []
        while stamps.count < 2 {
            let records = try await reader.next(within: .seconds(5))
            guard !records.isEmpty else { return .unasked("the stamped record could not be read back") }
            stamps += records.map(\.record.timestamp)
        }
        let middle = before.timeIntervalSince1970 + after.timeIntervalSince(before) / 2
        return DeliveryJudgement.clock(
            .seconds(Double(stamps[1]) / 1000 - middle), uncertainty: .seconds(after.timeIntervalSince(before) / 2),
            whose: "the broker's")
    }

    /// Makes a topic whose records the broker stamps; false where it cannot.
    private func make(_ topic: String) async throws(KafkaError) -> Bool {
        let setting = "message.timestamp.type"
        do throws(KafkaError) {
            try await admin.createTopics([
                KafkaAdmin.NewTopic(name: topic, partitions: 1, config: [setting: "LogAppendTime"])
            ])
            await scratch.note(topic: topic)
            return try await admin.topicSettings([topic])[topic]?[setting] == "LogAppendTime"
        } catch {
            if error.kind == .unsupported { return false }
            throw error
        }
    }
}
