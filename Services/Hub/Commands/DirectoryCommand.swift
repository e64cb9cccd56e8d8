import ArgumentParser

/// `hub directory`
struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory",
        abstract: "The directory of alternative provision.",
        discussion: """
            A feed of Open Referral UK is read whole, compared with the directory, and reported; it changes the directory \
            only with --apply. A feed that breaks off changes nothing. Needs a coordinator's token in HUB_TOKEN.

              hub directory import https://directory.example/api
              hub directory import services.json --apply
              hub directory apply 0193f0c4-1f20-7b66-9d11-6a0c2e8f4b01
            """,
        subcommands: [Import.self, Apply.self])

    /// Where to, and how to say it.
    struct Options: ParsableArguments {
        @Option(help: ArgumentHelp("Where placement-matcher is.", valueName: "address"))
        var matcher = "http://127.0.0.1:8083"

        @Flag(help: "The whole report as an object, for programs.")
        var json = false

        /// Shows a report. Services that were refused are named on standard error, and the exit status is 1.
        func show(_ report: JSONValue) throws {
            let text = ImportText(report: report)
            if json { Console.output(try report.text()) } else { text.lines.forEach(Console.output) }
            guard text.refused.isEmpty else {
                throw Failure("Not every service of the feed is an entry:", advice: text.refused)
            }
        }
    }

    /// `hub directory import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compares a feed with the directory; with --apply, changes the directory.")

        @Argument(help: ArgumentHelp("A feed's address, or a file of services.", valueName: "feed"))
        var feed: String

        @Flag(help: "Changes the directory. Services that are wrong are left out.")
        var apply = false

        @OptionGroup var options: Options

        func run() async throws {
            let office = try DirectoryOffice(matcher: options.matcher)
            let isAddress = feed.hasPrefix("http://") || feed.hasPrefix("https://")
            let feed = isAddress ? try await OpenReferralFeed(address: feed) : try OpenReferralFeed(file: feed)
            try options.show(try await office.bring(feed, apply: apply))
        }
    }

    /// `hub directory apply`
    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Applies an import that was only compared.")

        @Argument(help: ArgumentHelp("The import's id.", valueName: "id"))
        var id: String

        @OptionGroup var options: Options

        func run() async throws {
            try options.show(try await DirectoryOffice(matcher: options.matcher).apply(id))
        }
    }
}
