import ArgumentParser
import Contracts
import FoundationEssentials
import Inclusion
import RoutingData

/// `hub routing`
struct RoutingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routing",
        abstract: "The rules by which referrals find their locality and forum.",
        discussion: """
            Rules are a file with a name and a version. It is checked as a whole, tried on past referrals, and then made \
            to count; what counted before stays in the list. While nothing was activated, the built-in rules count.

              hub routing check rules.yaml
              hub routing try rules.yaml --last 500
              hub routing activate rules.yaml --by ada
              hub routing explain RH-2345-6789
              hub routing run children.csv
            """,
        subcommands: [Check.self, List.self, Activate.self, Explain.self, Run.self, Try.self])

    /// `hub routing check`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether a file of rules is right, and every line that is not.")

        @Argument(help: ArgumentHelp("The file of rules.", valueName: "rules.yaml"))
        var file: String

        func run() async throws { try RoutingDataVerbs.check(file, as: .rules) }
    }

    /// `hub routing list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows which rules there are, and which count.")

        @OptionGroup var database: DatabaseOptions

        @Flag(help: "An object, for programs.")
        var json = false

        func run() async throws { try await RoutingDataVerbs.list(.rules, try database.url(), json: json) }
    }

    /// `hub routing activate`
    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a file of rules count for every referral from now on.")

        @Argument(help: ArgumentHelp("The file of rules.", valueName: "rules.yaml"))
        var file: String

        @OptionGroup var database: DatabaseOptions

        @Option(help: ArgumentHelp("Who does it, for the record. Default: the account's name.", valueName: "name"))
        var by: String?

        func run() async throws {
            try await RoutingDataVerbs.activate(file, as: .rules, by: Operator.name(by), try database.url())
        }
    }

    /// `hub routing explain`
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says why a referral is where it is: facts, rules and moves. Nothing that names a child.")

        @Argument(help: ArgumentHelp("Its reference, or its id or its case's.", valueName: "referral"))
        var referral: String

        @OptionGroup var database: DatabaseOptions

        @Flag(help: "An object, for programs.")
        var json = false

        func run() async throws {
            let story = try await RoutingStory.find(referral, RoutingOffice(url: try database.url()))
            if json { return Console.output(try story.json.text()) }
            for line in story.lines { Console.output(line) }
        }
    }

    /// `hub routing run`
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Routes the rows of a CSV file, without a referral and without keeping anything.",
            discussion: """
                Headings: postcode, date_of_birth (2014-02-11), level (1 to 4), statuses: codes with blanks between \
                them. \(RoutingRow.statuses.joined(separator: ", ")).

                Comes out as CSV: row, locality, locality_name, forum, rules_fired. Rows that cannot be routed are named \
                on standard error, and the exit status is 1.
                """)

        @Argument(help: ArgumentHelp("The CSV file.", valueName: "file.csv"))
        var file: String

        @OptionGroup var database: DatabaseOptions

        @Option(help: ArgumentHelp("Rules to use instead of those that count.", valueName: "rules.yaml"))
        var rules: String?

        @Option(help: ArgumentHelp("The day on which ages are looked at. Default: today.", valueName: "date"))
        var on: String?

        @Option(
            name: .customLong("agency-kind"),
            help: ArgumentHelp("Who would refer; changes nothing but advice.", valueName: "kind"))
        var agencyKind = "education"

        func run() async throws {
            guard let today = on.map({ CalendarDate($0) }) ?? LondonTime.day(of: Date()) else {
                throw ValidationError("--on takes a date such as 2026-11-23.")
            }
            guard let kind = AgencyKind(code: agencyKind) else {
                throw ValidationError(
                    "--agency-kind is one of \(AgencyKind.known.map(\.code).joined(separator: ", ")).")
            }
            let office = RoutingOffice(url: try database.url())
            var basis = try await office.basis()
            if let rules { basis.rules = try RuleSetFile(try RoutingOffice.read(rules, as: .rules).text).rules }
            let run = try RoutingRun(file: file, today: today, agency: kind)
            let bad = try await run.write(by: basis, office)
            guard bad.isEmpty else {
                throw Failure(
                    "\(bad.count) \(bad.count == 1 ? "row was" : "rows were") not routed.",
                    advice: bad.map { "row \($0.row): \($0.words)" })
            }
        }
    }

    /// `hub routing try`
    struct Try: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what a file of rules would change for the last referrals. Changes nothing.")

        @Argument(help: ArgumentHelp("The file of rules.", valueName: "rules.yaml"))
        var file: String

        @Option(help: ArgumentHelp("How many, the newest first.", valueName: "number"))
        var last: Int = 100

        @OptionGroup var database: DatabaseOptions

        @Flag(help: "An object, for programs.")
        var json = false

        func validate() throws {
            guard (1...100_000).contains(last) else { throw ValidationError("--last is a number from 1 to 100000.") }
        }

        func run() async throws {
            let rules = try RuleSetFile(try RoutingOffice.read(file, as: .rules).text).rules
            let trial = try await RoutingTrial.of(rules, last: last, RoutingOffice(url: try database.url()))
            if json { return Console.output(try trial.json.text()) }
            for line in trial.lines { Console.output(line) }
        }
    }
}
