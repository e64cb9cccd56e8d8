import Contracts

/// What follows from the settings of the hub's topics.
struct TopicSettingsJudgement {
    let bootstrap: String

    /// - Parameters:
    ///   - settings: by topic, by Kafka's own names; a setting the broker does not tell is not judged.
    ///   - replicas: how many copies each topic has.
    func judge(_ settings: [String: [String: String]], replicas: [String: Int]) -> [Finding] {
        let findings = Topic.allCases.flatMap { topic in
            settings[topic.rawValue].map { judge(topic.rawValue, $0, replicas: replicas[topic.rawValue] ?? 0) } ?? []
        }
        guard findings.isEmpty else { return findings }
        guard settings.contains(where: { !$0.value.isEmpty }) else {
            return [.unasked("the broker does not tell the topics' settings")]
        }
        return [.right("kept for ever, never compacted, long events allowed")]
    }

    private func judge(_ topic: String, _ settings: [String: String], replicas: Int) -> [Finding] {
        [
            settings["cleanup.policy"].flatMap { compaction(topic, $0) },
            settings["retention.ms"].flatMap { Int64($0) }.flatMap { age(topic, $0) },
            settings["retention.bytes"].flatMap { Int64($0) }.flatMap { bytes(topic, $0) },
            settings["max.message.bytes"].flatMap { Int($0) }.flatMap { length(topic, $0) },
            settings["min.insync.replicas"].flatMap { Int($0) }.flatMap { inSync(topic, $0, replicas: replicas) },
        ].compactMap { $0 }
    }

    private func compaction(_ topic: String, _ policy: String) -> Finding? {
        guard policy.contains("compact") else { return nil }
        return .missing(
            "\(topic) is compacted: of a referral's story only the last event would be kept",
            set(topic, "cleanup.policy=delete"))
    }

    private func age(_ topic: String, _ milliseconds: Int64) -> Finding? {
        guard milliseconds >= 0 else { return nil }
        let day: Int64 = 86_400_000
        let kept = "\(topic) keeps events for \(Self.span(milliseconds))"
        if milliseconds < day {
            return .missing(
                "\(kept): a service that is down for longer misses what was said meanwhile",
                set(topic, "retention.ms=-1"))
        }
        return .advice(
            "\(kept): to rebuild from the beginning, `hub refill \(topic)` has to come first",
            set(topic, "retention.ms=-1"))
    }

    private func bytes(_ topic: String, _ bytes: Int64) -> Finding? {
        guard bytes >= 0 else { return nil }
        return .advice(
            "\(topic) keeps \(bytes) bytes a partition, and then drops the oldest events",
            set(topic, "retention.bytes=-1"))
    }

    private func length(_ topic: String, _ bytes: Int) -> Finding? {
        guard bytes < TopicsCommand.longestMessage else { return nil }
        let isTooShort = bytes < DeliveryJudgement.neededBytes
        let words =
            "\(topic) takes messages of \(bytes) bytes, and the hub's longest need \(TopicsCommand.longestMessage)"
        let remedy = set(topic, "max.message.bytes=\(TopicsCommand.longestMessage)")
        return isTooShort ? .missing(words, remedy) : .advice(words, remedy)
    }

    private func inSync(_ topic: String, _ least: Int, replicas: Int) -> Finding? {
        guard replicas > 0 else { return nil }
        if least > replicas {
            return .missing(
                "\(topic) wants \(least) copies in step and has \(replicas): nothing can be published",
                set(topic, "min.insync.replicas=\(max(1, replicas - 1))"))
        }
        guard replicas > 2, least < 2 else { return nil }
        return .advice(
            "\(topic) acknowledges an event that rests on one disk alone (min.insync.replicas=\(least))",
            set(topic, "min.insync.replicas=2"))
    }

    private func set(_ topic: String, _ setting: String) -> String {
        "kafka-configs.sh --bootstrap-server \(bootstrap) --alter --entity-type topics --entity-name \(topic) "
            + "--add-config \(setting)"
    }

    static func span(_ milliseconds: Int64) -> String {
        let hours = Double(milliseconds) / 3_600_000
        return hours < 48 ? "\(Int(hours.rounded(.down))) hours" : "\(Int((hours / 24).rounded(.down))) days"
    }
}
