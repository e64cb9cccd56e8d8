import ArgumentParser
import Contracts
import Kafka

/// `hub broker`
struct BrokerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "broker",
        abstract: "An embedded Kafka broker for one machine, until it is stopped.",
        discussion: """
            librdkafka's own in-memory cluster behind a fixed port, with the hub's topics. It forgets everything \
            when it stops, and the services fill it again from PostgreSQL. Clients use the profile “embedded”.

              hub broker --listen 127.0.0.1:19092
            """)

    @Option(help: ArgumentHelp("Where to listen: a numeric IPv4 address and a port.", valueName: "address:port"))
    var listen: String = "127.0.0.1:19092"

    func run() async throws {
        let (host, port) = try Self.address(listen)
        // Before the broker, so that a signal that comes while it starts is not lost.
        let signals = StopSignals()
        let broker: EmbeddedBroker
        do throws(KafkaError) {
            broker = try EmbeddedBroker(
                listen: (host, port), topics: Topic.allCases.map { ($0.rawValue, Topic.partitions) })
        } catch {
            throw Self.words(for: error, listen: listen)
        }
        let topics = Topic.allCases.map(\.rawValue).joined(separator: ", ")
        Console.output("The broker is ready on \(broker.bootstrap): \(topics), \(Topic.partitions) partitions each.")
        await signals.first()
        broker.stop()
        Console.output("The broker has stopped.")
    }

    /// `localhost:9092` and `:9092` are understood too.
    static func address(_ text: String) throws(Failure) -> (host: String, port: UInt16) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let port = UInt16(parts[1]) else {
            throw Failure("“\(text)” is not an address to listen on.", "Such as 127.0.0.1:19092")
        }
        let host = parts[0].isEmpty || parts[0] == "localhost" ? "127.0.0.1" : String(parts[0])
        return (host, port)
    }

    private static func words(for error: KafkaError, listen: String) -> Failure {
        guard error.kind == .addressInUse else { return Failure("The broker could not start: \(error.description)") }
        return Failure(
            "Something else is listening on \(listen) already.",
            "Is a broker running? Stop it, or choose another port: hub broker --listen 127.0.0.1:19192")
    }
}
