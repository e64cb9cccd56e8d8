import Contracts
import Foundation
import Kafka
import Logging
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct TailTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func record(_ version: Int, key: UUID, value: [UInt8]?) -> ProducerRecord {
        let bytes = Array(key.text.utf8)
        let headers = [
            ("ce_specversion", "1.0"), ("ce_id", UUID().text), ("ce_type", "referralhub.cases.acknowledged.v1"),
            ("ce_source", "/locality-router"), ("ce_subject", key.text), ("ce_time", "2026-11-23T09:30:01.250Z"),
            ("ce_sequence", String(version)),
        ]
        return ProducerRecord(
            topic: "cases", partition: murmur2Partition(key: bytes, partitions: Topic.partitions), key: bytes,
            value: value,
            headers: headers.map { KafkaHeader(name: $0.0, text: $0.1) })
    }

    @Test func showsWhatIsThereFromTheBeginningBadRecordsToo() async throws {
        let broker = try EmbeddedBroker(topics: Topic.allCases.map { ($0.rawValue, Topic.partitions) })
        defer { broker.stop() }
        let configuration = KafkaConfiguration(bootstrap: broker.bootstrap, profile: .embedded)
        let producer = try KafkaProducer(configuration, clientID: "test", logger: logger)
        var message = CaseAcknowledged()
        message.locality = "E07000081"
        let key = UUID()
        let good = try CaseEvent.acknowledged(message).payload()
        for result in await producer.produce([record(1, key: key, value: good), record(2, key: key, value: [0xFF])]) {
            _ = try result.get()
        }
        await producer.close()

        let outcome = try await HubProcess.run([
            "tail", "cases", "--bootstrap", broker.bootstrap, "--profile", "embedded", "--from", "beginning", "--count",
            "2",
            "--json",
        ])
        #expect(outcome.status == 0)
        let lines = try outcome.output.split(separator: "\n").map { try JSONValue(Data($0.utf8)) }
        #expect(lines.count == 2)
        #expect(lines.first?["data"]?["locality"] == "E07000081")
        #expect(lines.first?["subject"]?.string == key.text)
        #expect(lines.last?["trouble"] == "its bytes are not what its type promises")
    }

    @Test func saysWhenNobodyAnswers() async throws {
        let outcome = try await HubProcess.run(["tail", "cases", "--bootstrap", "127.0.0.1:1", "--profile", "embedded"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("No broker answers at 127.0.0.1:1"))
        #expect(try await HubProcess.run(["tail", "nothing"]).status == 64)
    }
}
