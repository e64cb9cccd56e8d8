import Foundation
import Glibc
import Logging
import Postgres
import Synchronization
import Testing

@testable import Hub

/// A whole hub of its own: database, broker, mail catcher and the services as real processes, in a folder that goes
/// when the journey is over.
final class Town: Sendable {
    /// What a journey wants of its town.
    struct Wishes: Sendable {
        /// The directory of provision, instead of the samples'.
        var directory: String?
        /// How many processes of each service.
        var copies = 1
        /// A PostgreSQL server of the town's own, which may be killed; otherwise a database on the tests' server.
        var hasOwnServer = false
        /// Whether its people sign in at the portal: with a provider of sample accounts, who all have access.
        var hasSignIn = false
        /// Where the town lies, instead of a temporary folder. It stays, with its stopped database, after a failure.
        var folder: URL?
    }

    let folder: URL
    let database: String
    let people: People
    let wishes: Wishes
    let client = HubClient(connections: 64, patience: .seconds(30))
    /// Set when the town has a server of its own.
    let server: OwnPostgres?
    let surroundings: Surroundings
    let running = Mutex<[String: ChildProcess]>([:])
    private let clocks = Mutex(0)
    private let ports: [String: UInt16]
    private let mint: TokenMint

    static let services = ["referral-intake", "locality-router", "placement-matcher", "notifier", "portal"]
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// What the tests are told by ./ops/test.
    struct Surroundings {
        let server: String
        let executables: URL
        let postcodes: String
        let python: String
        /// Where ./ops/setup puts the portal's style sheet and Swagger UI: beside the tests' Python.
        var assets: String {
            URL(filePath: python).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "assets").path
        }

