import Contracts
public import FoundationEssentials
public import Postgres

/// A wish to fill a projection's tables anew, and what became of it. ``Rebuilder`` carries it out.
public struct Rebuild: Sendable {
    /// How far it has come.
    public enum State: String, Sendable {
        /// Nobody has begun.
        case requested
        /// New tables fill beside those that serve.
        case filling
        /// The new tables serve.
        case swapped
        /// The operator gave it up; nothing has changed.
        case cancelled
        /// It could not be finished; nothing has changed.
        case failed

        /// Whether nothing more will come of it.
        public var isOver: Bool { self != .requested && self != .filling }
    }

    /// Why a rebuild came to nothing.
    public struct Failure: Error, Sendable, Equatable {
        /// For machines.
        public let code: String
        /// For the operator: what is the matter and what to do. No personal detail.
        public let words: String
    }

    /// What an operator names it by.
    public let id: UUID
    /// Whose tables are to be filled.
    public let projection: String
    /// How far it had come when it was read.
    public let state: State
    /// The operator who asked.
    public let requestedBy: String
    /// When they asked.
    public let requestedAt: Date
    /// When the service began; `nil` until then.
    public let startedAt: Date?
    /// When it was over, whatever came of it; `nil` until then.
    public let finishedAt: Date?
    /// The operator has thought better of it, and the service has not noticed yet.
    public let isUnwanted: Bool
    /// About how much there is to read: events, or aggregates for a view of the log. Grows while it is read.
    public let total: Int64
    /// How much of it is read.
    public let done: Int64
    /// Set when it failed.
    public let failure: Failure?

    /// Asks for a rebuild. The service begins within a few seconds, if it runs.
    /// - Returns: its id, or `nil` when one of the same projection is under way.
    public static func request(
        _ projection: String, by operatorName: String, in sql: some PostgresSession
    ) async throws -> UUID? {
        let id = UUID.v7(at: Date())
        let inserted = try await sql.execute(
            """
            insert into rebuild (id, projection, requested_by) values (\(id), \(projection), \(operatorName))
            on conflict do nothing
            """)
        return inserted == 1 ? id : nil
    }

    /// Gives up a rebuild under way. Returns false when it is over already.
    public static func cancel(_ id: UUID, in sql: some PostgresSession) async throws -> Bool {
        try await sql.execute(
            "update rebuild set is_unwanted = true where id = \(id) and state in ('requested', 'filling')") == 1
    }

    /// One rebuild.
    public static func find(_ id: UUID, in sql: some PostgresSession) async throws -> Rebuild? {
        try await sql.query("\(unescaped: columns) where id = \(id)").map(Rebuild.init).first
    }

    /// The rebuilds of a service, newest first.
    public static func list(limit: Int = 50, in sql: some PostgresSession) async throws -> [Rebuild] {
        try await sql.query("\(unescaped: columns) order by requested_at desc limit \(limit)").map(Rebuild.init)
    }

    /// Those under way, oldest first: requested, or begun by a copy that may have died.
    static func underWay(of projections: [String], in sql: some PostgresSession) async throws -> [Rebuild] {
        try await sql.query(
            """
            \(unescaped: columns) where state in ('requested', 'filling') and projection = any(\(projections))
            order by requested_at
            """
        ).map(Rebuild.init)
    }

    private static let columns = """
        select id, projection, state, requested_by, requested_at, started_at, finished_at, is_unwanted, total, done,
            code, words from rebuild
        """

    private init(_ row: PostgresRow) throws {
        id = try row.value("id")
        projection = try row.value("projection")
        state = State(rawValue: try row.value("state")) ?? .failed
        requestedBy = try row.value("requested_by")
        requestedAt = try row.value("requested_at")
        startedAt = try row.value("started_at")
        finishedAt = try row.value("finished_at")
        isUnwanted = try row.value("is_unwanted")
        total = try row.value("total")
        done = try row.value("done")
        let code: String? = try row.value("code")
        failure = code.map { Failure(code: $0, words: (try? row.value("words")) ?? "") }
    }

    // MARK: As it goes

    func begin(in sql: some PostgresSession) async throws {
        try await sql.execute("update rebuild set state = 'filling', started_at = now() where id = \(id)")
    }

    /// Notes how far it has come. Returns whether it is still wanted.
    func note(done: Int64, of total: Int64, in sql: some PostgresSession) async throws -> Bool {
        let rows = try await sql.query(
            """
            update rebuild set done = \(done), total = greatest(\(total), \(done)) where id = \(id)
            returning not is_unwanted
            """)
        return try rows.decodeFirst(Bool.self) ?? false
    }

    /// Ends it, once.
    func end(_ state: State, _ failure: Failure? = nil, in sql: some PostgresSession) async throws -> Bool {
        try await sql.execute(
            """
            update rebuild set state = \(state.rawValue), finished_at = now(), code = \(failure?.code as String?),
                words = \(failure?.words as String?)
            where id = \(id) and state in ('requested', 'filling')
            """) == 1
    }
}

/// A projection of a service, as its database knows it.
public struct ProjectionRecord: Sendable, Equatable {
    /// What there is to fill anew, and from what.
    public enum Kind: String, Sendable {
        /// Decides; there is nothing to fill anew.
        case reaction
        /// Tables derived from topics.
        case readModel = "read_model"
        /// Tables derived from the service's own event log.
        case logView = "log_view"
    }

    /// What its consumer group, its offsets and its rebuilds are called by.
    public let name: String
    /// Whether it can be filled anew.
    public let kind: Kind
    /// Names of the topics it reads.
    public let topics: [String]
    /// The tables it fills; none for a reaction.
    public let tables: [String]

    init(_ projection: any Projection) {
        name = projection.name
        topics = projection.topics.map(\.rawValue)
        kind = projection is any ReadModel ? .readModel : .reaction
        tables = (projection as? any ReadModel)?.tables ?? []
    }

    init(_ view: any LogView) {
        (name, kind, topics, tables) = (view.name, .logView, [], view.tables)
    }

    /// What the service said of itself when it started last.
    public static func list(in sql: some PostgresSession) async throws -> [ProjectionRecord] {
        try await sql.query("select name, kind, topics, tables from projection order by name")
            .decode(String.self, String.self, [String].self, [String].self)
            .map { ProjectionRecord(name: $0.0, kind: Kind(rawValue: $0.1) ?? .reaction, topics: $0.2, tables: $0.3) }
    }

    private init(name: String, kind: Kind, topics: [String], tables: [String]) {
        (self.name, self.kind, self.topics, self.tables) = (name, kind, topics, tables)
    }

    func write() -> PostgresQuery {
        """
        insert into projection (name, kind, topics, tables)
        values (\(name), \(kind.rawValue), \(topics), \(tables))
        on conflict (name) do update set kind = excluded.kind, topics = excluded.topics, tables = excluded.tables
        """
    }
}
