import Postgres

/// What follows from what was tried on a PostgreSQL server.
enum WorkJudgement {
    // MARK: Sessions

    /// What a session still has after its transactions, while another session was busy.
    struct SessionStory: Sendable, Equatable {
        var sameBackend = false
        var settingsKept = false
        var lockKept = false
        var listeningKept = false
        var preparedKept = false
        var timeZone = ""
    }

    static let poolerRemedy = [
        "connect to the server itself, or let the pooler lend whole sessions: pool_mode = session (PgBouncer)",
        "the services keep pools of their own, so a pooler between gains nothing",
    ]

    static func sessions(_ story: SessionStory) -> Finding {
        let lost = [
            ("the server process", story.sameBackend), ("settings", story.settingsKept),
            ("advisory locks", story.lockKept), ("LISTEN", story.listeningKept),
            ("prepared statements", story.preparedKept), ("the time zone", story.timeZone == "UTC"),
        ].filter { !$0.1 }.map(\.0)
        guard !lost.isEmpty else {
            return .right("a session stays one's own: settings, time zone, locks, LISTEN, prepared statements")
        }
        return Finding(
            standing: .missing,
            found:
                "a session does not keep \(lost.listed) from one transaction to the next: a pooler lends transactions",
            remedy: poolerRemedy)
    }

    /// The finding for an error that only a pooler between makes; `nil` for any other.
    static func pooler(_ error: PostgresError) -> Finding? {
        guard error.sqlState == "26000" || error.sqlState == "42P05" else { return nil }
        return Finding(
            standing: .missing,
            found: "prepared statements are mixed up between sessions: a pooler lends transactions",
            remedy: poolerRemedy)
    }

    // MARK: Statements

    /// What the services' ways of working came to.
    struct WorkStory: Sendable, Equatable {
        var copied = 0
        var pipelined = 0
        /// Which row each of two transactions got with `for update skip locked`.
        var locked: [Int] = []
        /// A deferred rule let the commit with everything in order through, and refused the other.
        var deferredKept = false
        var deferredRefused = false
    }

    static func work(_ story: WorkStory, rows: Int, statements: Int) -> [Finding] {
        var findings: [Finding] = []
        if story.copied != rows { findings.append(.missing("COPY took \(story.copied) of \(rows) rows")) }
        if story.pipelined != statements {
            findings.append(
                .missing(
                    "a pipeline answered \(story.pipelined) of \(statements) statements",
                    "a proxy between that does not know libpq's pipeline mode? Connect to the server itself"))
        }
        if story.locked != [1, 2] {
            findings.append(.missing("`for update skip locked` did not pass a locked row by"))
        }
        if !story.deferredKept || !story.deferredRefused {
            findings.append(.missing("a deferred constraint was not checked at commit"))
        }
        return findings.isEmpty
            ? [.right("COPY, pipelines, locks that others pass by, rules checked at commit")] : findings
    }

    /// - Parameter taken: how long each commit took; at least one.
    static func commits(_ taken: [Duration], isDurable: Bool) -> Finding {
        let sorted = taken.sorted()
        guard let worst = sorted.last else { return .unasked("no commit was measured") }
        let median = sorted[sorted.count / 2]
        let rate = Int(1 / max(median.inFractionalSeconds, 0.000_001))
        let words =
            "\(median.inMilliseconds) ms at the median, \(worst.inMilliseconds) ms at worst: one connection "
            + "commits about \(rate) times a second"
        guard isDurable else { return .unasked("\(words), but not durably, see above") }
        if median > .milliseconds(20) {
            return .advice(
                words, "a slow or busy disk under pg_wal, or a far synchronous standby? pg_test_fsync tells")
        }
        return .right(words)
    }
}

extension Duration {
    /// Milliseconds with one decimal, such as `0.4`.
    var inMilliseconds: String { String((inFractionalSeconds * 10_000).rounded() / 10) }
}
