import ArgumentParser
import Contracts
import EventFlow
import Postgres

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
        let service = try HubService.writer(of: topic)
        let url = try database.url()
        let started = ContinuousClock.now
        try await Database.with(url, schema: service.schema) { pool in
            let total = try await pool.withTransaction { try await Refill.start(in: $0) }
            var line = LiveLine()
            var remaining = total
            var movedAt = ContinuousClock.now
            while remaining > 0 {
                let now = try await pool.withConnection { try await Refill.remaining(in: $0) }
                if now != remaining { movedAt = .now }
                remaining = now
                let published = max(0, total - remaining)
                line.show("\(topic.rawValue) \(LiveLine.bar(published, of: total)) \(published) of \(total)")
                if movedAt.duration(to: .now) > .seconds(patience) {
                    line.clear()
                    throw Failure(
                        "\(remaining) of \(total) events wait, and nobody has published one for \(patience) s.",
                        "Is \(service.name) running, and can it reach the broker? They are published once it does."
                    )
                }
                if remaining > 0 { try await Task.sleep(for: .milliseconds(200)) }
            }
            line.clear()
            Console.output(
                "\(topic.rawValue): \(total) events are in the topic again (\(started.duration(to: .now).inSeconds) s)."
            )
        }
    }
}
