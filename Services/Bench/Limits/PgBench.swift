import Foundation
import Postgres

/// PostgreSQL's own load generator: how many rows a second this machine commits, one in each transaction; and how many when
/// all want the same few.
struct PgBench {
    let hub: RunningHub
    let clients: Int

    /// The table the rows go to.
    func prepare() async throws {
        try await hub.surroundings.withPool(hub.database) { pool in
            _ = try await pool.execute(
                """
                create table if not exists bench_insert (
                    id uuid primary key default gen_random_uuid(), at timestamptz not null default now(),
                    body text not null)
                """)
        }
        // The body is bound as a parameter, so its bytes travel as they would from any client.
        try write("insert into bench_insert (body) values (:body);", to: "insert")
    }

    /// A table of so many rows, which all clients update.
    func prepareContended(rows: Int) async throws {
        try await hub.surroundings.withPool(hub.database) { pool in
            try await pool.execute(
                "create table if not exists bench_contended (id int primary key, taken bigint not null)")
            _ = try await pool.execute(
                "insert into bench_contended select n, 0 from generate_series(1, \(rows)::int) n on conflict do nothing"
            )
        }
        try write(
            "\\set id random(1, \(rows))\nupdate bench_contended set taken = taken + 1 where id = :id;", to: "contended"
        )
    }

    /// Updates a second of the same few rows, each in a transaction of its own.
    func contendedPerSecond(seconds: Int) async throws -> Double { try await rate("contended", seconds, []) }

    /// Rows a second, each of about `bytes`.
    func insertsPerSecond(bytes: Int, seconds: Int) async throws -> Double {
        try await rate("insert", seconds, ["--define", "body=\(String(repeating: "b", count: max(1, bytes - 60)))"])
    }

    private func rate(_ script: String, _ seconds: Int, _ arguments: [String]) async throws -> Double {
        guard let url = URLComponents(string: hub.surroundings.server), let host = url.host, let port = url.port else {
            throw BenchFailure("the server's URL has no host and port")
        }
        let words = try await hub.run(
            "pgbench", hub.surroundings.pgbench,
            [
                "--no-vacuum", "--protocol", "prepared", "--client", String(clients), "--jobs", "2", "--time",
                String(seconds), "--file", file(script), "--host", host, "--port", String(port), "--username",
                url.user ?? "postgres",
            ] + arguments + [hub.database], environment: ["PGPASSWORD": url.password ?? ""])
        // `tps = 5080.123456 (without initial connection time)`
        guard let line = words.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
            let rate = line.dropFirst(6).split(separator: " ").first.flatMap({ Double($0) })
        else { throw BenchFailure("pgbench said no rate: \(words.suffix(300))") }
        return rate
    }

    private func file(_ script: String) -> String { "\(hub.surroundings.folder)/\(script).sql" }

    private func write(_ statements: String, to script: String) throws {
        try (statements + "\n").write(toFile: file(script), atomically: true, encoding: .utf8)
    }
}
