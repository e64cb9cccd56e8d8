import ArgumentParser
import RoutingData

/// `hub county`
struct CountyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "county",
        abstract: "Localities, clusters, forums with their calendars, and terms.",
        discussion: """
            A county is a file with a name and a version. It is checked as a whole and then made to count. While \
            nothing was activated, the built-in example counts; it is there to be replaced.

              hub county check county.yaml
              hub county activate county.yaml --by ada
            """,
        subcommands: [Check.self, List.self, Activate.self])

    /// `hub county check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether a county's file is right, and every line that is not.")

        @Argument(help: ArgumentHelp("The county's file.", valueName: "county.yaml"))
        var file: String

        func run() async throws { try RoutingDataVerbs.check(file, as: .county) }
    }

    /// `hub county list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows which there are, and which counts.")

        @OptionGroup var database: DatabaseOptions

        @Flag(help: "An object, for programs.")
        var json = false

        func run() async throws { try await RoutingDataVerbs.list(.county, try database.url(), json: json) }
    }

    /// `hub county activate`
    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a county's file count from now on.")

        @Argument(help: ArgumentHelp("The county's file.", valueName: "county.yaml"))
        var file: String

        @OptionGroup var database: DatabaseOptions

        @Option(help: ArgumentHelp("Who does it, for the record. Default: the account's name.", valueName: "name"))
        var by: String?

        func run() async throws {
            try await RoutingDataVerbs.activate(file, as: .county, by: Operator.name(by), try database.url())
        }
    }
}
