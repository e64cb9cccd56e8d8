import Contracts
import Foundation
import Kafka
import Logging
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct BrokerTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// `host:port` out of the line that says it is ready.
    private func address(in line: String?) throws -> String {
        let line = try #require(line)
        let place = try #require(line.firstRange(of: "ready on "))
        return String(line[place.upperBound...].prefix { $0 != " " && $0 != "," }).replacing(": ", with: "")
            .trimmingCharacters(in: CharacterSet(charactersIn: ":"))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func servesTheTopicsUntilItIsStopped(_ signal: Int32) async throws {
        let broker = try HubProcess.start(["broker", "--listen", "127.0.0.1:0"])
        let bootstrap = try address(in: await broker.nextLine())
        let admin = try KafkaAdmin(
            KafkaConfiguration(bootstrap: bootstrap, profile: .embedded), clientID: "test", logger: logger)
        let topics = try await admin.describeTopics()
        for topic in Topic.allCases { #expect(topics[topic.rawValue] == Topic.partitions) }

        let look = try await HubProcess.run(["topics", "--bootstrap", bootstrap, "--profile", "embedded"])
        #expect(look.status == 0)
        #expect(look.output.contains("cases: right, 12 partitions"))

        broker.send(signal)
        let outcome = try await broker.outcome()
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("has stopped"))
    }

    @Test func aTakenPortIsSaidInPlainWords() async throws {
        let broker = try HubProcess.start(["broker", "--listen", "127.0.0.1:0"])
        let bootstrap = try address(in: await broker.nextLine())
        let second = try await HubProcess.run(["broker", "--listen", bootstrap])
        #expect(second.status == 1)
        #expect(second.errors.contains("Something else is listening on \(bootstrap) already."))
        broker.send(SIGTERM)
        #expect(try await broker.outcome().status == 0)
    }

    @Test func understandsAddresses() throws {
        #expect(try BrokerCommand.address("localhost:9092") == ("127.0.0.1", 9092))
        #expect(try BrokerCommand.address(":1") == ("127.0.0.1", 1))
        for text in ["", "19092", "127.0.0.1:70000", "a:b:1"] {
            #expect(throws: Failure.self) { try BrokerCommand.address(text) }
        }
    }

    @Test func whichBrokerAndProfileAreMeant() throws {
        func meant(
            _ bootstrap: String? = nil, _ profile: String? = nil, _ environment: [String: String] = [:]
        ) throws -> KafkaConfiguration {
            try BrokerOptions.configuration(bootstrap, profile, environment: environment)
        }
        #expect(try meant().profile == .embedded)
        #expect(try meant("127.0.0.1:19092").profile == .embedded)
        #expect(try meant("kafka:9092").profile == .standard)
        #expect(try meant(nil, nil, ["KAFKA_BOOTSTRAP": "kafka:9092"]).bootstrap == "kafka:9092")
        #expect(try meant(nil, nil, ["KAFKA_BOOTSTRAP": "kafka:9092"]).profile == .standard)
        #expect(try meant(nil, nil, ["HUB_BROKER_PORT": "1"]).bootstrap == "127.0.0.1:1")
        #expect(try meant("kafka:9092", "embedded").profile == .embedded)
        #expect(throws: Failure.self) { try meant(nil, "other") }
        let settings = try meant(nil, nil, ["KAFKA_SETTINGS": "a=b=c,d=e"]).settings
        #expect(settings == ["a": "b=c", "d": "e"])
    }
}
