import ArgumentParser
import FoundationEssentials

/// `hub people`
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Who may sign in to the portal, and as what.",
        discussion: """
            Somebody signs in with an OpenID provider (the setting portal.issuers), which says who they are. What they may \
            do here is what they were granted: what the provider says of them can make that less, never more.

              hub people grant 0b8e4c1f --issuer https://login.example.org --name "Sam Specimen" \\
                  --organisation agency-larkrise-academy --role agency --agency-kind education --reason "new SENCo"
              hub people grant --file people.json --issuer https://login.example.org --reason "pilot"
              hub people revoke 0b8e4c1f --reason "has left"

            Access that is revoked or has run out ends sessions with the next thing they ask for.
            """,
        subcommands: [Grant.self, List.self, Revoke.self])

    /// Who acts, and why.
    struct ActOptions: ParsableArguments {
        @OptionGroup var database: DatabaseOptions

        @Option(help: ArgumentHelp("Why, for the record.", valueName: "words"))
        var reason: String

        @Option(help: ArgumentHelp("Who does it, for the record. Default: the account's name.", valueName: "name"))
        var by: String?

        func office() throws -> GrantOffice { GrantOffice(url: try database.url()) }

        var author: GrantOffice.Author { GrantOffice.Author(name: Operator.name(by), reason: reason) }
    }

    /// `hub people grant`
    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives somebody access, or everybody in a file; instead of what they had.",
            discussion: """
                The file: {"people": [{"id": the subject, "name", "roles": […], "org", "agency_kind", "localities": […]}]}
                All of them are given access, or nobody.
                """)

        @Argument(help: ArgumentHelp("The issuer's word for the person: sub of their ID tokens.", valueName: "subject"))
        var subject: String?

        @Option(help: ArgumentHelp("Many at once.", valueName: "people.json"))
        var file: String?

        @Option(help: ArgumentHelp("Who vouches for them: iss of their ID tokens.", valueName: "https://…"))
        var issuer: String

        @Option(help: ArgumentHelp("What people call them.", valueName: "words"))
        var name: String?

        @Option(help: ArgumentHelp("Whom they act for.", valueName: "id"))
        var organisation: String?

        @Option(help: ArgumentHelp("What they may be here; may be said several times.", valueName: "role"))
        var role: [String] = []

        @Option(help: ArgumentHelp("Which kind of agency that is.", valueName: "kind"))
        var agencyKind: String?

        @Option(
            help: ArgumentHelp("A queue they work, of a coordinator; may be said several times.", valueName: "code"))
        var locality: [String] = []

        @Option(help: ArgumentHelp("When it ends by itself.", valueName: "2027-08-31T23:00:00Z"))
        var until: String?

        @OptionGroup var act: ActOptions

        func validate() throws {
            guard (subject == nil) != (file == nil) else {
                throw ValidationError("Name one person's subject, or a file of people with --file.")
            }
            if file != nil,
                name != nil || organisation != nil || !role.isEmpty || agencyKind != nil || !locality.isEmpty
            {
                throw ValidationError("With --file, what everybody is stands in the file.")
            }
            if subject != nil, name == nil || organisation == nil || role.isEmpty {
                throw ValidationError("--name, --organisation and --role are needed.")
            }
            if until != nil, end == nil {
                throw ValidationError("--until is an instant such as 2027-08-31T23:00:00Z.")
            }
            if let end, end <= Date() { throw ValidationError("--until has passed.") }
        }

        private var end: Date? { until.flatMap { try? Date($0, strategy: .iso8601) } }

        func run() async throws {
            let outcomes = try await act.office().grant(try orders(), by: act.author)
            Console.output("\(GrantText.summary(outcomes)), by \(act.author.name) at \(Date().formatted(.iso8601)).")
        }

        private func orders() throws -> [GrantOrder] {
            if let file { return try GrantOrder.all(of: try People(file: file), issuer: issuer, until: end) }
            let person = Person(
                id: subject ?? "", name: name ?? "", roles: role, org: organisation ?? "", agencyKind: agencyKind,
                localities: locality)
            return [try GrantOrder(person, issuer: issuer, until: end)]
        }
    }

    /// `hub people list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows who has access.")

        @OptionGroup var database: DatabaseOptions

        @Flag(help: "Those whose access has ended, too.")
        var all = false

        @Flag(help: "An array, for programs.")
        var json = false

        func run() async throws {
            let entries = try await GrantOffice(url: try database.url()).list(all: all)
            if json { return Console.output(try JSONValue.array(entries.map(GrantText.json)).text()) }
            guard !entries.isEmpty else { return Console.output("Nobody has access.") }
            for line in Table.lines([GrantText.head] + entries.map(GrantText.row)) { Console.output(line) }
        }
    }

    /// `hub people revoke`
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes access back; their sessions end with the next thing they ask for.")

        @Argument(help: ArgumentHelp("The issuer's word for the person.", valueName: "subject"))
        var subject: String

        @OptionGroup var act: ActOptions

        func run() async throws {
            try await act.office().revoke(subject, by: act.author)
            Console.output("\(subject): revoked, by \(act.author.name) at \(Date().formatted(.iso8601)).")
        }
    }
}
