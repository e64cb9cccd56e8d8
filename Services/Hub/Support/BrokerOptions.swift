import ArgumentParser
import Foundation
import Kafka

/// `--bootstrap` and `--profile`, and what they mean when nobody says them.
struct BrokerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The brokers.", discussion: "Default: KAFKA_BOOTSTRAP, or the broker that ./ops/up started.",
            valueName: "host:port"))
    var bootstrap: String?

    @Option(
        help: ArgumentHelp(
            "What sort of broker it is: embedded or standard.",
            discussion:
                "Default: KAFKA_PROFILE; else embedded for the broker that ./ops/up started, standard for others.",
            valueName: "profile"))
    var profile: String?

    /// How to reach the brokers. `KAFKA_SETTINGS` adds librdkafka settings (`name=value,name=value`), such as for TLS.
    func configuration() throws(Failure) -> KafkaConfiguration {
        try Self.configuration(bootstrap, profile, environment: ProcessInfo.processInfo.environment)
    }

    static func configuration(
        _ bootstrap: String?, _ profile: String?, environment: [String: String]
    ) throws(Failure) -> KafkaConfiguration {
        let named = bootstrap ?? environment["KAFKA_BOOTSTRAP"].flatMap { $0.isEmpty ? nil : $0 }
        let own = "127.0.0.1:\(environment["HUB_BROKER_PORT"] ?? "19092")"
        let words = profile ?? environment["KAFKA_PROFILE"] ?? (named == nil || named == own ? "embedded" : "standard")
        guard let profile = KafkaProfile(rawValue: words) else {
            throw Failure("There is no profile “\(words)”.", "embedded or standard")
        }
        var settings: [String: String] = [:]
        for pair in (environment["KAFKA_SETTINGS"] ?? "").split(separator: ",") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { throw Failure("KAFKA_SETTINGS must look like name=value,name=value.") }
            settings[String(sides[0])] = String(sides[1])
        }
        return KafkaConfiguration(bootstrap: named ?? own, profile: profile, settings: settings)
    }
}
