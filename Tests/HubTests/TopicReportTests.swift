import Contracts
import Kafka
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct TopicReportTests {
    private let right = Dictionary(uniqueKeysWithValues: Topic.allCases.map { ($0.rawValue, Topic.partitions) })

    @Test func saysWhenAllIsRight() {
        let report = TopicReport(found: right)
        #expect(report.missing.isEmpty)
        #expect(report.lines.count == Topic.allCases.count)
        #expect(report.failure(.standard) == nil)
    }

    @Test func saysWhatDiffers() {
        let report = TopicReport(found: right.merging(["cases": 4]) { _, new in new })
        #expect(report.lines.contains("cases: has 4 partitions, and the hub needs 12"))
        #expect(report.failure(.standard) != nil)
    }

    @Test func whatIsMissingOnAnEmbeddedBrokerIsNotMadeLater() {
        var found = right
        found["cases"] = nil
        #expect(TopicReport(found: found).missing == [.cases])
        #expect(TopicReport(found: found).failure(.embedded) != nil)
        #expect(TopicReport(found: found, expecting: [.cases]).failure(.standard) == nil)
    }

    @Test func aTopicKeepsEverythingAndTakesTheLongestEvent() throws {
        let topic = TopicsCommand.wanted(.cases, replication: 3)
        #expect(topic.partitions == 12)
        #expect(topic.config["retention.ms"] == "-1")
        #expect(topic.config["min.insync.replicas"] == "2")
        let limit = try #require(topic.config["max.message.bytes"].flatMap { Int($0) })
        #expect(limit > Topic.maximumMessageBytes)
        #expect(TopicsCommand.wanted(.cases, replication: 1).config["min.insync.replicas"] == nil)
    }
}
