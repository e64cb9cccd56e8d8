import ArgumentParser
import FoundationEssentials
import Kafka

/// `hub check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tells whether Kafka and PostgreSQL servers give what the hub needs.",
        discussion: """
            Asks the servers and tries what the services do: publishing in order, long events, waiting for news, \
            groups that share the work; rights, durable commits, sessions that stay one's own. Every line says what \
            was found, and below it what to set. It writes only to a topic and a schema of its own, which it removes; \
            where the server does not let it, it says what is left.

              hub check --bootstrap kafka-1:9092 --database postgres://admin@db/referral_hub
              hub check --database postgres://admin@db/referral_hub --copies 3
              hub check --json

            With only one of --bootstrap and --database, only that server is checked. KAFKA_SETTINGS is heeded as by \
            the services.

            ✓ right   ! to know   ✗ missing   · could not be asked
            Exit code: 0 nothing is missing, 1 something is, 64 the command was not understood.
            """)

    @OptionGroup var broker: BrokerOptions
    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("How many copies of each service are to run.", valueName: "number"))
    var copies: Int = 1

    @Option(help: ArgumentHelp("The services' database.pool: most connections of one copy.", valueName: "number"))
    var pool: Int = 8

    @Flag(help: "An object a line, for programs.")
    var json = false

    func validate() throws {
        guard copies > 0 else { throw ValidationError("--copies must be above 0.") }
        guard (1...200).contains(pool) else { throw ValidationError("--pool must lie between 1 and 200.") }
    }

    func run() async throws {
        let onlyOne = (broker.bootstrap == nil) != (database.given == nil)
        let (kafka, url) = try understood()
        var report = CheckReport(json: json)
        let tag = UUID().uuidString.lowercased().prefix(8)
        if !onlyOne || broker.bootstrap != nil {
            let visit = try KafkaVisit(kafka, scratch: "hub-check-\(tag)")
            await report.run("Kafka", at: kafka.bootstrap, visit.checks)
            for finding in await visit.tidy() { report.add(finding, of: "left as it was", "Kafka") }
        }
        if let url, !onlyOne || database.given != nil {
            let visit = PostgresVisit(url: url, scratch: "hub_check_\(tag)", copies: copies, pool: pool)
            await report.run("PostgreSQL", visit.checks)
            for finding in await visit.tidy() { report.add(finding, of: "left as it was", "PostgreSQL") }
        }
        if !json { Console.output(report.conclusion) }
        if report.missing > 0 { throw ExitCode(1) }
    }

    /// What was asked for; what cannot be understood is the caller's to put right.
    private func understood() throws -> (kafka: KafkaConfiguration, url: String?) {
        do throws(Failure) {
            return (
                try broker.configuration(),
                broker.bootstrap == nil || database.given != nil ? try database.url() : nil
            )
        } catch {
            var failure = error
            failure.status = 64
            throw failure
        }
    }
}
