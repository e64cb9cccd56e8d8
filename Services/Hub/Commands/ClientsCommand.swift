import ArgumentParser
import Contracts
import FoundationEssentials
import Inclusion

/// `hub clients`
struct ClientsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clients",
        abstract: "Systems of agencies that sign in as themselves.",
        discussion: """
            A client belongs to one organisation and shows who it is with a key of its own (private_key_jwt). Only its \
            public keys are kept here, never fetched from an address. While it changes keys it has several: add the \
            new one, let it sign with that, remove the old one.

              hub clients add larkrise-mis --name "Larkrise MIS" --organisation agency-larkrise-academy \\
                  --agency-kind education --jwks larkrise.jwks.json --reason "joins the pilot"
              hub clients keys add larkrise-mis --jwks next.jwks.json --reason "yearly change"
              hub clients keys remove larkrise-mis 2025 --reason "yearly change"
              hub clients disable larkrise-mis --reason "laptop stolen"

            A client that is disabled gets no token from that moment on; those it has stop counting within 20 seconds.
            """,
        subcommands: [Add.self, List.self, Show.self, Keys.self, Disable.self, Enable.self, Pair.self])

    /// Which client, who acts on it, and why.
    struct ActOptions: ParsableArguments {
        @Argument(help: ArgumentHelp("The client's id.", valueName: "id"))
        var id: String

        @OptionGroup var database: DatabaseOptions

        @Option(help: ArgumentHelp("Why, for the record.", valueName: "words"))
        var reason: String

        @Option(help: ArgumentHelp("Who does it, for the record. Default: the account's name.", valueName: "name"))
        var by: String?

        func office() throws -> ClientOffice { ClientOffice(url: try database.url()) }

        var author: ClientOffice.Author { ClientOffice.Author(name: Operator.name(by), reason: reason) }

        /// Says what was done, by whom and when.
        func tell(_ what: String) {
            Console.output("\(id): \(what), by \(author.name) at \(Date().formatted(.iso8601)).")
        }
    }

    /// `hub clients add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Registers a client with its public keys.")

        @OptionGroup var act: ActOptions

        @Option(help: ArgumentHelp("What people call it.", valueName: "words"))
        var name: String

        @Option(help: ArgumentHelp("The one organisation it acts for.", valueName: "id"))
        var organisation: String

        @Option(help: ArgumentHelp("Which kind of agency that is.", valueName: "kind"))
        var agencyKind: String

        @Option(help: ArgumentHelp("Its public keys, a JWKS document.", valueName: "file"))
        var jwks: String

        @Option(
            help: ArgumentHelp("What it may do; may be said several times. Default: everything.", valueName: "scope"))
        var scope: [String] = AccessScope.allCases.map(\.rawValue)

        func validate() throws {
            guard act.id.wholeMatch(of: /[a-z0-9][a-z0-9._-]{1,63}/) != nil else {
                throw ValidationError("An id has 2 to 64 of a-z 0-9 . _ - and begins with a letter or digit.")
            }
            guard AgencyKind(code: agencyKind) != nil else {
                throw ValidationError(
                    "--agency-kind is one of \(AgencyKind.known.map(\.code).joined(separator: ", ")).")
            }
            guard scope.allSatisfy({ AccessScope(rawValue: $0) != nil }) else {
                let known = AccessScope.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--scope is one of \(known).")
            }
            guard !name.isEmpty, !organisation.isEmpty else {
                throw ValidationError("--name and --organisation need words.")
            }
        }

        func run() async throws {
            try await act.office().add(
                act.id, name: name, organisation: organisation, agencyKind: agencyKind,
                scopes: Set(scope).sorted(), keys: try ClientKeys(file: jwks), by: act.author)
            act.tell("registered for \(organisation)")
        }
    }

    /// `hub clients list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows all clients.")

        @OptionGroup var database: DatabaseOptions

        @Flag(help: "An array, for programs.")
        var json = false

        func run() async throws {
            let entries = try await ClientOffice(url: try database.url()).list()
            if json { return Console.output(try JSONValue.array(entries.map(ClientText.summary)).text()) }
            guard !entries.isEmpty else { return Console.output("No clients.") }
            let head = ["ID", "NAME", "ORGANISATION", "KIND", "KEYS", "STATE", "SCOPES"]
            for line in Table.lines([head] + entries.map(ClientText.row)) { Console.output(line) }
        }
    }

    /// `hub clients show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one with its keys, and what was done to it, by whom and why.")

        @Argument(help: ArgumentHelp("The client's id.", valueName: "id"))
        var id: String

        @OptionGroup var database: DatabaseOptions

        @Flag(help: "An object, for programs.")
        var json = false

        func run() async throws {
            let (entry, keys, acts) = try await ClientOffice(url: try database.url()).show(id)
            if json { return Console.output(try ClientText.whole(entry, keys, acts).text()) }
            for line in ClientText.lines(entry, keys, acts) { Console.output(line) }
        }
    }

    /// `hub clients keys`
    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "keys", abstract: "Changes a client's public keys.", subcommands: [Add.self, Remove.self])

        /// `hub clients keys add`
        struct Add: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Adds keys to those it has.")

            @OptionGroup var act: ActOptions

            @Option(help: ArgumentHelp("The public keys, a JWKS document.", valueName: "file"))
            var jwks: String

            func run() async throws {
                let keys = try ClientKeys(file: jwks)
                try await act.office().addKeys(keys, to: act.id, by: act.author)
                act.tell("keys added: \(keys.all.map(\.id).joined(separator: " "))")
            }
        }

        /// `hub clients keys remove`
        struct Remove: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Takes a key away; nothing it signs counts then.")

            @OptionGroup var act: ActOptions

            @Argument(help: ArgumentHelp("The key's kid.", valueName: "kid"))
            var kid: String

            func run() async throws {
                try await act.office().removeKey(kid, from: act.id, by: act.author)
                act.tell("key removed: \(kid)")
            }
        }
    }

    /// `hub clients pair`
    struct Pair: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key pair for trying out; never overwrites one.",
            discussion: """
                private.jwk   what the client signs its assertions with (ES256), readable by its owner alone
                jwks.json     its public half, for --jwks

                A real client makes its own, and nobody else ever has the private one.
                """)

        @Option(help: ArgumentHelp("The folder.", valueName: "folder"))
        var out: String

        func run() async throws {
            let folder = try SecretFolder(creating: out)
            _ = try folder.create("private.jwk") { try SigningKey().privateDocument() }
            let key = try SigningKey(jwk: try FileManager.contents(of: "\(out)/private.jwk", "The private key"))
            _ = try folder.create("jwks.json") { try key.publicDocument() }
            Console.output("\(out)/private.jwk and \(out)/jwks.json are there.")
        }
    }

    /// `hub clients disable`
    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "No new tokens from now on; those it has stop within 20 seconds.")

        @OptionGroup var act: ActOptions

        func run() async throws {
            let changed = try await act.office().set(act.id, enabled: false, by: act.author)
            changed ? act.tell("disabled") : Console.output("\(act.id) was disabled before. Nothing was changed.")
        }
    }

    /// `hub clients enable`
    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lets it sign in again.")

        @OptionGroup var act: ActOptions

        func run() async throws {
            let changed = try await act.office().set(act.id, enabled: true, by: act.author)
            changed ? act.tell("enabled") : Console.output("\(act.id) was enabled before. Nothing was changed.")
        }
    }
}
