import EventFlow
import FoundationEssentials
import Postgres
import RoutingData

/// The router's rules and county data, as an operator meets them.
struct RoutingOffice {
    let url: String

    /// Reads and checks a file.
    static func read(_ path: String, as kind: RoutingDataKind) throws -> RoutingDataFile {
        let data = try FileManager.contents(of: path, "The file")
        guard let text = String(validating: data, as: UTF8.self) else { throw Failure("\(path) is not UTF-8 text.") }
        do throws(FileFaults) {
            return try kind.read(text)
        } catch {
            let count = error.all.count
            throw Failure(
                "\(path) is not right: \(count) \(count == 1 ? "thing" : "things") to put right.",
                advice: error.all.map { "line \($0.line): \($0.words)" })
        }
    }

    /// What counts now.
    func basis() async throws -> RoutingBasis {
        try await with { try await ActiveBasis().basis(in: $0) }
    }

    /// Every file of the kind that was ever made to count.
    func list(_ kind: RoutingDataKind) async throws -> [RoutingDataStore.Entry] {
        try await with { try await RoutingDataStore().list(kind, in: $0) }
    }

    /// Makes a file count from now on.
    /// - Returns: what counted before; `nil` when this did already.
    func activate(_ file: RoutingDataFile, by name: String, at time: Date) async throws -> String? {
        let outcome = try await withPool { pool in
            try await pool.withTransaction { try await RoutingDataStore().activate(file, by: name, at: time, in: $0) }
        }
        switch outcome {
        case .done(let before): return before
        case .already: return nil
        case .labelTaken:
            throw Failure(
                "Another text is called \(file.label) already: a version is never changed.",
                "Give the file the next version and try again. Nothing was changed.")
        }
    }

    /// Lends a connection that works in the router's schema.
    func with<R: Sendable>(_ body: @Sendable (PostgresConnection) async throws -> R) async throws -> R {
        try await withPool { try await $0.withConnection(body) }
    }

    /// Lends a pool whose connections do.
    func withPool<R: Sendable>(_ body: @Sendable (PostgresPool) async throws -> R) async throws -> R {
        let schema = try HubService.named("locality-router").schema
        do {
            return try await Database.with(url, schema: schema) { try await body($0) }
        } catch let error as PostgresError where error.sqlState == "42P01" || error.sqlState == "3F000" {
            throw Failure("The router has no tables for this yet.", "Run `hub migrate` and start it first.")
        }
    }
}

/// What `hub routing` and `hub county` do alike.
enum RoutingDataVerbs {
    static func check(_ path: String, as kind: RoutingDataKind) throws {
        let file = try RoutingOffice.read(path, as: kind)
        Console.output("\(path) is right: \(kind.words) \(file.label).")
    }

    static func list(_ kind: RoutingDataKind, _ url: String, json: Bool) async throws {
        let entries = try await RoutingOffice(url: url).list(kind)
        let builtIn = try kind.builtIn().label
        let isBuiltInActive = !entries.contains(where: \.isActive)
        if json {
            return Console.output(
                try JSONValue.object([
                    "built_in": .string(builtIn), "built_in_is_active": .bool(isBuiltInActive),
                    "items": .array(entries.map(Self.json)),
                ]).text())
        }
        let head = ["LABEL", "ACTIVE", "ACTIVATED", "BY", "LOADED", "SHA-256"]
        let rows = entries.map { entry in
            [
                entry.label, entry.isActive ? "yes" : "", entry.activatedAt?.formatted(.iso8601) ?? "–",
                entry.activatedBy ?? "–", entry.loadedAt.formatted(.iso8601), String(entry.sha256.prefix(16)),
            ]
        }
        let own = [builtIn, isBuiltInActive ? "yes" : "", "–", "–", "built in", "–"]
        for line in Table.lines([head] + rows + [own]) { Console.output(line) }
    }

    private static func json(_ entry: RoutingDataStore.Entry) -> JSONValue {
        var members: [String: JSONValue] = [
            "label": .string(entry.label), "sha256": .string(entry.sha256), "active": .bool(entry.isActive),
            "loaded_at": .string(entry.loadedAt.formatted(.iso8601)),
        ]
        if let at = entry.activatedAt { members["activated_at"] = .string(at.formatted(.iso8601)) }
        if let by = entry.activatedBy { members["activated_by"] = .string(by) }
        return .object(members)
    }

    static func activate(_ path: String, as kind: RoutingDataKind, by name: String, _ url: String) async throws {
        let file = try RoutingOffice.read(path, as: kind)
        let time = Date()
        guard let before = try await RoutingOffice(url: url).activate(file, by: name, at: time) else {
            return Console.output("\(file.label) counted already. Nothing was changed.")
        }
        Console.error(
            "\(kind.words) \(file.label) activated by \(name) at \(time.formatted(.iso8601)), before \(before)")
        Console.output("\(file.label) counts from now on, in place of \(before).")
    }
}
