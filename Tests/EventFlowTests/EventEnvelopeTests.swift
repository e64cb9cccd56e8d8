import Foundation
import Kafka
import Testing

@testable import EventFlow

@Suite("The envelope")
struct EventEnvelopeTests {
    private let envelope = EventEnvelope(
        id: UUID(), type: "referralhub.cases.opened.v1", source: "/locality-router", subject: UUID(),
        time: Date(timeIntervalSince1970: 1_795_000_000.125), version: 3,
        traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", epoch: .init(number: 2, cut: 40))

    @Test("What is written is read again")
    func roundTrip() throws {
        #expect(try EventEnvelope(headers: envelope.headers) == envelope)
    }

    @Test("In the first epoch there is no epoch header")
    func firstEpoch() throws {
        var first = envelope
        first.epoch = .first
        #expect(!first.headers.contains { $0.name == "epoch" })
        #expect(try EventEnvelope(headers: first.headers) == first)
    }

    @Test(
        "Each attribute the hub relies on is missed by name",
        arguments: ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_sequence"])
    func missing(name: String) {
        #expect(throws: EnvelopeError.missingHeader(name)) {
            try EventEnvelope(headers: envelope.headers.filter { $0.name != name })
        }
    }

    @Test(
        "What cannot be read is refused by name",
        arguments: [
            ("ce_id", "1"), ("ce_subject", "somebody"), ("ce_sequence", "0"), ("ce_sequence", "-1"),
            ("ce_sequence", "1.5"), ("ce_time", "yesterday"), ("ce_specversion", "0.3"), ("epoch", "0:1"),
            ("epoch", "1"), ("epoch", "1:-1"), ("ce_type", ""),
        ])
    func malformed(name: String, value: String) {
        let headers = envelope.headers.filter { $0.name != name } + [KafkaHeader(name: name, text: value)]
        #expect(throws: EnvelopeError.malformedHeader(name)) { try EventEnvelope(headers: headers) }
    }
}
