import ArgumentParser
import Contracts
import FoundationEssentials
import Kafka
import Logging

extension Topic: ExpressibleByArgument {}

/// `hub tail`
struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Shows the events of a topic as they come, one a line.",
        discussion: """
            Details of a child stay sealed. Reading changes nothing: the group is this command's own.

              hub tail cases --from beginning --count 10
              hub tail placements --json
            """)

    /// Where to begin.
    enum Start: String, ExpressibleByArgument, CaseIterable {
        case beginning
        case end
    }

    @Argument(help: "referrals, cases, placements or notifications.")
    var topic: Topic

    @OptionGroup var broker: BrokerOptions

    @Option(help: "Where to begin: beginning or end.")
    var from: Start = .end

    @Option(help: ArgumentHelp("Stop after this many.", valueName: "number"))
    var count: Int?

    @Flag(help: "An object a line, for programs.")
    var json = false

    func run() async throws {
        let configuration = try broker.configuration()
        let producer = try KafkaProducer(configuration, clientID: "hub-tail", logger: .operators)
        do {
            try await follow(configuration, ends: producer)
            await producer.close()
        } catch {
            await producer.close()
            throw error
        }
    }

    private func follow(_ configuration: KafkaConfiguration, ends producer: KafkaProducer) async throws {
        let topic = self.topic.rawValue
        do {
            _ = try await producer.watermarks(topic: topic, partition: 0, timeout: .seconds(10))
        } catch {
            throw Failure("No broker answers at \(configuration.bootstrap): \(error.description)")
        }
        let from = self.from
        let consumer = try KafkaConsumer(
            configuration, group: "hub-tail-\(UUID().uuidString.lowercased())", topics: [topic], clientID: "hub-tail",
            logger: .operators,
            startOffsets: { topic, partitions in
                guard from == .end else { return [:] }
                return try await producer.watermarks(topic: topic, partitions: partitions, timeout: .seconds(10))
                    .mapValues(\.high)
            })
        var left = count ?? .max
        for await event in consumer.events where left > 0 {
            switch event {
            case .assigned(let partitions) where !partitions.isEmpty:
                Console.error(
                    "Reading \(topic) from the \(from.rawValue), \(partitions.count) partitions. Ctrl-C ends it.")
            case .outOfRange(let topic, let partition):
                await consumer.reposition(topic: topic, partition: partition, to: .earliest)
            case .batch(let batch):
                for record in batch.records.prefix(left) {
                    let text = EventText(topic: batch.topic, partition: batch.partition, record: record)
                    Console.output(json ? try text.json.text() : text.line)
                }
                left -= min(left, batch.records.count)
            default: break
            }
            if left <= 0 { break }
        }
        await consumer.close()
    }
}
