import Contracts
import Foundation
import SwiftProtobuf
import Testing

/// The promise to whoever reads our topics: bytes published once can be read for ever.
@Suite("Golden samples", .timeLimit(.minutes(1)))
struct GoldenSampleTests {
    @Test("Every kind of event ever published is read by today's code, field for field")
    func referrals() throws { try check(SampleEvents.referrals) }

    @Test func cases() throws { try check(SampleEvents.cases) }

    @Test func placements() throws { try check(SampleEvents.placements) }

    @Test func notifications() throws { try check(SampleEvents.notifications) }

    @Test("An unknown type and bytes that are no message are told apart")
    func refusals() {
        #expect(throws: ContractError.unknownType("referralhub.cases.opened.v9")) {
            try CaseEvent(type: "referralhub.cases.opened.v9", payload: [])
        }
        #expect(throws: ContractError.undecodable(type: "referralhub.cases.opened.v1")) {
            try CaseEvent(type: "referralhub.cases.opened.v1", payload: [0xFF, 0xFF, 0xFF])
        }
    }

    @Test("A field and an enum value of a later version survive a round trip through today's code")
    func unknownsSurvive() throws {
        // Field 900, varint 7; and forum (field 8) with the value 99.
        let later: [UInt8] = [0xA0, 0x38, 0x07, 0x40, 99]
        let event = try CaseEvent(type: "referralhub.cases.opened.v1", payload: later)
        let again = try CaseEvent(type: event.type, payload: event.payload())
        #expect(again == event)
        guard case .opened(let opened) = again else { return #expect(Bool(false), "another kind") }
        #expect(opened.forum == .UNRECOGNIZED(99))
        #expect(opened.unknownFields.data.count == 3)
    }

    /// Samples live in Contracts/Samples: `<type>.binpb` as published, `<type>.json` what it says. A kind whose message has
    /// grown since has a further sample, `<type>.2`: the first one stays as it was.
    private func check<E: TopicEvent>(_ events: [E]) throws {
        #expect(Set(events.map(\.body.kind)) == Set(E.Kind.allCases), "every kind has a sample")
        var count: [String: Int] = [:]
        for event in events {
            let number = count[event.type, default: 0] + 1
            count[event.type] = number
            let name = number == 1 ? event.type : "\(event.type).\(number)"
            let bytes = Samples.folder.appending(path: "\(name).binpb")
            let words = Samples.folder.appending(path: "\(name).json")
            if Samples.areBeingWritten, !FileManager.default.fileExists(atPath: bytes.path) {
                try Data(event.payload()).write(to: bytes)
                try Data(event.body.message.jsonString().utf8).write(to: words)
            }
            let published = try E(type: event.type, payload: [UInt8](Data(contentsOf: bytes)))
            #expect(
                try published.body.message.jsonString() == String(contentsOf: words, encoding: .utf8),
                "\(name) no longer says what it said")
            #expect(published == event, "the sample event has a field that the golden sample lacks")
        }
    }
}

enum Samples {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Contracts/Samples")

    /// Set HUB_WRITE_SAMPLES to add the sample of a new kind; existing ones are never overwritten.
    static let areBeingWritten = ProcessInfo.processInfo.environment["HUB_WRITE_SAMPLES"] != nil
}
