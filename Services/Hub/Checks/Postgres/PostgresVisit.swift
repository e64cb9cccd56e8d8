import FoundationEssentials
import Postgres

/// A look at a PostgreSQL server: what is asked, in which order, and what is left behind.
actor PostgresVisit {
    private let url: String
    private let scratch: String
    private let copies: Int
    private let pool: Int
    private var facts = ServerFacts()
    private var work: WorkCheck?

    /// - Parameter scratch: the name of the schema, or table, that the checks make.
    init(url: String, scratch: String, copies: Int, pool: Int) {
        self.url = url
        self.scratch = scratch
        self.copies = copies
        self.pool = pool
    }

    /// All of them, each after those it rests on.
    nonisolated var checks: [Check] {
        [
            Check(name: "reachable", patience: .seconds(10), isGate: true, ask: reach),
            Check(name: "version") { [await self.judgement.version()] },
            Check(name: "sessions", isGate: true) { [try await self.lookAtSessions()] },
            Check(name: "changes", isGate: true) { [await self.judgement.writing()] },
            Check(name: "durability") { await self.judgement.durability() },
            Check(name: "rights") { [await self.judgement.rights()] },
            Check(name: "encoding") { [await self.judgement.encoding()] },
            Check(name: "timeouts") { await self.judgement.timeouts() },
            Check(name: "connections") { [await self.judgement.connections(copies: self.copies, pool: self.pool)] },
            Check(name: "encryption") { [await self.judgement.encryption()] },
            Check(name: "statements", ask: tryStatements),
            Check(name: "commits") { [try await self.measureCommits()] },
            Check(name: "clock") { [try await self.compareClocks()] },
            Check(name: "disk space") {
                [.unasked("a server does not tell how much is free: watch it on its machine")]
            },
        ]
    }

    /// Removes what the checks made; says what could not be.
    func tidy() async -> [Finding] {
        guard let work else { return [] }
        do {
            let isGone = try await answer(within: .seconds(15)) {
                try await self.with { try await $0.executeScript(work.removal) }
                return true
            }
            return isGone == true ? [] : [.advice("no answer to: \(work.removal)", work.removal)]
        } catch {
            return [.advice("\(scratch) is left: \(Check.words(for: error))", work.removal)]
        }
    }

    private var judgement: ServerJudgement { ServerJudgement(facts: facts) }

    // MARK: Asking

    private func reach() async throws -> [Finding] {
        do {
            let (facts, taken) = try await with { connection in
                let facts = try await ServerFacts.read(connection)
                let started = ContinuousClock.now
                try await connection.executeScript("select 1")
                return (facts, started.duration(to: .now))
            }
            self.facts = facts
            return [.right("\(facts.database) as \(facts.user), answers in \(taken.inMilliseconds) ms")]
        } catch let error as PostgresError {
            return [WorkJudgement.pooler(error) ?? Self.unreachable(error)]
        }
    }

    /// The server's words, and what they mostly mean.
    static func unreachable(_ error: PostgresError) -> Finding {
        let words = error.description
        let hints = [
            (
                "authentication failed",
                "user or password in the URL are not the server's; percent-encode special characters"
            ),
            ("no password supplied", "postgres://user:password@host:port/database, or PGPASSWORD"),
            ("does not exist", "create database …; create role … login; or correct the URL"),
            ("no pg_hba.conf entry", "a line in pg_hba.conf: hostssl DATABASE USER ADDRESS scram-sha-256"),
            ("too many", "connections are short: alter system set max_connections = 200; and restart"),
            ("certificate", "sslrootcert=… in the URL names the authority that signed the server's certificate"),
        ]
        let hint =
            hints.first { words.contains($0.0) }?.1
            ?? "is it running, and are host and port right? pg_isready -h HOST -p PORT"
        return .missing(words, hint)
    }

    private func lookAtSessions() async throws -> Finding {
        do {
            return WorkJudgement.sessions(
                try await with { one in
                    try await self.with { try await SessionCheck(one, $0, mark: self.scratch).play() }
                })
        } catch let error as PostgresError {
            guard let finding = WorkJudgement.pooler(error) else { throw error }
            return finding
        }
    }

    private func tryStatements() async throws -> [Finding] {
        let place = try await with { try await WorkCheck.make(self.scratch, for: await self.facts.user, $0) }
        guard let place else {
            return [.unasked("this role may make no table to try them with: see rights")]
        }
        work = place
        let story = try await with { one in try await self.with { try await place.play(one, $0) } }
        return WorkJudgement.work(story, rows: WorkCheck.rows, statements: WorkCheck.statements)
    }

    /// Commits that leave nothing but a note in the write-ahead log.
    private func measureCommits() async throws -> Finding {
        let taken = try await with { connection in
            var taken: [Duration] = []
            for _ in 0..<50 {
                let started = ContinuousClock.now
                try await connection.execute("select pg_logical_emit_message(true, 'hub check', 'x')")
                taken.append(started.duration(to: .now))
            }
            // The first ones open files and prepare the statement.
            return Array(taken.dropFirst(5))
        }
        let isDurable = !judgement.durability().contains { $0.standing == .missing }
        return WorkJudgement.commits(taken, isDurable: isDurable)
    }

    private func compareClocks() async throws -> Finding {
        let (before, theirs, after) = try await with { connection in
            _ = try await connection.query("select clock_timestamp()")
            let before = Date()
            let theirs = try await connection.query("select clock_timestamp()").decodeFirst(Date.self)
            return (before, theirs, Date())
        }
        guard let theirs else { return .unasked("the server does not tell the time") }
        let half = after.timeIntervalSince(before) / 2
        return DeliveryJudgement.clock(
            .seconds(theirs.timeIntervalSince(before) - half), uncertainty: .seconds(half), whose: "the server's")
    }

    /// Lends a connection of its own, as the services open theirs.
    private nonisolated func with<R: Sendable>(_ body: @Sendable (PostgresConnection) async throws -> R) async throws
        -> R
    {
        let connection = try await PostgresConnection.connect(
            try PostgresConfiguration(
                url: url, applicationName: "hub check", poolSize: 1, acquireTimeout: .seconds(7),
                statementTimeout: .seconds(10)), logger: .operators)
        do {
            let value = try await body(connection)
            await connection.close()
            return value
        } catch {
            await connection.close()
            throw error
        }
    }
}
