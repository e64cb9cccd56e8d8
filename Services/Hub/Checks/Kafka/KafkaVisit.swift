import Contracts
import Kafka

/// A look at a Kafka cluster: what is asked, in which order, and what is left behind.
///
/// Nothing is ever written to the hub's own topics: there is a scratch topic for that.
struct KafkaVisit: Sendable {
    let configuration: KafkaConfiguration
    let scratch: KafkaScratch
    private let admin: KafkaAdmin

    /// - Parameter scratch: the name of the topic and the groups that the checks make.
    init(_ configuration: KafkaConfiguration, scratch: String) throws(KafkaError) {
        self.configuration = configuration
        admin = try KafkaAdmin(configuration, clientID: "hub-check", logger: .operators)
        self.scratch = KafkaScratch(configuration, admin: admin, name: scratch)
    }

    private var judgement: ClusterJudgement {
        ClusterJudgement(profile: configuration.profile, bootstrap: configuration.bootstrap)
    }

    /// All of them, each after those it rests on.
    var checks: [Check] {
        [
            Check(name: "reachable", patience: .seconds(8), isGate: true, ask: reach),
            Check(name: "library") { [ClusterJudgement.library(KafkaLibrary.version)] },
            Check(name: "encryption") { [judgement.transport(configuration.settings["security.protocol"])] },
            Check(name: "topics", ask: lookAtTopics),
            Check(name: "topic settings", ask: lookAtSettings),
            Check(name: "scratch topic", patience: .seconds(25), isGate: true) { [try await scratch.make()] },
            Check(name: "publishing", patience: .seconds(30)) { try await PublishingCheck(scratch).ask() },
            Check(name: "long events", patience: .seconds(60)) { [try await LengthCheck(scratch).ask()] },
            Check(name: "waiting for news", patience: .seconds(30)) { try await WaitingCheck(scratch).ask() },
            Check(name: "groups", patience: .seconds(70)) { try await GroupCheck(scratch, admin: admin).ask() },
            Check(name: "clock", patience: .seconds(30)) { [try await BrokerClockCheck(scratch, admin: admin).ask()] },
        ]
    }

    /// Removes what the checks made; says what could not be.
    func tidy() async -> [Finding] { await scratch.remove() }

    private func reach() async throws -> [Finding] {
        do {
            let cluster = try await admin.describeCluster(timeout: .seconds(6))
            let count = cluster.brokers.count
            let names = cluster.brokers.sorted { $0.key < $1.key }.map { "\($0.key) at \($0.value)" }
            return [
                .right(
                    "\(count == 1 ? "1 broker" : "\(count) brokers") (\(names.listed)), cluster \(cluster.id ?? "unnamed")"
                )
            ]
        } catch {
            return [
                .missing(
                    "no broker answers at \(configuration.bootstrap) within 6 s: \(error.description)",
                    "are host and port right, and is it running? nc -vz HOST PORT",
                    "does it want TLS or a sign-in? KAFKA_SETTINGS=security.protocol=SASL_SSL,…")
            ]
        }
    }

    private func lookAtTopics() async throws -> [Finding] {
        judgement.topics(try await admin.describeCluster())
    }

    private func lookAtSettings() async throws -> [Finding] {
        let judgement = TopicSettingsJudgement(bootstrap: configuration.bootstrap)
        let topics = try await admin.describeCluster().topics
        let present = Topic.allCases.map(\.rawValue).filter { topics[$0] != nil }
        guard !present.isEmpty else { return [.unasked("the topics are not there yet")] }
        do {
            return judgement.judge(
                try await admin.topicSettings(present),
                replicas: topics.mapValues { $0.map(\.replicas).min() ?? 0 })
        } catch  where error.kind == .unsupported {
            return [
                configuration.profile == .embedded
                    ? .advice("the embedded broker keeps the last 5 MB of a partition, and PostgreSQL fills it again")
                    : .unasked("the broker has no admin API to ask for the topics' settings")
            ]
        } catch {
            return [
                .unasked(
                    "the broker does not tell this user the topics' settings: \(error.description)",
                    "kafka-acls.sh --add --allow-principal User:… --operation DescribeConfigs --topic '*'")
            ]
        }
    }
}
