import Contracts
import Foundation
import Kafka
import Postgres
import Testing

@testable import EventFlow

@Suite("Backlog", .timeLimit(.minutes(2)))
struct BacklogTests {
    @Test("Nothing waits at first; what is appended waits in the outbox, with the age of the oldest")
    func outbox() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            #expect(try await read(bench) == Backlog())
            try await bench.append(3, to: UUID())
            try await bench.store.pool.execute(
                "update event_log set occurred_at = now() - interval '90 s' where version = 1")
            let backlog = try await read(bench)
            #expect(backlog.outbox.events == 3)
            #expect((90..<120).contains(backlog.outbox.oldestAge))
        }
    }

    @Test("Beyond the bound nothing is counted: the span of positions tells, and is never too small")
    func bounded() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            let many = Int(Backlog.bound) + 500
            try await bench.store.pool.execute(
                """
                with logged as (
                    insert into event_log (event_id, subject, version, key, partition, type, occurred_at, payload)
                    select gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), 0, 'x', now(), ''
                    from generate_series(1, \(many)) returning position)
                insert into outbox (position, partition) select position, 0 from logged
                """)
            #expect(try await read(bench).outbox.events == Int64(many))
            try await bench.store.pool.execute("delete from outbox where position % 2 = 0 and position > 10")
            let half = try await read(bench).outbox.events
            #expect(half == Int64(many / 2 + 5), "counted again")
        }
    }

    @Test("Parked events and keys and unsettled letters are told by consumer; who has nothing waiting tells 0")
    func waiting() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            let (one, other) = (UUID(), UUID())
            _ = try await bench.store.pool.withTransaction { sql in
                for consumer in ["busy", "idle"] {
                    try await sql.execute(
                        "insert into consumer_offset values (\(consumer), 'notifications', 3, 17, 0)")
                }
                for (subject, version) in [(one, 2), (one, 3), (other, 5)] {
                    try await sql.execute(
                        """
                        insert into parked_event (consumer, topic, subject, version, partition, "offset", headers, reason,
                            parked_at)
                        values ('busy', 'notifications', \(subject), \(Int64(version)), 3, 1, '[]', '',
                            now() - interval '10 s' * \(Int32(version)))
                        """)
                }
                for (state, hours) in [("waiting", 2), ("replay_requested", 1), ("discarded", 9)] {
                    try await sql.execute(
                        """
                        insert into dead_letter (id, consumer, topic, partition, "offset", subject, version, headers, code,
                            words, state, failed_at)
                        values (gen_random_uuid(), 'busy', 'notifications', 3, 1, gen_random_uuid(), 1, '[]', '', '',
                            \(state), now() - interval '1 h' * \(Int32(hours)))
                        """)
                }
            }
            let backlog = try await read(bench)
            let parked = try #require(backlog.parked["busy"])
            #expect(parked.events == 3 && parked.keys == 2)
            #expect((50..<80).contains(parked.oldestAge))
            let letters = try #require(backlog.deadLetters["busy"])
            #expect(letters.events == 2)
            #expect((7200..<7260).contains(letters.oldestAge))
            #expect(backlog.parked["idle"] == .init())
            #expect(backlog.deadLetters["idle"] == .init())
            #expect(backlog.positions[.init(consumer: "idle", topic: "notifications", partition: 3)] == 17)
        }
    }

    private func read(_ bench: FlowBench) async throws -> Backlog {
        try await bench.store.pool.withTransaction(readOnly: true) { try await Backlog.read(in: $0) }
    }
}
