import ArgumentParser
import FoundationEssentials

/// `hub token`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Prints a development token for one of the sample people.",
        discussion: """
            For trying the API without an identity provider. Whoever has signing.jwk can be anybody: never in production.

              hub token --list
              curl -H "Authorization: Bearer $(hub token --as coordinator-gloucester)" http://127.0.0.1:8082/v1/queues
            """)

    @Option(name: .customLong("as"), help: ArgumentHelp("Whose token: an id of the people file.", valueName: "person"))
    var person: String?

    @Flag(help: "Shows who there is.")
    var list = false

    @Option(help: ArgumentHelp("The people.", valueName: "file"))
    var people: String = Places.sample("people.json")

    @Option(help: ArgumentHelp("Folder with signing.jwk.", valueName: "folder"))
    var secrets: String = Places.secrets

    @Option(help: ArgumentHelp("The token's “iss”; the services' auth.issuer.", valueName: "issuer"))
    var issuer: String = TokenMint.usualIssuer

    @Option(help: ArgumentHelp("How long it counts.", valueName: "seconds"))
    var ttl: Int = 3600

    @Flag(help: "Prints an object with the token, its claims and when it expires.")
    var json = false

    func validate() throws {
        guard list || person != nil else { throw ValidationError("Say whose token: --as PERSON, or --list.") }
        guard ttl > 0 else { throw ValidationError("--ttl must be above 0.") }
    }

    func run() async throws {
        let people = try People(file: people)
        guard let person else { return show(people) }
        let mint = try await TokenMint(secrets: secrets, issuer: issuer)
        let somebody = try people.person(person)
        let now = Date()
        let token = try await mint.token(for: somebody, lifetime: ttl, now: now)
        guard json else { return Console.output(token) }
        let claims = try JSONValue(try JSONEncoder().encode(mint.claims(of: somebody, lifetime: ttl, now: now)))
        let expires = now.addingTimeInterval(Double(ttl)).formatted(.iso8601)
        Console.output(
            try JSONValue.object(["token": .string(token), "expires_at": .string(expires), "claims": claims]).text())
    }

    private func show(_ people: People) {
        let rows = people.all.map { [$0.id, $0.roles.joined(separator: " "), $0.name, $0.scope] }
        for line in Table.lines(rows) { Console.output(line) }
    }
}
