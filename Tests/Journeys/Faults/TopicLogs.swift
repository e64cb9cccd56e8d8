import Contracts
import EventFlow
import Foundation
import Kafka
import Logging
import Postgres

@testable import Hub

/// What lies in the topics at the end, read from their beginnings by somebody who has never read them.
struct TopicLogs: Sendable {
    let town: Town
    let pool: PostgresPool

    private struct Place: Hashable {
        let topic: String
        let partition: Int32
    }

    /// What is wrong with the topics, in words.
    func findings() async throws -> [String] {
        let configuration = KafkaConfiguration(bootstrap: "127.0.0.1:\(town.port("broker"))", profile: .embedded)
        let producer = try KafkaProducer(configuration, clientID: "accounts", logger: .silent)
        var ends: [Place: Int64] = [:]
        for topic in Topic.allCases {
            let found = try await producer.watermarks(
                topic: topic.rawValue, partitions: Array(0..<Topic.partitions), timeout: .seconds(10))
            for (partition, end) in found { ends[Place(topic: topic.rawValue, partition: partition)] = end.high }
        }
        await producer.close()
        let records = try await read(configuration, to: ends)
        var findings = try await positions(ends)
        for topic in Topic.allCases {
            let logged = try await pool.query(
                "select subject, version from \(identifier: try HubService.writer(of: topic).schema).aggregate"
            ).decode(UUID.self, Int64.self)
            let partitions = records.filter { $0.key.topic == topic.rawValue }.map(\.value)
            findings += try TopicStory(partitions).findings(topic, logged: Dictionary(uniqueKeysWithValues: logged))
        }
        return findings
    }

    /// Everything, partition by partition.
    private func read(
        _ configuration: KafkaConfiguration, to ends: [Place: Int64]
    ) async throws -> [Place: [ConsumerRecord]] {
        let consumer = try KafkaConsumer(
            configuration, group: "accounts-\(UUID().uuidString)", topics: Topic.allCases.map(\.rawValue),
            clientID: "accounts", logger: .silent, startOffsets: { _, _ in [:] })
        var left = ends.filter { $0.value > 0 }
        var records: [Place: [ConsumerRecord]] = [:]
        let patience = Task {
            try await Task.sleep(for: .seconds(30))
            await consumer.close()
        }
        for await case .batch(let batch) in consumer.events {
            let place = Place(topic: batch.topic, partition: batch.partition)
            records[place, default: []] += batch.records
            if let end = left[place], let last = batch.records.last, last.offset + 1 >= end { left[place] = nil }
            if left.isEmpty { break }
        }
        patience.cancel()
        await consumer.close()
        guard left.isEmpty else { throw Failure("The topics could not be read to their ends.") }
        return records
    }

    /// Every consumer stands at the end of every log.
    private func positions(_ ends: [Place: Int64]) async throws -> [String] {
        var findings: [String] = []
        for service in HubService.all {
            let rows = try await pool.query(
                "select consumer, topic, partition, next_offset from \(identifier: service.schema).consumer_offset"
            ).decode(String.self, String.self, Int32.self, Int64.self)
            for (consumer, topic, partition, next) in rows
            where next != ends[Place(topic: topic, partition: partition)] {
                let end = ends[Place(topic: topic, partition: partition)] ?? -1
                findings.append("\(service.name) \(consumer) stands at \(next) of \(end) in \(topic)/\(partition)")
            }
        }
        return findings
    }
}

/// The story that a topic's logs tell, aggregate by aggregate.
struct TopicStory {
    private let partitions: [[ConsumerRecord]]

    /// - Parameter partitions: the records of each, in their order.
    init(_ partitions: [[ConsumerRecord]]) { self.partitions = partitions }

    /// What is wrong with it, in words. Within one epoch, repeats left out, versions follow one another; and whoever
    /// applies each event that is next comes to what the service has logged.
    func findings(_ topic: Topic, logged: [UUID: Int64]) throws -> [String] {
        var (applied, disorder): ([UUID: Int64], [String]) = ([:], [])
        for records in partitions {
            var epochs: [Int32: [UUID: ClosedRange<Int64>]] = [:]
            for record in records {
                let envelope = try EventEnvelope(headers: record.headers)
                let (subject, version) = (envelope.subject, envelope.version)
                let seen = epochs[envelope.epoch.number]?[subject] ?? version...version
                if version < seen.lowerBound || version > seen.upperBound + 1 {
                    disorder.append("\(topic): \(subject.text) goes from \(seen) to \(version) at \(record.offset)")
                }
                epochs[envelope.epoch.number, default: [:]][subject] =
                    min(seen.lowerBound, version)...max(seen.upperBound, version)
                if version == (applied[subject] ?? 0) + 1 { applied[subject] = version }
            }
        }
        let short = logged.filter { applied[$0.key] != $0.value }
        if let (subject, version) = short.first {
            disorder.append(
                "\(topic): \(short.count) stories end early, such as \(subject.text) at \(applied[subject] ?? 0) of \(version)"
            )
        }
        let strange = applied.keys.filter { logged[$0] == nil }
        if !strange.isEmpty { disorder.append("\(topic): \(strange.count) stories that nobody logged") }
        return disorder
    }
}
