import ArgumentParser
import Foundation
import Logging
import Postgres

/// `--database`, and what it means when nobody says it.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: .customLong("database"),
        help: ArgumentHelp(
            "The database, as a role that may do this.",
            discussion: "Default: DATABASE_URL, or the database that ./ops/up started.",
            valueName: "postgres://…"))
    var given: String?

    /// The URL to use. Never shown: it may hold a password.
    func url() throws(Failure) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let url = given ?? environment["DATABASE_URL"], !url.isEmpty { return url }
        let file = "\(Places.secrets)/postgres.password"
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(
                "No database was given.", "Give it as --database postgres://user:password@host:port/database",
                "or as the variable DATABASE_URL, which does not show in the list of processes.")
        }
        let password = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let port = environment["HUB_POSTGRES_PORT"] ?? "15432"
        return "postgres://postgres:\(password)@127.0.0.1:\(port)/referral_hub"
    }
}

/// Pools for a command's short life.
enum Database {
    /// A pool whose sessions work in `schema`.
    static func pool(_ url: String, schema: String? = nil, size: Int = 2) throws -> PostgresPool {
        PostgresPool(
            try PostgresConfiguration(
                url: url, applicationName: "hub", poolSize: size, acquireTimeout: .seconds(10),
                statementTimeout: .seconds(120), searchPath: schema),
            logger: .operators)
    }

    /// Lends a pool and closes it afterwards.
    static func with<R: Sendable>(
        _ url: String, schema: String? = nil, _ body: (PostgresPool) async throws -> R
    ) async throws -> R {
        let pool = try pool(url, schema: schema)
        do {
            let value = try await body(pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }

    /// Lends a connection that works in a service's schema; `nil` when the service has no such table in this database.
    static func ifThere<R: Sendable>(
        _ table: String, of service: HubService, _ url: String, _ body: (PostgresConnection) async throws -> R
    ) async throws -> R? {
        try await with(url, schema: service.schema) { pool in
            try await pool.withConnection { connection in
                let name = "\(service.schema).\(table)"
                let isThere = try await connection.query("select to_regclass(\(name)::text) is not null").decodeFirst(
                    Bool.self)
                guard isThere == true else { return nil }
                return try await body(connection)
            }
        }
    }

    /// Waits until the database answers, telling so when it does not at once.
    ///
    /// - Throws: when the time is over, or at once when waiting cannot help: a wrong password, no such database.
    static func wait(for url: String, atMost limit: Duration) async throws {
        let configuration = try PostgresConfiguration(url: url, applicationName: "hub", poolSize: 1)
        let deadline = ContinuousClock.now + limit
        var hasSpoken = false
        while true {
            do {
                let connection = try await PostgresConnection.connect(configuration, logger: .operators)
                await connection.close()
                if hasSpoken { Console.error("The database is there.") }
                return
            } catch {
                let words = error.description
                let isHopeless = [
                    "authentication failed", "does not exist", "no pg_hba.conf entry", "no password supplied",
                ]
                .contains { words.contains($0) }
                if isHopeless || error.kind != .connection { throw Failure("The database refused: \(words)") }
                if .now >= deadline {
                    throw Failure(
                        "The database did not answer within \(limit.components.seconds) s: \(words)",
                        "Is it running, and is the address right? --wait SECONDS waits longer.")
                }
                if !hasSpoken { Console.error("Waiting for the database …") }
                hasSpoken = true
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }
}

extension Logger {
    /// What the rooms below have to say to an operator: warnings and worse, to standard error. `HUB_LOG=debug` shows
    /// more.
    static var operators: Logger {
        var logger = Logger(label: "hub") { _ in PlainLog() }
        let level = ProcessInfo.processInfo.environment["HUB_LOG"].flatMap(Logger.Level.init(rawValue:))
        logger.logLevel = level ?? .error
        return logger
    }
}

/// One line a message, without a date: somebody is looking.
struct PlainLog: LogHandler {
    var logLevel: Logger.Level = .error
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        Console.error("  (\(event.level)) \(event.message)\(fields)")
    }
}
