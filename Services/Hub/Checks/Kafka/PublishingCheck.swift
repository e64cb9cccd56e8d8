import Kafka

/// Publishes as a relay does and reads back: every record once, each key in its order, headers untouched.
struct PublishingCheck {
    private let scratch: KafkaScratch
    private static let keys = 24
    private static let perKey = 25
    private static let headers = [
        KafkaHeader(name: "ce_id", text: "hub-check"), KafkaHeader(name: "twice", text: "first"),
        KafkaHeader(name: "twice", text: "second – ✓"), KafkaHeader(name: "bytes", value: [0, 255, 10]),
        KafkaHeader(name: "empty", value: []),
    ]

    init(_ scratch: KafkaScratch) { self.scratch = scratch }

    func ask() async throws -> [Finding] {
        let partitions = await scratch.partitions
        let steps = (0..<Self.perKey).flatMap { number in
            (0..<Self.keys).map { DeliveryJudgement.Step(key: $0, number: number) }
        }
        let started = ContinuousClock.now
        let outcomes = await scratch.publish(steps.map { record($0, partitions) })
        let taken = started.duration(to: .now)
        let failures = outcomes.compactMap { if case .failure(let error) = $0 { error } else { nil } }
        if let first = failures.first {
            return [
                .missing(
                    "\(failures.count) of \(steps.count) records were not acknowledged by all copies in step: "
                        + first.description,
                    "idempotent producing needs the right IdempotentWrite (before Kafka 3.0) and Write on the topics")
            ]
        }
        let (read, headers) = try await readBack(steps.count, partitions)
        return [
            .right(
                "\(steps.count) records acknowledged by all copies in step, idempotently, in \(taken.inMilliseconds) ms"
            )
        ]
            + DeliveryJudgement.order(sent: steps, read: read)
            + [DeliveryJudgement.headers(sent: Self.headers, read: headers)]
    }

    private func record(_ step: DeliveryJudgement.Step, _ partitions: Int32) -> ProducerRecord {
        let key = "key-\(step.key)"
        return scratch.record(
            partition: murmur2Partition(key: Array(key.utf8), partitions: partitions), key: key,
            value: Array("\(step.key) \(step.number)".utf8), headers: Self.headers)
    }

    /// What lies in the topic, until all is there or nothing more comes.
    private func readBack(
        _ count: Int, _ partitions: Int32
    ) async throws -> (steps: [DeliveryJudgement.Step], headers: [KafkaHeader]) {
        let reader = try KafkaReader(
            scratch.configuration, topic: scratch.name, partitions: 0..<partitions, from: .earliest,
            settings: ["fetch.wait.max.ms": "100"], clientID: scratch.name)
        var steps: [DeliveryJudgement.Step] = []
        var headers: [KafkaHeader] = []
        // Once all is there, a moment longer: what comes then came twice.
        while case let records = try await reader.next(within: steps.count < count ? .seconds(5) : .milliseconds(300)),
            !records.isEmpty
        {
            for (_, record) in records {
                let parts = String(decoding: record.value ?? [], as: UTF8.self).split(separator: " ").compactMap {
                    Int($0)
                }
                guard parts.count == 2 else { continue }
                steps.append(DeliveryJudgement.Step(key: parts[0], number: parts[1]))
                headers = record.headers
            }
        }
        return (steps, headers)
    }
}
