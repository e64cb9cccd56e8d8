import Contracts
import Kafka

/// What follows from how a cluster is made.
struct ClusterJudgement {
    let profile: KafkaProfile
    let bootstrap: String

    // MARK: The library and the way there

    /// - Parameter version: librdkafka's, such as `2.0.2`.
    static func library(_ version: String) -> Finding {
        // What ends an idempotent producer, hangs an assignor or delays a first message before these versions, the
        // hub goes around; what it cannot go around is said.
        let faults = ["2.3.0", "2.6.1", "2.10.0"].filter { isOlder(version, than: $0) }
        let words =
            faults.isEmpty
            ? "librdkafka \(version)"
            : "librdkafka \(version); the hub goes around what was mended in \(faults.listed)"
        guard isOlder(version, than: "2.11.0") else { return .right(words) }
        return .right("\(words). Made for Apache Kafka up to 3.9: from 4.0 on, take 2.11.0 or newer")
    }

    static func isOlder(_ version: String, than other: String) -> Bool {
        let (one, two) = (numbers(version), numbers(other))
        return one.lexicographicallyPrecedes(two)
    }

    private static func numbers(_ version: String) -> [Int] {
        version.split(separator: ".").prefix(3).map { Int($0.prefix { $0.isNumber }) ?? 0 }
    }

    /// - Parameter protocolName: librdkafka's `security.protocol`, if it was set.
    func transport(_ protocolName: String?) -> Finding {
        let name = (protocolName ?? "plaintext").lowercased()
        if name.hasSuffix("ssl") { return .right("\(name.uppercased()): encrypted") }
        if bootstrap.split(separator: ",").allSatisfy({ Self.isLoopback(String($0)) }) {
            return .right("\(name.uppercased()): not encrypted, and it does not leave this machine")
        }
        return .advice(
            "\(name.uppercased()): not encrypted. What identifies a child is sealed, coded facts are not",
            "KAFKA_SETTINGS=security.protocol=SASL_SSL,sasl.mechanism=SCRAM-SHA-512,sasl.username=…,sasl.password=…")
    }

    static func isLoopback(_ address: String) -> Bool {
        let host = address.lastIndex(of: ":").map { String(address[..<$0]) } ?? address
        return host == "localhost" || host.hasPrefix("127.") || host == "[::1]" || host == "::1"
    }

    // MARK: Topics

    func topics(_ cluster: KafkaAdmin.Cluster) -> [Finding] {
        let found = Topic.allCases.map { ($0.rawValue, cluster.topics[$0.rawValue]) }
        var findings: [Finding] = []
        let absent = found.filter { $0.1 == nil }.map(\.0)
        if !absent.isEmpty { findings.append(missing(absent, brokers: cluster.brokers.count)) }
        let present = found.compactMap { name, partitions in partitions.map { (name, $0) } }
        for (name, partitions) in present where partitions.count != Int(Topic.partitions) {
            findings.append(
                .missing(
                    "\(name) has \(partitions.count) partitions, and the hub needs \(Topic.partitions)",
                    "stop the services, delete the topic, and run: \(create(cluster.brokers.count))",
                    "then start them and run: hub refill \(name)"))
        }
        for (name, partitions) in present {
            let leaderless = partitions.filter { !$0.hasLeader }.count
            guard leaderless > 0 else { continue }
            findings.append(
                .missing(
                    "\(name): \(leaderless) of \(partitions.count) partitions have no leader, so nothing goes there",
                    "bring back the brokers that keep them: kafka-topics.sh --bootstrap-server \(bootstrap) "
                        + "--describe --unavailable-partitions"))
        }
        if !present.isEmpty, findings.isEmpty {
            findings.append(
                .right("\(present.map(\.0).listed): \(Topic.partitions) partitions each"))
        }
        return findings + copies(present)
    }

    private func missing(_ names: [String], brokers: Int) -> Finding {
        let words = "not there: \(names.listed)"
        return profile == .embedded
            ? .missing(words, "`hub broker` makes them when it starts. Is this another broker? --profile standard")
            : .missing(words, create(brokers))
    }

    private func create(_ brokers: Int) -> String {
        "hub topics --bootstrap \(bootstrap) --replication \(min(3, max(1, brokers)))"
    }

    /// How many brokers keep each event.
    private func copies(_ topics: [(String, [KafkaAdmin.Partition])]) -> [Finding] {
        guard !topics.isEmpty else { return [] }
        if profile == .embedded {
            return [
                .advice(
                    "the embedded broker keeps one copy in memory and forgets it when it stops; PostgreSQL fills it "
                        + "again. For one machine, not for production")
            ]
        }
        var findings: [Finding] = []
        let single = topics.filter { $0.1.contains { $0.replicas < 2 } }.map(\.0)
        if !single.isEmpty {
            findings.append(
                .advice(
                    "one copy only of \(single.listed): a broker that is lost takes events with it until "
                        + "`hub refill` publishes them again",
                    "three brokers, and topics made with: hub topics --bootstrap \(bootstrap) --replication 3"))
        } else {
            findings.append(.right("\(topics.flatMap { $0.1 }.map(\.replicas).min() ?? 0) copies of every partition"))
        }
        let behind = topics.filter { $0.1.contains { $0.inSync < $0.replicas } }.map(\.0)
        if !behind.isEmpty {
            findings.append(
                .advice(
                    "some copies of \(behind.listed) are behind or away just now",
                    "kafka-topics.sh --bootstrap-server \(bootstrap) --describe --under-replicated-partitions"))
        }
        return findings
    }
}
