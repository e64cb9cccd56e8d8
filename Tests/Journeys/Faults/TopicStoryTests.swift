import Contracts
import Foundation
import Kafka
import Testing

@testable import EventFlow

@Suite("What the topics tell")
struct TopicStoryTests {
    private let subject = UUID()

    /// A partition's log of one aggregate: versions, and the epoch that each was published in.
    private func log(_ entries: [(version: Int64, epoch: Int32)]) -> [ConsumerRecord] {
        entries.enumerated().map { offset, entry in
            let envelope = EventEnvelope(
                id: UUID(), type: "t", source: "/s", subject: subject, time: Date(timeIntervalSince1970: 0),
                version: entry.version, traceparent: nil, epoch: .init(number: entry.epoch, cut: 0))
            return ConsumerRecord(
                offset: Int64(offset), timestamp: 0, key: nil, value: nil, headers: envelope.headers)
        }
    }

    private func findings(_ entries: [(version: Int64, epoch: Int32)], logged: Int64) throws -> [String] {
        try TopicStory([log(entries)]).findings(.cases, logged: [subject: logged])
    }

    @Test func repeatsAreHarmless() throws {
        #expect(try findings([(1, 0), (2, 0), (1, 0), (2, 0), (3, 0)], logged: 3) == [])
    }

    @Test("What was published before the cut was noticed comes too early, and once more in its place")
    func epochs() throws {
        #expect(try findings([(2, 0), (1, 1), (2, 1), (3, 1)], logged: 3) == [])
    }

    @Test func disorderIsSeen() throws {
        #expect(try findings([(2, 0), (1, 0), (2, 0)], logged: 2).count == 1)
        #expect(try findings([(1, 0), (3, 0), (2, 0), (3, 0)], logged: 3).count == 1)
    }

    @Test func whatIsMissingIsSeen() throws {
        #expect(try findings([(1, 0), (2, 0)], logged: 3).count == 1)
        #expect(try findings([], logged: 1).count == 1)
        #expect(try TopicStory([log([(1, 0)])]).findings(.cases, logged: [:]).count == 1)
    }
}

@Suite("What the mails tell")
struct MailRoundTests {
    private func mail(_ id: String) -> String { "From: a\nMessage-ID: <\(id)@hub.example.org>\n\ntext" }

    @Test func repeatsAreCounted() {
        let round = MailRound(mails: [mail("a"), mail("b"), mail("a")], deliveries: ["a", "b"])
        #expect(round.again == 1)
        #expect(round.findings == [])
    }

    @Test func lostAndStrangeMailsAreSeen() {
        #expect(MailRound(mails: [mail("a")], deliveries: ["a", "b"]).findings.count == 1)
        #expect(MailRound(mails: [mail("a"), mail("c")], deliveries: ["a"]).findings.count == 1)
        #expect(MailRound(mails: ["text"], deliveries: []).findings.count == 1)
    }
}
