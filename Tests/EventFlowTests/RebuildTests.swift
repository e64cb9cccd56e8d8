import Contracts
import Foundation
import Kafka
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import EventFlow

/// Every projection can be thrown away and filled again while it serves.
@Suite("Rebuilding", .serialized, .timeLimit(.minutes(3)))
struct RebuildTests {
    @Test("A read model filled anew while events go on is the same to the row, and goes on from there")
    func readModel() async throws {
        try await FlowBench.run { bench, _ in
            try await Tally.createTable(in: bench.store.pool)
            try await bench.rebuilding([Tally()]) {
                try await bench.projecting(Tally()) {
                    let subjects = (0..<30).map { _ in UUID() }
                    for subject in subjects { try await bench.append(4, to: subject) }
                    try await bench.until(120, "select coalesce(sum(length), 0)::bigint from tally")
                    let before = try await bench.tableID("tally")
                    let id = try await bench.askForRebuild("tally")
                    // Writing goes on meanwhile.
                    for subject in subjects { try await bench.append(2, to: subject) }
                    try await bench.expectEnd(of: id, .swapped)
                    #expect(try await bench.tableID("tally") != before)
                    for subject in subjects { try await bench.append(1, to: subject) }
                    try await bench.until(210, "select coalesce(sum(length), 0)::bigint from tally")
                    try await bench.until(30, "select count(*) from tally where length = 7 and sum_of_versions = 28")
                }
            }
            try await bench.until(0, "select count(*) from applied_version where consumer like '%~rebuild'")
            try await bench.until(0, "select count(*) from consumer_offset where consumer like '%~rebuild'")
            // The names by which migrations know them are kept.
            try await bench.until(
                2,
                "select count(*) from pg_indexes where schemaname = 'flow' and indexname in ('tally_pkey', 'tally_by_length')"
            )
        }
    }

