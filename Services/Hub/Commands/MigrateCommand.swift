import ArgumentParser
import Foundation

/// `hub migrate`
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Makes a database ready: roles, schemas, keyring, and every service's tables.",
        discussion: """
            Waits for the database. Creates a login role for each service with its password of roles.json, a schema \
            that belongs to it, and the keyring that only the administrator owns. Then lets each service apply its \
            own migrations. Running it again brings up to date what is not.

              hub migrate --database postgres://postgres@127.0.0.1/hub --secrets .hub/secrets --config .hub/config
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: ArgumentHelp("Folder with roles.json, as `hub keys init` makes it.", valueName: "folder"))
    var secrets: String = Places.secrets

    @Option(help: ArgumentHelp("Folder with <service>.json for each service.", valueName: "folder"))
    var config: String?

    @Flag(help: "Only roles, schemas and keyring; no service is run.")
    var onlyRoles = false

    @Option(help: ArgumentHelp("How long to wait for the database.", valueName: "seconds"))
    var wait: Int = 60

    func validate() throws {
        guard onlyRoles || config != nil else {
            throw ValidationError("Say where the services' configuration is (--config), or --only-roles.")
        }
    }

    func run() async throws {
        let started = ContinuousClock.now
        let url = try database.url()
        let passwords = try RolePasswords(folder: secrets)
        let tenants = try HubService.all.map { service throws(Failure) in
            DatabaseSetup.Tenant(
                role: service.schema, password: try passwords.password(of: service.schema),
                readsDetails: service.readsDetails, createsKeys: service.createsKeys,
                readsAccessLog: service.readsAccessLog)
        }
        let siblings = try config.map { try prepareSiblings(config: $0) } ?? []
        try await Database.wait(for: url, atMost: .seconds(wait))
        try await Database.with(url) { pool in
            try await DatabaseSetup(pool: pool, tenants: tenants) { Console.output($0) }.run()
        }
        for (service, sibling, file) in siblings {
            try await migrate(service, sibling, file)
        }
        Console.output("The database is ready (\(started.duration(to: .now).inSeconds) s).")
    }

    /// Looks for everything that is needed before anything is changed.
    private func prepareSiblings(config: String) throws(Failure) -> [(HubService, Sibling, String)] {
        guard !onlyRoles else { return [] }
        var found: [(HubService, Sibling, String)] = []
        for service in HubService.all {
            let file = "\(config)/\(service.name).json"
            guard FileManager.default.isReadableFile(atPath: file) else {
                throw Failure("The configuration of \(service.name) cannot be read: \(file)", "./ops/up writes it.")
            }
            found.append((service, try Sibling(service.name), file))
        }
        return found
    }

    private func migrate(_ service: HubService, _ sibling: Sibling, _ file: String) async throws {
        let started = ContinuousClock.now
        let (status, words) = try await sibling.run(["--config", file, "--migrate-only", "true"])
        guard status == 0 else {
            let last = words.split(separator: "\n").suffix(8).map(String.init)
            throw Failure(
                "\(service.name) could not apply its migrations (exit code \(status)). It said:",
                advice: last.isEmpty ? ["nothing"] : last)
        }
        Console.output("\(service.name): its tables are up to date (\(started.duration(to: .now).inSeconds) s)")
    }
}

extension Duration {
    /// Seconds with one decimal, such as `0.4`.
    var inSeconds: String {
        formatted(.units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 1))).filter {
            $0.isNumber || $0 == "."
        }
    }
}
