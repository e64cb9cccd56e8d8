import ArgumentParser

/// `hub directory`
struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory",
        abstract: "The directory of alternative provision.",
        discussion: """
            A feed of Open Referral UK is read whole, compared with the directory, and reported; it changes the directory \
            only with --apply. A feed that breaks off changes nothing. Needs a coordinator's token in HUB_TOKEN.

            Most feeds do not say for whom a place is, and list much that is no alternative provision. Such services are \
            passed over unless you take them in: as entries that are neither shown nor offered until somebody has said what \
            is missing and the authority has assured them. What you took in once, the feed keeps up to date.

              hub directory import https://directory.example/api
              hub directory import https://directory.example/api --passed-over farm
              hub directory import https://directory.example/api --take-in 7d1d0a52-6f0e-4b7c-9c53-1c0f2b7f3a10 \
                --organisation d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610=provider-severn-vale --apply
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

        @Option(
            name: .customLong("take-in"),
            help: ArgumentHelp(
                "A service that lacks the hub's terms, or an organisation all of whose services are meant. May be repeated.",
                valueName: "id"))
        var takenIn: [String] = []

        @Option(
            name: .customLong("organisation"),
            help: ArgumentHelp(
                "What the hub calls an organisation of the feed. Kept for later imports of it. May be repeated.",
                valueName: "id=provider"))
        var organisations: [String] = []

        @Option(
            help: ArgumentHelp(
                "Names those that were passed over and have these words in their name, or their organisation's.",
                valueName: "words"))
        var passedOver: String?

        @OptionGroup var options: Options

        func run() async throws {
            let office = try DirectoryOffice(matcher: options.matcher)
            let isAddress = feed.hasPrefix("http://") || feed.hasPrefix("https://")
            let feed = isAddress ? try await OpenReferralFeed(address: feed) : try OpenReferralFeed(file: feed)
            let choice = try DirectoryChoice(takenIn: takenIn, organisations: organisations)
            let report = try await office.bring(feed, apply: apply, choice)
            if let passedOver, !options.json {
                ImportText(report: report).passedOver(with: passedOver).forEach(Console.output)
            }
            try options.show(report)
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
