import Contracts
import EventFlow
import Foundation
import Kafka
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct EventTextTests {
    private func record(type: String, value: [UInt8]) -> ConsumerRecord {
        let envelope = [
            ("ce_specversion", "1.0"), ("ce_id", "0193f09e-2f4c-7c7a-8d1e-3b1c5a7e9f20"), ("ce_type", type),
            ("ce_source", "/locality-router"), ("ce_subject", "0193f09e-31d0-7b0e-9c55-7f2a60d4b311"),
            ("ce_time", "2026-11-23T09:30:01.250Z"), ("ce_sequence", "2"),
        ]
        return ConsumerRecord(
            offset: 7, timestamp: 0, key: Array("k".utf8), value: value,
            headers: envelope.map { KafkaHeader(name: $0.0, text: $0.1) })
    }

    private func acknowledged() throws -> CaseEvent {
        var message = CaseAcknowledged()
        message.caseID = "0193f09e-31d0-7b0e-9c55-7f2a60d4b311"
        message.locality = "E07000081"
        return .acknowledged(message)
    }

    @Test func showsEnvelopeAndContent() throws {
        let event = try acknowledged()
        let text = EventText(topic: "cases", partition: 3, record: record(type: event.type, value: try event.payload()))
        #expect(text.line.hasPrefix("2026-11-23T09:30:01.250Z  cases/3@7  referralhub.cases.acknowledged.v1"))
        #expect(text.line.contains(#""locality":"E07000081""#))
        #expect(text.json["version"] == 2)
        #expect(text.json["data"]?["locality"] == "E07000081")
    }

    @Test func whatIsSealedStaysSealed() throws {
        var message = CaseOpened()
        message.details.childID = "c"
        message.details.box = Data([1, 2, 3])
        let event = CaseEvent.opened(message)
        let text = EventText(topic: "cases", partition: 0, record: record(type: event.type, value: try event.payload()))
        #expect(text.json["data"]?["details"]?["box"] == "AQID")
    }

    /// Every kind of event, as the contracts' samples have it: shown in words, and what people wrote stays sealed.
    @Test func showsEveryKindOfEvent() throws {
        let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Contracts/Samples")
        for kind in CaseEvent.Kind.allCases {
            let bytes = try Data(contentsOf: samples.appending(path: "\(kind.rawValue).binpb"))
            let text = EventText(topic: "cases", partition: 0, record: record(type: kind.rawValue, value: Array(bytes)))
            #expect(text.trouble == nil && text.line.contains(kind.rawValue), "\(kind)")
        }
    }

    @Test func saysWhatCannotBeDecoded() throws {
        let broken = EventText(
            topic: "cases", partition: 0, record: record(type: "referralhub.cases.acknowledged.v1", value: [0xFF]))
        #expect(broken.line.contains("cannot be decoded: its bytes are not what its type promises (1 bytes)"))
        let unknown = EventText(topic: "cases", partition: 0, record: record(type: "somebody.elses.v1", value: []))
        #expect(unknown.json["trouble"] == "its type is unknown here")
        let bare = EventText(
            topic: "cases", partition: 0,
            record: ConsumerRecord(offset: 0, timestamp: 0, key: nil, value: nil, headers: []))
        #expect(bare.line.contains("not an event of the hub"))
    }
}
