import Foundation
import Postgres

/// A hub of the bench's own: a database, a broker and the services asked for, as real processes.
final class RunningHub: @unchecked Sendable {
    static let services = ["referral-intake", "locality-router", "placement-matcher", "notifier", "portal"]

    let surroundings: Surroundings
    let database: String
    private(set) var processes: [ChildProcess] = []

    private init(_ surroundings: Surroundings, database: String) {
        self.surroundings = surroundings
        self.database = database
    }

    /// Starts a hub, lets `body` use it, and takes it down whatever comes of it.
    static func with<R: Sendable>(
        _ database: String, _ services: [String], smtpPort: UInt16 = 25, in surroundings: Surroundings,
        _ body: (RunningHub) async throws -> R
    ) async throws -> R {
        let hub = try await start(database, services, smtpPort: smtpPort, in: surroundings)
        let outcome: Result<R, any Error>
        do { outcome = .success(try await body(hub)) } catch { outcome = .failure(error) }
        await hub.stop()
        return try outcome.get()
    }

    /// Sets up a database and starts broker and services; returns when they are ready.
    /// - Parameter smtpPort: where the notifier's mail goes.
    static func start(
        _ database: String, _ services: [String], smtpPort: UInt16 = 25, in surroundings: Surroundings
    ) async throws -> RunningHub {
        let hub = RunningHub(surroundings, database: database)
        do {
            try await hub.prepare(smtpPort: smtpPort, loadingPostcodes: services.contains("locality-router"))
            try hub.launch("broker", "hub", ["broker", "--listen", surroundings.bootstrap])
            try await hub.untilAnswering("broker") {
                guard let answer = try? PlainClient.connect(port: surroundings.port("broker")) else { return false }
                close(answer)
                return true
            }
            for service in services {
                try hub.launch(service, service, ["--config", "\(hub.config)/\(service).json"])
            }
            for service in services {
                try await hub.untilAnswering(service) {
                    (try? PlainClient.get("/health/ready", port: surroundings.port(service)))?.status == 200
                }
            }
            return hub
        } catch {
            await hub.stop()
            throw error
        }
    }

    /// Stops everything, last started first.
    func stop() async {
        for process in processes.reversed() { await process.stop() }
        processes = []
    }

    /// The process of that name.
    func process(_ name: String) throws -> ChildProcess {
        guard let process = processes.first(where: { $0.name == name }) else {
            throw BenchFailure("\(name) is not running")
        }
        guard process.isRunning else { throw BenchFailure("\(name) has ended: see \(log(name))") }
        return process
    }

    /// A token of one of the sample people.
    func token(_ person: String) async throws -> String {
        let text = try await run(
            "token", surroundings.executable("hub"),
            [
                "token", "--as", person, "--secrets", secrets, "--people",
                "\(surroundings.root)/ops/samples/people.json",
                "--ttl", "7200",
            ])
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A number of the database.
    func number(_ query: PostgresQuery) async throws -> Int {
        // Decoded out here: in there, the release compiler of Swift 6.3.1 crashes.
        let rows = try await surroundings.withPool(database) { try await $0.query(query) }
        return try rows.decode(Int.self).first ?? 0
    }

    /// Runs a command to its end, which has to be a good one.
    /// - Returns: what it wrote.
    @discardableResult
    func run(
        _ name: String, _ executable: String, _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> String {
        let file = log("\(name)-\(UUID().uuidString.prefix(8))")
        let status = try await ChildProcess(name, executable, arguments, log: file, environment: environment).ended()
        let words = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        guard status == 0 else { throw BenchFailure("\(name) ended with \(status): \(words.suffix(400))") }
        return words
    }

    // MARK: Setting up

    private var secrets: String { "\(surroundings.folder)/secrets" }
    private var config: String { "\(surroundings.folder)/config-\(database)" }

    private func log(_ name: String) -> String { "\(surroundings.folder)/log/\(database)-\(name).log" }

    private func prepare(smtpPort: UInt16, loadingPostcodes: Bool) async throws {
        let hub = surroundings.executable("hub")
        let url = surroundings.url(of: database)
        try await surroundings.createDatabase(database)
        try await run("keys", hub, ["keys", "init", "--out", secrets])
        // The database's password goes where a list of processes does not show it, but for write-config.py, which takes
        // it as an argument: it is this run's own, and gone with it.
        try await run("config", surroundings.python, configurationArguments(url, smtpPort: smtpPort))
        try await run(
            "migrate", hub, ["migrate", "--secrets", secrets, "--config", config], environment: ["DATABASE_URL": url])
        if loadingPostcodes {
            try await run(
                "postcodes", hub, ["postcodes", "load", "\(surroundings.root)/.hub/data/postcodes.csv"],
                environment: ["DATABASE_URL": url])
        }
    }

    private func configurationArguments(_ url: String, smtpPort: UInt16) -> [String] {
        let root = surroundings.root
        return [
            "\(root)/ops/lib/write-config.py", "--secrets", secrets, "--out", config, "--samples",
            "\(root)/ops/samples",
            "--assets", "\(root)/.hub/assets", "--database-url", url, "--bootstrap", surroundings.bootstrap,
            "--profile",
            // One client sends what all agencies of a county would.
            "embedded", "--smtp-url", "smtp://127.0.0.1:\(smtpPort)", "--rate-limit", "off",
        ] + Self.services.flatMap { ["--port", "\($0)=\(surroundings.port($0))"] }
    }

    private func launch(_ name: String, _ executable: String, _ arguments: [String]) throws {
        processes.append(try ChildProcess(name, surroundings.executable(executable), arguments, log: log(name)))
    }

    private func untilAnswering(_ name: String, _ answers: @Sendable @escaping () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            if try await onOwnThread({ answers() }) { return }
            _ = try process(name)
            guard ContinuousClock.now < deadline else { throw BenchFailure("\(name) is not ready: see \(log(name))") }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