    @Test("A view of the log filled anew while its aggregates change is the same to the row")
    func view() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            try await StoryList.createTable(in: bench.store.pool)
            let subjects = (0..<700).map { _ in UUID() }
            try await bench.tell(subjects, times: 2)
            try await bench.rebuilding([], [StoryList()]) {
                // Somebody has spoilt the table: only a rebuild can know better.
                try await bench.store.pool.execute("update story_list set length = 99")
                let id = try await bench.askForRebuild("story-list")
                try await bench.tell(Array(subjects.prefix(100)), times: 3)
                try await bench.expectEnd(of: id, .swapped)
                try await bench.tell(Array(subjects.prefix(10)), times: 1)
            }
            try await bench.until(700, "select count(*) from story_list")
            try await bench.until(600, "select count(*) from story_list where length = 2")
            try await bench.until(90, "select count(*) from story_list where length = 5")
            try await bench.until(10, "select count(*) from story_list where length = 6")
        }
    }

    @Test("When the topics have lost their beginning, nothing is swapped, and the operator is told what to do")
    func incomplete() async throws {
        try await FlowBench.run(relaying: false) { bench, broker in
            try await Tally.createTable(in: bench.store.pool)
            let subject = UUID()
            try await bench.whileRelaying {
                try await bench.projecting(Tally()) {
                    try await bench.append(3, to: subject)
                    try await bench.until(3, "select coalesce(sum(length), 0)::bigint from tally")
                }
            }
            // A broker that is empty, with nobody to notice: as if the log had expired.
            broker.stop()
            try await broker.startAgainEmpty()
            try await bench.store.pool.execute("update consumer_offset set next_offset = 0")
            try await bench.rebuilding([Tally()]) {
                let before = try await bench.tableID("tally")
                let id = try await bench.askForRebuild("tally")
                try await bench.expectEnd(of: id, .failed)
                let rebuild = try await bench.store.pool.withConnection { try await Rebuild.find(id, in: $0) }
                #expect(rebuild?.failure?.code == "topics_incomplete")
                #expect(rebuild?.failure?.words.contains("hub refill") == true)
                #expect(try await bench.tableID("tally") == before)
                try await bench.until(3, "select coalesce(sum(length), 0)::bigint from tally")
                // Nothing of the attempt stays.
                try await bench.until(0, "select count(*) from applied_version where consumer like '%~rebuild'")
                try await bench.until(0, "select count(*) from pg_tables where schemaname = 'flow_rebuild'")
            }
        }
    }

    @Test(
        "A log written anew, which the serving one has not gone back to yet: it is no gap, and is read to where it tells all",
        .enabled(if: TestBroker.isEmbedded, "a broker that keeps its topics is not written anew"))
    func writtenAnew() async throws {
        // More attempts, each later than the one before, than the rebuild looks at the positions meanwhile.
        let attempts = Atomic(0)
        let slow = Tally { event in
            if attempts.add(1, ordering: .relaxed).newValue < 8 { throw VersionConflict(subject: event.subject) }
        }
        try await FlowBench.run(relaying: false) { bench, broker in
            try await Tally.createTable(in: bench.store.pool)
            let subject = UUID()
            try await bench.whileRelaying {
                try await bench.projecting(Tally()) {
                    try await bench.append(3, to: subject)
                    try await bench.until(3, "select coalesce(sum(length), 0)::bigint from tally")
                }
            }
            broker.stop()
            try await broker.startAgainEmpty()
            try await bench.append(1, to: subject)
            try await bench.whileRelaying {
                try await bench.until(0, "select count(*) from outbox")
            }
            try await bench.rebuilding([slow]) {
                try await bench.expectEnd(of: try await bench.askForRebuild("tally"), .swapped)
            }
            try await bench.until(4, "select coalesce(sum(length), 0)::bigint from tally")
        }
    }

    @Test("What an operator passed over is passed over again, and what was refused and is taken now is no dead letter")
    func letters() async throws {
        let mended = Atomic(false)
        let (discarded, refused) = (UUID(), UUID())
        let tally = Tally { event in
            if event.subject == discarded, event.version == 2 {
                throw ProjectionTrouble.poison(code: "test", words: "never")
            }
            if event.subject == refused, event.version == 2, !mended.load(ordering: .acquiring) {
                throw ProjectionTrouble.poison(code: "test", words: "not yet understood")
            }
        }
        try await FlowBench.run { bench, _ in
            try await Tally.createTable(in: bench.store.pool)
            try await bench.rebuilding([tally]) {
                try await bench.projecting(tally) {
                    try await bench.append(3, to: discarded)
                    try await bench.append(3, to: refused)
                    try await bench.until(2, "select count(*) from dead_letter where state = 'waiting'")
                    try await bench.store.pool.execute(
                        "update dead_letter set state = 'discard_requested' where subject = \(discarded)")
                    try await bench.until(
                        2, "select coalesce(sum(length), 0)::bigint from tally where subject = \(discarded)")
                    mended.store(true, ordering: .releasing)
                    try await bench.expectEnd(of: try await bench.askForRebuild("tally"), .swapped)
                    try await bench.until(
                        3, "select coalesce(sum(length), 0)::bigint from tally where subject = \(refused)")
                    try await bench.until(
                        2, "select coalesce(sum(length), 0)::bigint from tally where subject = \(discarded)")
                    try await bench.until(0, "select count(*) from dead_letter where state = 'waiting'")
                    try await bench.until(0, "select count(*) from parked_event")
                }
            }
        }
    }

    @Test("One at a time; and one that is given up leaves everything as it was")
    func givenUp() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            try await StoryList.createTable(in: bench.store.pool)
            let id = try await bench.askForRebuild("story-list")
            let second = try await bench.store.pool.withConnection {
                try await Rebuild.request("story-list", by: "tests", in: $0)
            }
            #expect(second == nil)
            let isCancelled = try await bench.store.pool.withConnection { try await Rebuild.cancel(id, in: $0) }
            #expect(isCancelled)
            let before = try await bench.tableID("story_list")
            try await bench.rebuilding([], [StoryList()]) { try await bench.expectEnd(of: id, .cancelled) }
            #expect(try await bench.tableID("story_list") == before)
        }
    }

    @Test("A table that has what cannot be had twice is refused in words")
    func foreignKey() async throws {
        try await FlowBench.run(relaying: false) { bench, _ in
            try await StoryList.createTable(in: bench.store.pool)
            try await bench.store.pool.execute("create table other (subject uuid primary key)")
            try await bench.store.pool.execute("alter table story_list add foreign key (subject) references other")
            try await bench.rebuilding([], [StoryList()]) {
                let id = try await bench.askForRebuild("story-list")
                try await bench.expectEnd(of: id, .failed)
                let rebuild = try await bench.store.pool.withConnection { try await Rebuild.find(id, in: $0) }
                #expect(rebuild?.failure?.code == "foreign_key")
            }
        }
    }
}

