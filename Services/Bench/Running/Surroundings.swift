import Foundation
import Logging
import Postgres

/// What ./ops/bench has made ready: a PostgreSQL of the run's own, the executables, a folder to work in, free ports.
struct Surroundings: Sendable {
    /// An administrator's URL.
    let server: String
    let executables: String
    let folder: String
    let root: String
    let python: String
    let pgbench: String
    let commit: String
    private let ports: [UInt16]

    /// What listens, in the order of the ports.
    static let listeners = RunningHub.services + ["broker"]

    init(environment: [String: String]) throws {
        func value(_ name: String) throws -> String {
            guard let value = environment[name], !value.isEmpty else {
                throw BenchFailure("\(name) is not set: run the bench with ./ops/bench")
            }
            return value
        }
        server = try value("HUB_BENCH_DATABASE_URL")
        executables = try value("HUB_BENCH_BIN")
        folder = try value("HUB_BENCH_FOLDER")
        root = try value("HUB_BENCH_ROOT")
        python = try value("HUB_BENCH_PYTHON")
        pgbench = try value("HUB_BENCH_PGBENCH")
        commit = try value("HUB_BENCH_COMMIT")
        ports = try value("HUB_BENCH_PORTS").split(separator: " ").compactMap { UInt16($0) }
        guard ports.count == Self.listeners.count else {
            throw BenchFailure("HUB_BENCH_PORTS does not hold \(Self.listeners.count) ports")
        }
    }

    func executable(_ name: String) -> String { "\(executables)/\(name)" }

    func port(_ listener: String) -> UInt16 {
        zip(Self.listeners, ports).first { $0.0 == listener }?.1 ?? 0
    }

    var bootstrap: String { "127.0.0.1:\(port("broker"))" }

    /// The URL of a database on the server.
    func url(of database: String) -> String {
        var parts = URLComponents(string: server) ?? URLComponents()
        parts.path = "/\(database)"
        return parts.string ?? server
    }

    /// A pool for an administrator, for the duration of `body`.
    func withPool<R: Sendable>(
        _ database: String, size: Int = 1, searchPath: String? = nil,
        _ body: @Sendable (PostgresPool) async throws -> R
    ) async throws -> R {
        let pool = PostgresPool(
            try PostgresConfiguration(
                url: url(of: database), applicationName: "bench", poolSize: size, statementTimeout: .seconds(120),
                searchPath: searchPath), logger: Self.quiet)
        do {
            let result = try await body(pool)
            await pool.close()
            return result
        } catch {
            await pool.close()
            throw error
        }
    }

    /// Makes a database that does not exist yet.
    func createDatabase(_ name: String) async throws {
        try await withPool("postgres") { pool in
            try await pool.execute("drop database if exists \(identifier: name) with (force)")
            try await pool.execute("create database \(identifier: name)")
        }
    }

    /// What the hub's modules have to say is not wanted here.
    static let quiet = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
}
