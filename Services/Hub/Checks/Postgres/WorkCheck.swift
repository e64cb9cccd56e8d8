import Postgres

/// A table of the check's own, and what the services would do with it.
struct WorkCheck: Sendable {
    static let rows = 1000
    static let statements = 200

    /// The table, quoted, with its schema.
    let table: String
    /// The statement that takes it away again.
    let removal: String

    /// Makes the table: in a schema of its own, or else in the role's own schema; `nil` where it may do neither.
    static func make(_ name: String, for user: String, _ session: some PostgresSession) async throws -> WorkCheck? {
        let schema = DatabaseSetup.quoted(user)
        let places = [
            ("create schema \(name);", WorkCheck(table: "\(name).work", removal: "drop schema \(name) cascade;")),
            ("", WorkCheck(table: "\(schema).\(name)", removal: "drop table \(schema).\(name);")),
        ]
        for (preparation, place) in places {
            do {
                try await session.executeScript(
                    """
                    \(preparation)
                    create table \(place.table) (id int primary key, place int unique deferrable initially deferred);
                    """)
                return place
            } catch let error as PostgresError where error.kind == .permission || error.sqlState == "3F000" {
                continue
            }
        }
        return nil
    }

    func play(
        _ one: PostgresConnection, _ two: PostgresConnection
    ) async throws -> WorkJudgement.WorkStory {
        var story = WorkJudgement.WorkStory()
        story.copied = try await one.copyIn(
            "copy \(table) (id, place) from stdin", rows: (1...Self.rows).map { [String($0), String($0)] })
        story.pipelined = try await one.pipeline(
            (1...Self.statements).map { id in
                "update \(unescaped: table) set place = place where id = \(id) returning id"
            }
        ).reduce(0) { $0 + $1.count }
        story.locked = try await one.withTransaction { first in
            let mine = try await lockNext(first)
            return try await two.withTransaction { second in [mine, try await lockNext(second)].compactMap { $0 } }
        }
        story.deferredKept = try await isAccepted(
            one, "update \(table) set place = case id when 1 then 2 else 1 end where id in (1, 2)")
        story.deferredRefused = try await !isAccepted(one, "update \(table) set place = 1 where id = 3")
        return story
    }

    private func lockNext(_ session: some PostgresSession) async throws -> Int? {
        try await session.query(
            "select id::bigint from \(unescaped: table) order by id limit 1 for update skip locked"
        ).decodeFirst(Int.self)
    }

    /// Whether the change stands: the statement itself always does, and a deferred rule speaks at commit.
    private func isAccepted(_ connection: PostgresConnection, _ statement: String) async throws -> Bool {
        do {
            try await connection.withTransaction { try await $0.execute(PostgresQuery(unescaped: statement)) }
            return true
        } catch let error as PostgresError where error.isUniqueViolation() {
            return false
        }
    }
}
