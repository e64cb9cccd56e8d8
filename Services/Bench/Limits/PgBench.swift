import Foundation
import Postgres

/// PostgreSQL's own load generator: how many rows a second this machine commits, one in each transaction.
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
        try "insert into bench_insert (body) values (:body);\n".write(
            toFile: script, atomically: true, encoding: .utf8)
    }

    /// Rows a second, each of about `bytes`.
    func insertsPerSecond(bytes: Int, seconds: Int) async throws -> Double {
        guard let url = URLComponents(string: hub.surroundings.server), let host = url.host, let port = url.port else {
            throw BenchFailure("the server's URL has no host and port")
        }
        let words = try await hub.run(
            "pgbench", hub.surroundings.pgbench,
            [
                "--no-vacuum", "--protocol", "prepared", "--client", String(clients), "--jobs", "2", "--time",
                String(seconds), "--file", script, "--define",
                "body=\(String(repeating: "b", count: max(1, bytes - 60)))",
                "--host", host, "--port", String(port), "--username", url.user ?? "postgres", hub.database,
            ], environment: ["PGPASSWORD": url.password ?? ""])
        // `tps = 5080.123456 (without initial connection time)`
        guard let line = words.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
            let rate = line.dropFirst(6).split(separator: " ").first.flatMap({ Double($0) })
        else { throw BenchFailure("pgbench said no rate: \(words.suffix(300))") }
        return rate
    }

    private var script: String { "\(hub.surroundings.folder)/insert.sql" }
}
