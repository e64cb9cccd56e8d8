import Contracts
import EventFlow
import Foundation
import Postgres

@testable import Hub

/// Fills everything derived anew and holds it against what was there before. For a town in which nothing moves.
struct RebuildComparison: Sendable {
    let pool: PostgresPool

    /// How long all of it may take.
    private static let patience: Duration = .seconds(60)

    private struct Derived: Sendable {
        let schema: String
        let name: String
        let tables: [String]
    }

    /// What came out otherwise than it was, in words.
    func findings() async throws -> [String] {
        let derived = try await everythingDerived()
        let before = try await rows(of: derived)
        var requested: [(Derived, UUID)] = []
        for one in derived {
            if let id = try await request(one.name, in: one.schema) { requested.append((one, id)) }
        }
        var findings: [String] = []
        for (one, id) in requested {
            if let trouble = try await end(of: id, in: one.schema) {
                findings.append("\(one.schema) \(one.name): \(trouble)")
            }
        }
        let after = try await rows(of: derived)
        for (table, old) in before {
            let new = after[table] ?? []
            let (lost, strange) = (Set(old).subtracting(new).sorted(), Set(new).subtracting(old).sorted())
            guard !lost.isEmpty || !strange.isEmpty || old.count != new.count else { continue }
            findings.append(
                "\(table) rebuilt has \(new.count) rows for \(old.count), \(lost.count) of them other than before, such as "
                    + "\(lost.first ?? "none"), rebuilt as \(strange.first ?? "none")")
        }
        if derived.isEmpty { findings.append("nothing is known that could be rebuilt") }
        return findings
    }

    /// Asks a service to fill something anew.
    func request(_ name: String, in schema: String) async throws -> UUID? {
        try await pool.withTransaction { sql in
            try await sql.execute("select set_config('search_path', \(schema), true)")
            return try await Rebuild.request(name, by: "accounts", in: sql)
        }
    }

    /// Waits until a rebuild is over. Returns what went wrong, or nil when the new tables serve.
    func end(of id: UUID, in schema: String) async throws -> String? {
        let deadline = ContinuousClock.now + Self.patience
        while .now < deadline {
            let state = try await pool.query(
                "select state from \(identifier: schema).rebuild where id = \(id)"
            ).decodeFirst(String.self)
            switch state {
            case "swapped": return nil
            case "requested", "filling": try await Task.sleep(for: .milliseconds(50))
            default: return "the rebuild ended as \(state ?? "nothing")"
            }
        }
        return "the rebuild does not end"
    }

    private func everythingDerived() async throws -> [Derived] {
        var found: [Derived] = []
        for service in HubService.all {
            found += try await pool.query(
                "select name, tables from \(identifier: service.schema).projection where kind <> 'reaction'"
            ).decode(String.self, [String].self).map { .init(schema: service.schema, name: $0.0, tables: $0.1) }
        }
        return found
    }

    private func rows(of derived: [Derived]) async throws -> [String: [String]] {
        var rows: [String: [String]] = [:]
        for one in derived {
            for table in one.tables {
                rows["\(one.schema).\(table)"] = try await pool.query(
                    "select row::text from \(identifier: one.schema).\(identifier: table) as row"
                ).decode(String.self)
            }
        }
        return rows
    }
}
