public import FoundationEssentials
public import Postgres

/// Files of rules and of county data in the router's tables: which there are, which counts, and who made it count.
public struct RoutingDataStore: Sendable {
    /// A file in the tables, and when it last was made to count.
    public struct Entry: Sendable, Equatable {
        /// What it is.
        public let kind: RoutingDataKind
        /// Name and version.
        public let label: String
        /// Of its text, in hexadecimal digits.
        public let sha256: String
        /// When it was handed in.
        public let loadedAt: Date
        /// When it last was made to count; `nil` when never.
        public let activatedAt: Date?
        /// Who did that.
        public let activatedBy: String?
        /// Whether it counts now.
        public let isActive: Bool
    }

    /// What came of an activation.
    public enum Activation: Sendable, Equatable {
        /// It counts now; before, the one of this label did.
        case done(before: String)
        /// It counted already: nothing was changed.
        case already
        /// Another text has this label: a version is never changed.
        case labelTaken
    }

    /// The built-in ones have a label, too.
    public init() {}

    /// All that was ever handed in, the newest first.
    public func list(_ kind: RoutingDataKind, in sql: some PostgresSession) async throws -> [Entry] {
        let rows = try await sql.query(
            """
            select d.name || '/' || d.version, d.sha256, d.loaded_at, a.activated_at, a.activated_by,
                coalesce(a.id = (select max(id) from routing_data_activation where kind = \(kind.rawValue)), false)
            from routing_data d
            left join lateral (
                select id, activated_at, activated_by from routing_data_activation a
                where (a.kind, a.name, a.version) = (d.kind, d.name, d.version) order by id desc limit 1
            ) a on true
            where d.kind = \(kind.rawValue) order by d.loaded_at desc, d.name, d.version desc
            """)
        return try rows.decode(String.self, String.self, Date.self, Date?.self, String?.self, Bool.self).map {
            Entry(
                kind: kind, label: $0.0, sha256: $0.1, loadedAt: $0.2, activatedAt: $0.3, activatedBy: $0.4,
                isActive: $0.5)
        }
    }

    /// Keeps the file and makes it count, in the caller's transaction. One activation at a time.
    public func activate(
        _ file: RoutingDataFile, by name: String, at time: Date, in sql: PostgresTransaction
    ) async throws -> Activation {
        let kind = file.kind.rawValue
        let builtIn = try file.kind.builtIn()
        if file.label == builtIn.label, file.text != builtIn.text { return .labelTaken }
        let results = try await sql.pipeline([
            "select pg_advisory_xact_lock(hashtextextended('routing_data', 0))",
            """
            insert into routing_data (kind, name, version, text, sha256, loaded_at)
            values (\(kind), \(file.name), \(file.version), \(file.text),
                encode(sha256(convert_to(\(file.text), 'UTF8')), 'hex'), \(time))
            on conflict do nothing
            """,
            """
            select text = \(file.text) from routing_data
            where (kind, name, version) = (\(kind), \(file.name), \(file.version))
            """,
            Self.activeLabel(file.kind),
        ])
        guard try results[2].decodeFirst(Bool.self) == true else { return .labelTaken }
        let before = try results[3].decodeFirst(String.self)
        if before == file.label { return .already }
        try await sql.execute(
            """
            insert into routing_data_activation (kind, name, version, activated_at, activated_by, before)
            values (\(kind), \(file.name), \(file.version), \(time), \(name), \(before ?? builtIn.label))
            """)
        if file.kind == .county { try await sql.execute(Self.recomputeClocks(at: time)) }
        return .done(before: before ?? builtIn.label)
    }

    /// Stands in place of a clock's kind where what is due when is to be worked out anew.
    public static let recompute = "recompute"

    /// Has what is due when worked out anew in every open case, because the calendars have changed.
    static func recomputeClocks(at time: Date) -> PostgresQuery {
        """
        insert into case_clock (case_id, kind, about, next_at)
        select id, \(recompute), '', \(time) from case_file where place <> 'closed' order by id
        on conflict (case_id) do update set kind = excluded.kind, about = '', next_at = excluded.next_at
        """
    }

    /// The label that counts; no row while the built-in does.
    static func activeLabel(_ kind: RoutingDataKind) -> PostgresQuery {
        """
        select name || '/' || version from routing_data_activation
        where kind = \(kind.rawValue) order by id desc limit 1
        """
    }

    /// The text that counts; `nil` while the built-in does.
    func activeText(_ kind: RoutingDataKind, in sql: some PostgresSession) async throws -> String? {
        try await sql.query(
            """
            select d.text from routing_data d join routing_data_activation a using (kind, name, version)
            where a.kind = \(kind.rawValue) order by a.id desc limit 1
            """
        ).decodeFirst(String.self)
    }
}
