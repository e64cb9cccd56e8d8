import Contracts
import Foundation
import Kafka
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import EventFlow

/// From a committed transaction to everybody's projection, over a real database and a real protocol.
@Suite("From commit to projection", .serialized, .timeLimit(.minutes(3)))
struct FlowTests {
    /// Every (subject, version) once, and versions rising per subject.
    private func expectWhole(_ bench: FlowBench, subjects: Int, each: Int) async throws {
        let rows = try await bench.store.pool.query("select subject, version from seen order by place")
            .decode(UUID.self, Int64.self)
        var last: [UUID: Int64] = [:]
        for (subject, version) in rows {
            #expect(version == last[subject, default: 0] + 1)
            last[subject] = version
        }
        #expect(last.count == subjects)
        #expect(last.values.allSatisfy { $0 == Int64(each) })
    }

    @Test("Events of many aggregates, written at once, arrive once each and in order")
    func arrives() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            try await bench.projecting(SeenProjection()) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<40 { group.addTask { try await bench.append(25, to: UUID()) } }
                    try await group.waitForAll()
                }
                try await bench.until(1000, "select count(*) from seen")
            }
            try await expectWhole(bench, subjects: 40, each: 25)
            try await bench.until(0, "select count(*) from outbox")
        }
    }

    @Test("Of two decisions made on the same version, one is refused and nothing of it stays")
    func versionConflict() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            let subject = UUID()
            try await bench.append(1, to: subject)
            await #expect(throws: VersionConflict(subject: subject)) {
                try await bench.store.transaction { transaction in
                    try await transaction.append(
                        [FlowBench.event(subject, number: 1)], to: subject, key: subject, after: 0, at: Date())
                }
            }
            try await bench.until(1, "select count(*) from event_log")
            try await bench.until(1, "select count(*) from outbox")
        }
    }

    @Test("Fifty writers of one aggregate never leave a gap or a double")
    func contention() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            let subject = UUID()
            try await bench.append(1, to: subject)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 { group.addTask { try await bench.append(1, to: subject) } }
                try await group.waitForAll()
            }
            let loaded = try await bench.store.read(Story.self, subject)
            #expect(loaded.version == 51)
            #expect(loaded.state?.length == 51)
        }
    }

    @Test("A broker that comes back empty is filled again; nothing is missing, nothing is doubled")
    func brokerForgets() async throws {
        try await FlowBench.run { bench, broker in
            try await SeenProjection.createTable(in: bench.store.pool)
            let subjects = (0..<20).map { _ in UUID() }
            try await bench.projecting(SeenProjection()) {
                for subject in subjects { try await bench.append(5, to: subject) }
                try await bench.until(100, "select count(*) from seen")
                broker.stop()
                for subject in subjects { try await bench.append(5, to: subject) }
                try await broker.startAgainEmpty()
                try await bench.until(200, within: .seconds(60), "select count(*) from seen")
                try await bench.until(0, "select count(*) from outbox")
                for subject in subjects { try await bench.append(1, to: subject) }
                try await bench.until(220, "select count(*) from seen")
            }
            try await expectWhole(bench, subjects: 20, each: 11)
            // A reader who comes only now finds the whole story on the new broker.
            try await bench.store.pool.execute("truncate seen, consumer_offset, applied_version")
            try await bench.projecting(SeenProjection()) {
                try await bench.until(220, "select count(*) from seen")
            }
        }
    }

    @Test("A broker that forgets while nothing is being written is noticed all the same")
    func brokerForgetsInSilence() async throws {
        try await FlowBench.run { bench, broker in
            try await bench.append(10, to: UUID())
            try await bench.until(10, "select count(*) from published")
            broker.stop()
            try await broker.startAgainEmpty()
            try await bench.until(1, within: .seconds(60), "select count(*) from relay_partition where epoch = 1")
            try await bench.until(10, "select count(*) from published")
        }
    }

    @Test(
        "A log that is written anew up to the very position, or not quite: what was never seen is seen",
        arguments: [1, 2, 3])
    func brokerForgetsToTheVeryPosition(beyond: Int64) async throws {
        try await FlowBench.run { bench, broker in
            try await SeenProjection.createTable(in: bench.store.pool)
            let subject = UUID()
            try await bench.projecting(SeenProjection()) {
                try await bench.append(5, to: subject)
                try await bench.until(5, "select count(*) from seen")
            }
            broker.stop()
            try await broker.startAgainEmpty()
            // Every partition is in a new epoch once the broker is known to be another one.
            try await bench.until(
                Int(Topic.partitions), within: .seconds(60), "select count(*) from relay_partition where epoch > 0")
            try await bench.append(5, to: subject)
            try await bench.until(0, "select count(*) from outbox")
            // As if some of it had stood in the old log twice: that was as long as the new one, to which nothing comes.
            try await bench.store.pool.execute(
                """
                update consumer_offset c set next_offset = high_water + \(beyond) from relay_partition r
                where r.partition = c.partition and high_water > 0
                """)
            try await bench.projecting(SeenProjection()) {
                try await bench.until(10, within: .seconds(20), "select count(*) from seen")
            }
            try await expectWhole(bench, subjects: 1, each: 10)
        }
    }

    @Test("Bytes that are no event become dead letters, and everything else passes")
    func poison() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let producer = try KafkaProducer(bench.kafka, clientID: "poison", logger: bench.logger)
            let garbage = (0..<Topic.partitions).map {
                ProducerRecord(topic: FlowBench.topic.rawValue, partition: $0, key: [0xFF], value: [1, 2, 3])
            }
            for result in await producer.produce(garbage) { _ = try result.get() }
            await producer.close()
            try await bench.projecting(SeenProjection()) {
                for _ in 0..<20 { try await bench.append(2, to: UUID()) }
                try await bench.until(40, "select count(*) from seen")
                try await bench.until(12, "select count(*) from dead_letter where code = 'missing_header'")
            }
            let letter = try await bench.store.pool.withConnection { try await DeadLetter.list(in: $0) }.first
            #expect(letter?.record.value == [1, 2, 3])
            #expect(letter?.record.key == [0xFF])
        }
    }

    @Test("A refused event holds back its own aggregate only, until an operator replays it")
    func refusedAndReplayed() async throws {
        let mended = Atomic(false)
        let bad = UUID()
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let projection = SeenProjection { event in
                if event.subject == bad, event.version == 2, !mended.load(ordering: .acquiring) {
                    throw ProjectionTrouble.poison(code: "test", words: "not this one")
                }
            }
            try await bench.projecting(projection) {
                try await bench.append(5, to: bad)
                try await bench.append(5, to: UUID())
                try await bench.until(6, "select count(*) from seen")
                try await bench.until(3, "select count(*) from parked_event")
                let letters = try await bench.store.pool.withConnection { try await DeadLetter.list(in: $0) }
                let letter = try #require(letters.first)
                #expect(letters.count == 1)
                #expect(letter.subject == bad && letter.version == 2 && letter.code == "test")

                // Replayed before the cause is mended: it waits again.
                try await request(.replay, letter, bench)
                try await bench.until(1, "select count(*) from dead_letter where state = 'waiting' and attempts = 2")
                mended.store(true, ordering: .releasing)
                try await request(.replay, letter, bench)
                try await bench.until(10, "select count(*) from seen")
                try await bench.until(0, "select count(*) from parked_event")
                try await bench.until(1, "select count(*) from dead_letter where state = 'replayed'")
            }
            try await expectWhole(bench, subjects: 2, each: 5)
        }
    }

    @Test("A discarded event is passed over, and what waited behind it goes on")
    func discarded() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let bad = UUID()
            let projection = SeenProjection { event in
                if event.version == 1 { throw ProjectionTrouble.poison(code: "test", words: "never") }
            }
            try await bench.projecting(projection) {
                try await bench.append(3, to: bad)
                try await bench.until(2, "select count(*) from parked_event")
                let letters = try await bench.store.pool.withConnection { try await DeadLetter.list(in: $0) }
                try await request(.discard, try #require(letters.first), bench)
                try await bench.until(2, "select count(*) from seen where version > 1")
                try await bench.until(1, "select count(*) from dead_letter where state = 'discarded'")
            }
        }
    }

    private func request(_ wish: DeadLetter.Wish, _ letter: DeadLetter, _ bench: FlowBench) async throws {
        let asked = try await bench.store.pool.withConnection {
            try await DeadLetter.request(wish, for: letter.id, by: "tests", in: $0)
        }
        #expect(asked)
    }

    @Test("What cannot be applied yet is parked with all that follows, and applied when it can be")
    func notYet() async throws {
        let arrived = Atomic(false)
        let early = UUID()
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let projection = SeenProjection { event in
                if event.subject == early, !arrived.load(ordering: .acquiring) {
                    throw ProjectionTrouble.notYet("what it refers to has not arrived")
                }
            }
            try await bench.projecting(projection) {
                try await bench.append(3, to: early)
                try await bench.append(3, to: UUID())
                try await bench.until(3, "select count(*) from seen")
                try await bench.until(3, "select count(*) from parked_event")
                arrived.store(true, ordering: .releasing)
                try await bench.until(6, "select count(*) from seen")
                try await bench.until(0, "select count(*) from parked_event")
            }
            try await expectWhole(bench, subjects: 2, each: 3)
        }
    }

    @Test("What was parked and is then read from the log again leaves nothing behind that waits")
    func parkedAndReadAgain() async throws {
        let arrived = Atomic(false)
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let projection = SeenProjection { _ in
                if !arrived.load(ordering: .acquiring) { throw ProjectionTrouble.notYet("it has not arrived") }
            }
            try await bench.projecting(projection) {
                try await bench.append(3, to: UUID())
                try await bench.until(3, "select count(*) from parked_event")
            }
            arrived.store(true, ordering: .releasing)
            // As when the broker comes back empty: everything is read once more, before another attempt is due.
            _ = try await bench.store.pool.pipeline([
                "update parked_event set next_attempt_at = now() + interval '1 day'",
                "update consumer_offset set next_offset = 0",
            ])
            try await bench.projecting(projection) {
                try await bench.until(3, "select count(*) from seen")
                try await bench.until(0, "select count(*) from parked_event")
            }
            try await expectWhole(bench, subjects: 1, each: 3)
        }
    }

    @Test("A copy that lost its partitions without noticing changes nothing, and finds its place again")
    func fenced() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let subject = UUID()
            try await bench.projecting(SeenProjection()) {
                try await bench.append(5, to: subject)
                try await bench.until(5, "select count(*) from seen")
                // Somebody else has moved the offsets: back to the beginning of every partition.
                try await bench.store.pool.execute("update consumer_offset set next_offset = 0")
                try await bench.append(5, to: subject)
                try await bench.until(10, "select count(*) from seen")
            }
            try await expectWhole(bench, subjects: 1, each: 10)
        }
    }

    @Test("A topic refilled from the log repeats nothing to those who have seen it")
    func refill() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let subject = UUID()
            try await bench.projecting(SeenProjection()) {
                try await bench.append(5, to: subject)
                try await bench.until(5, "select count(*) from seen")
                let count = try await bench.store.pool.withTransaction { try await Refill.start(in: $0) }
                #expect(count == 5)
                bench.store.relaySignal.raise()
                try await bench.until(0, "select count(*) from outbox")
                try await bench.append(1, to: subject)
                try await bench.until(6, "select count(*) from seen")
            }
            try await expectWhole(bench, subjects: 1, each: 6)
        }
    }

    @Test("Two relays share the work; order per key is kept")
    func twoRelays() async throws {
        try await FlowBench.run { bench, _ in
            try await SeenProjection.createTable(in: bench.store.pool)
            let second = try bench.relay()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await second.run() }
                try await bench.projecting(SeenProjection()) {
                    try await withThrowingTaskGroup(of: Void.self) { writers in
                        for _ in 0..<20 { writers.addTask { try await bench.append(20, to: UUID()) } }
                        try await writers.waitForAll()
                    }
                    try await bench.until(400, "select count(*) from seen")
                }
                group.cancelAll()
                while let result = await group.nextResult() { _ = result }
            }
            try await expectWhole(bench, subjects: 20, each: 20)
            try await bench.until(0, "select count(*) from parked_event")
        }
    }
}
