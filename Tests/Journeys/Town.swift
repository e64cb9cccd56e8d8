import Contracts
import Foundation
import FoundationNetworking
import Glibc
import Kafka
import Logging
import Postgres
import Synchronization
import Testing

@testable import Hub

/// A whole hub of its own: database, broker, mail catcher and the five services as real processes, in a folder that
/// goes when the journey is over.
final class Town: Sendable {
    let folder: URL
    let database: String
    let people: People
    let client = HubClient(connections: 64, patience: .seconds(30))
    private let ports: [String: UInt16]
    private let running = Mutex<[String: ChildProcess]>([:])
    private let mint: TokenMint

    static let services = ["referral-intake", "locality-router", "placement-matcher", "notifier", "portal"]
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What the tests are told by ./ops/test.
    private struct Surroundings {
        let server: String
        let executables: URL
        let postcodes: String
        let python: String

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

    private let surroundings: Surroundings

    /// Builds a town, lets `body` live in it, and takes it down again whatever happened. After a failure the last
    /// lines of every log are shown.
    static func visit(directory: String? = nil, _ body: (Town) async throws -> Void) async throws {
        let town = try await Town(directory: directory)
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

    private init(directory: String?) async throws {
        surroundings = try Surroundings()
        folder = FileManager.default.temporaryDirectory.appending(path: "hub-journey-\(UUID().uuidString.prefix(8))")
        database = "journey_\(UUID().uuidString.prefix(8).lowercased())"
        people = try People(file: Self.root.appending(path: "ops/samples/people.json").path)
        ports = Dictionary(
            uniqueKeysWithValues: zip(Self.services + ["broker", "mail"], try FreePorts.take(Self.services.count + 2)))
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
        if let directory {
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
    private static let sharedSecrets = FileManager.default.temporaryDirectory
        .appending(path: "hub-journey-secrets-\(ProcessInfo.processInfo.processIdentifier)")

    // MARK: Building

    private func settle() async throws {
        try await onServer("create database \(identifier: database)")
        try await run(
            surroundings.python,
            [
                Self.root.appending(path: "ops/lib/write-config.py").path, "--secrets", Self.sharedSecrets.path,
                "--out", path("config"), "--samples", path("samples"), "--assets", path("assets"),
                "--database-url", databaseURL, "--bootstrap", "127.0.0.1:\(port("broker"))", "--profile", "embedded",
                "--smtp-url", "smtp://127.0.0.1:\(port("mail"))",
            ] + Self.services.flatMap { ["--port", "\($0)=\(port($0))"] })
        try await run(
            executable("hub"),
            [
                "migrate", "--database", databaseURL, "--secrets", Self.sharedSecrets.path, "--config", path("config"),
            ])
        try await run(
            executable("hub"),
            ["postcodes", "load", surroundings.postcodes, "--database", databaseURL])
        for name in ["broker", "mail"] + Self.services { try start(name) }
        try await untilReady()
    }

    /// Waits until every service says that it is ready.
    func untilReady(within limit: Duration = .seconds(60)) async throws {
        let deadline = ContinuousClock.now + limit
        for service in Self.services {
            while true {
                if let (status, _) = try? await raw("GET", "\(address(service))/health/ready"), status == 200 { break }
                try #require(ContinuousClock.now < deadline, "\(service) is not ready")
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private func takeDown(failed: Bool) async {
        for name in Self.services { await stop(name) }
        // They keep nothing, and the mail catcher does not heed SIGTERM.
        for name in ["mail", "broker"] { await kill(name) }
        if failed { showLogs() }
        try? await onServer("drop database if exists \(identifier: database) with (force)")
        try? FileManager.default.removeItem(at: folder)
    }

    private func showLogs() {
        for name in ["broker", "mail"] + Self.services {
            let text = (try? String(contentsOf: folder.appending(path: "log/\(name).log"), encoding: .utf8)) ?? ""
            print("--- \(name)\n\(text.split(separator: "\n").suffix(12).joined(separator: "\n"))")
        }
    }

    // MARK: Processes

    /// Starts a part of the town, or starts it again.
    func start(_ name: String) throws {
        let (executable, arguments): (String, [String]) =
            switch name {
            case "broker":
                (executable("hub"), ["broker", "--listen", "127.0.0.1:\(port("broker"))"])
            case "mail":
                (
                    surroundings.python,
                    [
                        "-m", "aiosmtpd", "-n", "-l", "127.0.0.1:\(port("mail"))", "-c", "aiosmtpd.handlers.Mailbox",
                        path("mail"),
                    ]
                )
            default:
                (executable(name), ["--config", path("config/\(name).json")])
            }
        let process = try ChildProcess(executable, arguments, output: try log(name))
        running.withLock { $0[name] = process }
    }

    private func executable(_ name: String) -> String { surroundings.executables.appending(path: name).path }

    /// A part's log, to be gone on with.
    private func log(_ name: String) throws -> FileHandle {
        let file = folder.appending(path: "log/\(name).log")
        if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        return handle
    }

    /// Ends a part at once, as a power cut would.
    func kill(_ name: String) async {
        guard let process = running.withLock({ $0.removeValue(forKey: name) }) else { return }
        process.signal(SIGKILL)
        _ = await process.status()
    }

    /// Asks a part to stop, and waits until it has.
    /// - Returns: its exit status.
    @discardableResult
    func stop(_ name: String) async -> Int32? {
        guard let process = running.withLock({ $0.removeValue(forKey: name) }) else { return nil }
        process.signal(SIGTERM)
        return await process.status()
    }

    /// Everything all processes have written so far.
    func logs() -> String {
        Self.services.map { (try? String(contentsOf: folder.appending(path: "log/\($0).log"), encoding: .utf8)) ?? "" }
            .joined()
    }

    /// Runs something to its end, which has to be a good one.
    private func run(_ executable: String, _ arguments: [String]) async throws {
        let status = try await ChildProcess(executable, arguments, output: try log("setting-up")).status()
        let words = try text(of: "setting-up").suffix(1500)
        try #require(status == 0, "\(executable) \(arguments.first ?? ""): \(words)")
    }

    /// Runs `hub` to its end, beside the journey.
    func hub(_ arguments: [String]) async throws -> (status: Int32, output: String) {
        let process = try ChildProcess(
            executable("hub"), arguments, output: try log("hub-output"), errors: try log("hub"))
        return (await process.status(), try text(of: "hub-output"))
    }

    private func text(of log: String) throws -> String {
        try String(contentsOf: folder.appending(path: "log/\(log).log"), encoding: .utf8)
    }

    /// Plays a day of `count` referrals.
    func playDay(_ count: Int, quiet: Int = 8) async throws -> JSONValue {
        let (_, output) = try await hub([
            "samples", "--count", String(count), "--json", "--quiet", String(quiet), "--deadline", "240",
            "--config", path("config"), "--secrets", Self.sharedSecrets.path,
            "--file", Self.root.appending(path: "ops/samples/referrals.json").path,
            "--people", Self.root.appending(path: "ops/samples/people.json").path,
        ])
        let errors = try text(of: "hub").suffix(2000)
        return try #require(try? JSONValue(Data(output.utf8)), "hub samples said: \(errors)")
    }

    // MARK: Addresses

    func address(_ service: String) -> String { "http://127.0.0.1:\(port(service))" }

    private func port(_ name: String) -> UInt16 { ports[name] ?? 0 }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private var databaseURL: String {
        var components = URLComponents(string: surroundings.server) ?? URLComponents()
        components.path = "/\(database)"
        return components.string ?? ""
    }

    // MARK: Talking

    func token(_ person: String) async throws -> String {
        try await mint.token(for: try people.person(person), lifetime: 3600, now: Date())
    }

    func get(_ service: String, _ path: String, as person: String) async throws -> HubClient.Answer {
        try await client.send(.init(url: address(service) + path, token: try await token(person)))
    }

    func post(
        _ service: String, _ path: String, _ body: JSONValue? = nil, as person: String, ifMatch: String? = nil,
        key: UUID = UUID()
    ) async throws -> HubClient.Answer {
        try await client.send(
            .init(
                method: "POST", url: address(service) + path, token: try await token(person), body: body,
                ifMatch: ifMatch, idempotencyKey: key))
    }

    /// A request exactly as given, good or bad.
    func raw(
        _ method: String, _ url: String, headers: [String: String] = [:], body: Data? = nil
    ) async throws -> (status: Int, body: JSONValue) {
        var request = URLRequest(url: try #require(URL(string: url)))
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = try #require(response as? HTTPURLResponse)
        return (http.statusCode, (try? JSONValue(data)) ?? .null)
    }

    /// A number of the database, as its administrator sees it.
    func count(_ query: PostgresQuery) async throws -> Int {
        try await Self.withPool(databaseURL) { try await $0.query(query).decode(Int.self).first ?? -1 }
    }

    /// Waits until a number of the database is `expected`.
    func until(
        _ expected: Int, within limit: Duration = .seconds(90), _ query: PostgresQuery,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + limit
        var last = -1
        while ContinuousClock.now < deadline {
            last = try await count(query)
            if last == expected { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("expected \(expected), still \(last): \(query)", sourceLocation: location)
    }

    /// Shuts the town's database, for everybody at once, or opens it again.
    func setDatabase(isOpen: Bool) async throws {
        try await onServer(
            "alter database \(identifier: database) with allow_connections \(unescaped: isOpen ? "true" : "false")")
        if !isOpen {
            try await onServer("select pg_terminate_backend(pid) from pg_stat_activity where datname = \(database)")
        }
    }

    private func onServer(_ statement: PostgresQuery) async throws {
        try await Self.withPool(surroundings.server) { try await $0.execute(statement) }
    }

    @discardableResult
    private static func withPool<R: Sendable>(
        _ url: String, _ body: @Sendable (PostgresPool) async throws -> R
    ) async throws -> R {
        let pool = PostgresPool(
            try PostgresConfiguration(url: url, applicationName: "journeys", poolSize: 1),
            logger: Logger(label: "journeys") { _ in SwiftLogNoOpLogHandler() })
        do {
            let result = try await body(pool)
            await pool.close()
            return result
        } catch {
            await pool.close()
            throw error
        }
    }

    /// Writes bytes that are no event into every partition of a topic.
    func publishGarbage(on topic: String) async throws {
        let producer = try KafkaProducer(
            KafkaConfiguration(bootstrap: "127.0.0.1:\(port("broker"))", profile: .embedded), clientID: "stranger",
            logger: Logger(label: "journeys") { _ in SwiftLogNoOpLogHandler() })
        let results = await producer.produce(
            (0..<Topic.partitions).map {
                ProducerRecord(topic: topic, partition: $0, key: [0xFF, 0xFE], value: Array("rubbish".utf8))
            })
        await producer.close()
        for result in results { _ = try result.get() }
    }

    /// The mails caught so far, as they came.
    func mails() throws -> [String] {
        let inbox = folder.appending(path: "mail/new")
        return try FileManager.default.contentsOfDirectory(atPath: inbox.path).map {
            try String(contentsOf: inbox.appending(path: $0), encoding: .utf8)
        }
    }
}

/// Ports that nobody listens on, all different.
enum FreePorts {
    static func take(_ count: Int) throws -> [UInt16] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        return try (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(descriptor)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
                }
            }
            try #require(bound, "no free port")
            return UInt16(bigEndian: address.sin_port)
        }
    }
}