/// Counts the events of each aggregate.
struct Tally: ReadModel {
    let name = "tally"
    let topics = [FlowBench.topic]
    let tables = ["tally"]
    let refusal: @Sendable (ReceivedEvent) throws -> Void

    init(refusing refusal: @escaping @Sendable (ReceivedEvent) throws -> Void = { _ in }) { self.refusal = refusal }

    static func createTable(in pool: PostgresPool) async throws {
        try await pool.execute(
            """
            create table tally (
                subject uuid primary key, length bigint not null default 0,
                sum_of_versions bigint not null check (sum_of_versions > 0))
            """)
        try await pool.execute("create index tally_by_length on tally (length)")
    }

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        for event in events { try refusal(event) }
        _ = try await transaction.sql.pipeline(
            events.map { event in
                """
                insert into tally (subject, length, sum_of_versions) values (\(event.subject), 1, \(event.version))
                on conflict (subject) do update
                set length = tally.length + 1, sum_of_versions = tally.sum_of_versions + excluded.sum_of_versions
                """
            })
    }
}

/// How long each story is, written with its events.
struct StoryList: LogView {
    let name = "story-list"
    let tables = ["story_list"]

    static func createTable(in pool: PostgresPool) async throws {
        try await pool.execute("create table story_list (subject uuid primary key, length bigint not null)")
    }

    func rows(
        _ events: [NotificationEvent], to subject: UUID, key: UUID, _ before: Loaded<Story>, at time: Date
    ) -> [PostgresQuery] {
        let length = (before.state?.length ?? 0) + events.count
        return [
            """
            insert into story_list (subject, length) values (\(subject), \(length))
            on conflict (subject) do update set length = excluded.length
            """
        ]
    }
}

extension FlowBench {
    /// Runs `body` while rebuilds are carried out.
    func rebuilding(
        _ models: [any Projection], _ views: [any LogView] = [], _ body: @Sendable () async throws -> Void
    ) async throws {
        let (database, logger) = (database, logger)
        let rebuilder = Rebuilder(
            projections: models, views: views, pool: store.pool,
            makePool: { searchPath in
                try database.pool(Rebuilder.connections, schema: searchPath)
            }, kafka: kafka, service: "flow-tests", topic: Self.topic, logger: logger)
        try await running({ try await rebuilder.run() }, body)
    }

    func whileRelaying(_ body: @Sendable () async throws -> Void) async throws {
        let relay = try relay()
        try await running({ try await relay.run() }, body)
    }

    private func running(
        _ service: @escaping @Sendable () async throws -> Void, _ body: @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service() }
            try await body()
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
        }
    }

    func askForRebuild(_ name: String) async throws -> UUID {
        let id = try await store.pool.withConnection { try await Rebuild.request(name, by: "tests", in: $0) }
        return try #require(id)
    }

    func expectEnd(of rebuild: UUID, _ state: Rebuild.State, at location: SourceLocation = #_sourceLocation)
        async throws
    {
        try await until(
            1, within: .seconds(60),
            "select count(*) from rebuild where id = \(rebuild) and state not in ('requested', 'filling')", at: location
        )
        let ended = try await store.pool.withConnection { try await Rebuild.find(rebuild, in: $0) }
        #expect(ended?.state == state, "\(ended?.failure?.words ?? "")", sourceLocation: location)
    }

    /// Which table it is, whatever its name.
    func tableID(_ table: String) async throws -> Int {
        try await store.pool.query("select to_regclass(\(table))::oid::bigint").decodeFirst(Int.self) ?? -1
    }

    /// Appends to stories and shows them in the list.
    func tell(_ subjects: [UUID], times: Int) async throws {
        for subject in subjects {
            for _ in 0..<times {
                try await store.transaction { transaction in
                    let before = try await transaction.load(Story.self, subject)
                    try await transaction.append(
                        [Self.event(subject, number: before.version + 1)], to: subject, key: subject, before,
                        at: Date(),
                        showing: StoryList())
                }
            }
        }
    }
}
