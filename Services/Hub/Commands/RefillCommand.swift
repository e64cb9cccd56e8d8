import ArgumentParser
import Contracts

/// `hub refill`
struct RefillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refill",
        abstract: "Publishes a whole topic again from PostgreSQL.",
        discussion: """
            For a broker that lost a topic. The running service publishes; this asks for it and watches. Whoever has \
            seen an event before passes over it, so it does no harm to ask twice.

              hub refill cases
            """)

    @Argument(help: "referrals, cases, placements or notifications.")
    var topic: Topic

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Give up when nothing moves for so long.", valueName: "seconds"))
    var patience: Int = 30

    func run() async throws {
        try await TopicRefill(topic: topic, url: try database.url(), patience: .seconds(patience)).run {
            Console.output($0)
        }
    }
}
