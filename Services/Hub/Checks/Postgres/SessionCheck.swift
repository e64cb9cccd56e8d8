import Postgres

/// Two sessions at once: whether the first keeps what is its own while the second is busy.
///
/// A pooler that lends transactions gives the second the first one's server process, and the first another.
struct SessionCheck {
    private let one: PostgresConnection
    private let two: PostgresConnection
    private let mark: String

    init(_ one: PostgresConnection, _ two: PostgresConnection, mark: String) {
        self.one = one
        self.two = two
        self.mark = mark
    }

    func play() async throws -> WorkJudgement.SessionStory {
        let before = try await backend()
        try await one.executeScript("set hub_check.mark = 'here'; listen \(mark)")
        try await one.execute("select pg_advisory_lock(hashtextextended(\(mark), 0))")
        _ = try await prepared()
        return try await two.withTransaction { busy in
            _ = try await busy.query("select pg_backend_pid()")
            return try await look(before)
        }
    }

    private func look(_ before: Int32?) async throws -> WorkJudgement.SessionStory {
        var story = WorkJudgement.SessionStory()
        story.sameBackend = try await backend() == before
        let row = try await one.query(
            """
            select coalesce(current_setting('hub_check.mark', true), ''), current_setting('TimeZone'),
                exists (select from pg_listening_channels() channel where channel = \(mark)::text)
            """
        ).decodeFirst(String.self, String.self, Bool.self)
        story.settingsKept = row?.0 == "here"
        story.timeZone = row?.1 ?? ""
        story.listeningKept = row?.2 ?? false
        do {
            story.preparedKept = try await prepared() == 2
        } catch let error as PostgresError where WorkJudgement.pooler(error) != nil {
            story.preparedKept = false
        }
        // False, and a warning nobody sees, where the lock is another session's.
        story.lockKept =
            try await one.query("select pg_advisory_unlock(hashtextextended(\(mark), 0))").decodeFirst(Bool.self)
            == true
        return story
    }

    private func backend() async throws -> Int32? {
        try await one.withTransaction { try await $0.query("select pg_backend_pid()").decodeFirst(Int32.self) }
    }

    /// The second time it runs prepared.
    private func prepared() async throws -> Int? {
        _ = try await one.query("select \(1) + 1")
        return try await one.query("select \(1) + 1").decodeFirst(Int.self)
    }
}