        init() throws {
            let environment = ProcessInfo.processInfo.environment
            func value(_ name: String) throws -> String {
                try #require(environment[name], "\(name) is not set: run the journeys with ./ops/test")
            }
            server = try value("HUB_TEST_DATABASE_URL")
            executables = URL(filePath: try value("HUB_TEST_BIN"))
            postcodes = try value("HUB_TEST_POSTCODES")
            python = try value("HUB_TEST_VENV") + "/bin/python"
        }
    }

    /// By how many days the clocks of the services are ahead that are started from now on; see ``go(to:)``.
    var daysAhead: Int {
        get { clocks.withLock(\.self) }
        set { clocks.withLock { $0 = newValue } }
    }

    /// Builds a town, lets `body` live in it, and takes it down again whatever happened. After a failure the last
    /// lines of every log are shown.
    static func visit(_ wishes: Wishes = Wishes(), _ body: (Town) async throws -> Void) async throws {
        let town = try await Town(wishes)
        let outcome: Result<Void, any Error>
        do {
            try await town.settle()
            outcome = .success(try await body(town))
        } catch {
            outcome = .failure(error)
        }
        await town.takeDown(failed: (try? outcome.get()) == nil)
        try outcome.get()
    }

    private init(_ wishes: Wishes) async throws {
        self.wishes = wishes
        surroundings = try Surroundings()
        folder =
            wishes.folder
            ?? FileManager.default.temporaryDirectory.appending(path: "hub-journey-\(UUID().uuidString.prefix(8))")
        database = "journey_\(UUID().uuidString.prefix(8).lowercased())"
        people = try People(file: Self.root.appending(path: "ops/samples/people.json").path)
        let names =
            Self.services.flatMap { Self.copies(wishes.copies, of: $0) } + ["broker", "mail", "server", "sign-in"]
        ports = Dictionary(uniqueKeysWithValues: zip(names, try FreePorts.take(names.count)))
        server =
            wishes.hasOwnServer
            ? OwnPostgres(home: folder.appending(path: "postgres"), port: ports["server"] ?? 0) : nil
        let secrets = Self.sharedSecrets
        for name in ["log", "config", "samples", "mail/new", "mail/cur", "mail/tmp"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        let samples = Self.root.appending(path: "ops/samples")
        for name in ["directory.json", "contacts.json"] {
            try FileManager.default.copyItem(
                at: samples.appending(path: name), to: folder.appending(path: "samples/\(name)"))
        }
        if let directory = wishes.directory {
            try Data(directory.utf8).write(to: folder.appending(path: "samples/directory.json"))
        }
        let made = try await ChildProcess(
            surroundings.executables.appending(path: "hub").path, ["keys", "init", "--out", secrets.path],
            output: .nullDevice
        ).status()
        try #require(made == 0, "hub keys init")
        mint = try await TokenMint(secrets: secrets.path, issuer: TokenMint.usualIssuer)
    }

    /// The roles belong to the whole database server, so every town of this process has the same passwords.
    static let sharedSecrets = FileManager.default.temporaryDirectory
        .appending(path: "hub-journey-secrets-\(ProcessInfo.processInfo.processIdentifier)")

    // MARK: Building

    private func settle() async throws {
        try await server?.create()
        try await onServer("create database \(identifier: database)")
        try await run(
            surroundings.python,
            [
                Self.root.appending(path: "ops/lib/write-config.py").path, "--secrets", Self.sharedSecrets.path,
                "--out", path("config"), "--samples", path("samples"), "--assets", surroundings.assets,
                "--database-url", databaseURL, "--bootstrap", "127.0.0.1:\(port("broker"))", "--profile", "embedded",
                "--smtp-url", "smtp://127.0.0.1:\(port("mail"))",
            ] + (wishes.hasSignIn ? ["--sign-in", address("sign-in")] : [])
                + Self.services.flatMap { ["--port", "\($0)=\(port($0))"] })
        try await run(
            executable("hub"),
            [
                "migrate", "--database", databaseURL, "--secrets", Self.sharedSecrets.path, "--config", path("config"),
            ])
        try await run(
            executable("hub"),
            ["postcodes", "load", surroundings.postcodes, "--database", databaseURL])
        if wishes.hasSignIn {
            try start("sign-in")
            try await grantAccess()
        }
        for name in ["broker", "mail"] + allCopies { try start(name) }
        try await untilReady()
    }

    /// Everybody of the samples may use the portal.
    private func grantAccess() async throws {
        try await run(
            executable("hub"),
            [
                "people", "grant", "--file", Self.root.appending(path: "ops/samples/people.json").path, "--issuer",
                address("sign-in"), "--reason", "a journey", "--database", databaseURL,
            ])
    }

    /// Waits until every copy of every service says that it is ready.
    func untilReady(within limit: Duration = .seconds(60)) async throws {
        let deadline = ContinuousClock.now + limit
        for service in allCopies {
            while true {
                if let (status, _) = try? await raw("GET", "\(address(service))/health/ready"), status == 200 { break }
                try #require(ContinuousClock.now < deadline, "\(service) is not ready")
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private func takeDown(failed: Bool) async {
        for name in allCopies { await stop(name) }
        // They keep nothing, and the mail catcher does not heed SIGTERM.
        for name in ["mail", "broker", "sign-in"] { await kill(name) }
        if failed { showLogs() }
        let stays = failed && wishes.folder != nil
        if let server {
            try? await server.stop()
            if !stays { try? await server.discard() }
        } else {
            try? await onServer("drop database if exists \(identifier: database) with (force)")
        }
        if !stays { try? FileManager.default.removeItem(at: folder) }
    }

    private func showLogs() {
        for name in ["broker", "mail"] + allCopies {
            let text = (try? String(contentsOf: folder.appending(path: "log/\(name).log"), encoding: .utf8)) ?? ""
            print("--- \(name)\n\(text.split(separator: "\n").suffix(12).joined(separator: "\n"))")
        }
    }

    // MARK: Addresses

    /// The names of the processes of a service: the first has the service's, the others a number behind it.
    static func copies(_ number: Int, of service: String) -> [String] {
        (1...number).map { $0 == 1 ? service : "\(service).\($0)" }
    }

    var allCopies: [String] { Self.services.flatMap { Self.copies(wishes.copies, of: $0) } }

    func address(_ copy: String) -> String { "http://127.0.0.1:\(port(copy))" }

    func port(_ name: String) -> UInt16 { ports[name] ?? 0 }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// The town's database, as its administrator.
    var databaseURL: String {
        var components = URLComponents(string: serverURL) ?? URLComponents()
        components.path = "/\(database)"
        return components.string ?? ""
    }

    private var serverURL: String { server?.url ?? surroundings.server }

    func token(_ person: String) async throws -> String {
        try await mint.token(for: try people.person(person), lifetime: 3600, now: Date())
    }

    func onServer(_ statement: PostgresQuery) async throws {
        try await Self.withPool(serverURL) { try await $0.execute(statement) }
    }

    @discardableResult
    static func withPool<R: Sendable>(
        _ url: String, _ body: @Sendable (PostgresPool) async throws -> R
    ) async throws -> R {
        let pool = PostgresPool(
            try PostgresConfiguration(url: url, applicationName: "journeys", poolSize: 1), logger: .silent)
        do {
            let result = try await body(pool)
            await pool.close()
            return result
        } catch {
            await pool.close()
            throw error
        }
    }
}

extension Logger {
    /// For what a journey does itself: the processes' logs are what matters.
    static let silent = Logger(label: "journeys") { _ in SwiftLogNoOpLogHandler() }
}
