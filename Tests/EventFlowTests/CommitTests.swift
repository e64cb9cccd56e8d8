import Contracts
import Foundation
import Postgres
import TestSupport
import Testing

@testable import EventFlow

/// What a commit waits for, and what follows it.
@Suite("The commit of a batch", .timeLimit(.minutes(2)))
struct CommitTests {
    /// Hears everything and does nothing.
    private struct Indifferent: Reaction {
        let name = "indifferent"
        let topics = [FlowBench.topic]

        func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {}
    }

    /// Writes down, at each commit that moves a position, whether it waits for the disk.
    private static func watchCommits(in pool: PostgresPool) async throws {
        try await pool.withConnection { connection in
            try await connection.executeScript(
                """
                create table commit_seen (consumer text, waits text);
                create function see_commit() returns trigger language plpgsql as $$ begin
                    insert into commit_seen values (new.consumer, current_setting('synchronous_commit'));
                    return null;
                end $$;
                create constraint trigger see_commit after update on consumer_offset deferrable initially deferred
                    for each row execute function see_commit();
                """)
        }
    }

    @Test("What is found again in the log is not waited for; what a reaction writes is on disk before the next step")
    func waitsForTheDisk() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            try await Tally.createTable(in: bench.store.pool)
            try await Self.watchCommits(in: bench.store.pool)
            try await bench.append(1, to: UUID())
            let projections: [any Projection] = [SeenProjection(), Tally(), Indifferent()]
            for projection in projections {
                try await bench.projecting(projection) {
                    try await bench.until(
                        1, "select count(distinct consumer) from commit_seen where consumer = \(projection.name)")
                }
            }
            let seen = try await bench.store.pool.query(
                "select distinct consumer, waits from commit_seen order by 1, 2"
            )
            .decode(String.self, String.self)
            #expect(seen.map { "\($0.0) \($0.1)" } == ["indifferent off", "seen on", "tally off"])
        }
    }

    @Test("Who waits for what a transaction writes is woken when it is there, and not at all when it is undone")
    func afterCommit() async throws {
        struct Undone: Error {}
        try await FlowBench.run(relaying: false) { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let (woken, writing) = (Signal(), Signal())
            let waiting = Task {
                writing.raise()
                await woken.wait(atMost: .seconds(30))
                return try await bench.store.pool.query("select count(*) from seen").decodeFirst(Int.self)
            }
            await writing.wait(atMost: .seconds(30))
            await #expect(throws: Undone.self) {
                try await bench.store.transaction { transaction in
                    transaction.afterCommit { woken.raise() }
                    throw Undone()
                }
            }
            try await bench.store.transaction { transaction in
                transaction.afterCommit { woken.raise() }
                try await transaction.sql.execute("insert into seen (subject, version) values (\(UUID()), 1)")
                // Long enough for somebody who was woken too early to look and to find nothing.
                try await transaction.sql.execute("select pg_sleep(0.2)")
            }
            #expect(try await waiting.value == 1)
        }
    }
}
