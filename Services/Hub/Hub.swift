import ArgumentParser
import Contracts
import Glibc

/// The operator's command line. Each verb is a file under `Commands`; what goes wrong is put into words in one place.
@main
struct HubCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hub",
        abstract: "Runs and looks after the Referral Hub.",
        discussion: """
            A database to work on is given by --database or DATABASE_URL, a broker by --bootstrap or KAFKA_BOOTSTRAP. \
            Without either, the ones that ./ops/up started are meant.

            Exit codes: 0 done, 1 it could not be done (and why), 64 the command was not understood.
            """,
        version: HubVersion.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Setting up",
                subcommands: [
                    BrokerCommand.self, KeysCommand.self, MigrateCommand.self, TopicsCommand.self,
                    PostcodesCommand.self, RoutingCommand.self, CountyCommand.self, DirectoryCommand.self,
                ]),
            CommandGroup(
                name: "Looking after",
                subcommands: [
                    CheckCommand.self, TailCommand.self, DeadLettersCommand.self, RebuildCommand.self,
                    RefillCommand.self, ClientsCommand.self, PeopleCommand.self,
                    EraseCommand.self,
                ]),
            CommandGroup(
                name: "Trying out",
                subcommands: [MatchCommand.self, TokenCommand.self, SamplesCommand.self, VersionCommand.self]),
        ])

    static func main() async {
        do {
            let parsed = try parseAsRoot()
            if var command = parsed as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = parsed
                try command.run()
            }
        } catch {
            guard let failure = Failure(explaining: error) else { exit(withError: error) }
            failure.show()
            Glibc.exit(failure.status)
        }
    }
}
