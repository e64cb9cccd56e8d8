import Contracts
import FoundationEssentials
import Kafka
import Postgres

/// Fills a read model from its topics, by a projector with offsets of its own, and swaps it in when it is where the
/// serving one is.
struct ModelFilling: Filling {
    let work: RebuildWork
    let model: any ReadModel

    private static let look: Duration = .milliseconds(300)
    /// How long the serving projection is held back for the last few events, before it goes on and they try again.
    private static let patience: Duration = .seconds(5)

    /// The read model under the name its second set of tables goes by.
    private struct Shadow: Projection {
        let model: any ReadModel
        let name: String
        var topics: [Topic] { model.topics }

        func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
            try await model.apply(events, in: transaction)
        }
    }

    /// The projector that fills, running.
    private struct Run {
        let task: Task<Void, any Error>

        func end() async {
            task.cancel()
            _ = await task.result
        }
    }

    func fill() async throws {
        let producer = try KafkaProducer(
            work.surroundings.kafka, clientID: "\(work.surroundings.service).\(work.consumer)", logger: work.logger)
        let run = start()
        do {
            var isSwapped = false
            while !isSwapped {
                try await Task.sleep(for: Self.look)
                let progress = try await progress(producer)
                try await work.note(done: progress.done, of: progress.total)
                if try await isCaughtUp(in: work.surroundings.pool) { isSwapped = try await swap(run) }
            }
        } catch {
            await run.end()
            await producer.close()
            throw error
        }
        await producer.close()
    }

    private func start() -> Run {
        let surroundings = work.surroundings
        let projector = Projector(
            Shadow(model: model, name: work.consumer), store: EventStore(pool: work.shadowPool),
            kafka: surroundings.kafka, service: surroundings.service, logger: work.logger)
        return Run(task: Task { try await projector.run() })
    }

    /// What an operator passed over once is passed over again.
    private func followDiscards() async throws {
        try await work.surroundings.pool.execute(
            """
            update dead_letter new set state = \(DeadLetter.Wish.discard.rawValue), acted_by = old.acted_by, acted_at = now()
            from dead_letter old
            where new.consumer = \(work.consumer) and new.state = 'waiting' and old.consumer = \(model.name)
                and old.state = 'discarded' and old.topic = new.topic and old.subject = new.subject
                and old.version = new.version
            """)
    }

    private func progress(_ producer: KafkaProducer) async throws -> (done: Int64, total: Int64) {
        var (done, total): (Int64, Int64) = (0, 0)
        let positions = try await positions(of: work.consumer, in: work.surroundings.pool)
        for topic in model.topics {
            let ends = try await producer.watermarks(
                topic: topic.rawValue, partitions: Array(0..<Topic.partitions), timeout: .seconds(5))
            for (partition, (low, high)) in ends {
                let next = positions[TopicPartition(topic: topic.rawValue, partition: partition)]?.nextOffset ?? 0
                total += high - low
                done += min(max(0, next - low), high - low)
            }
        }
        return (done, total)
    }

    private func positions(
        of consumer: String, in sql: PostgresPool
    ) async throws -> [TopicPartition: Position] {
        try Self.positions(
            try await sql.query(
                "select topic, partition, next_offset, epoch from consumer_offset where consumer = \(consumer)"))
    }

    private static func positions(_ rows: PostgresRows) throws -> [TopicPartition: Position] {
        Dictionary(
            uniqueKeysWithValues: try rows.decode(String.self, Int32.self, Int64.self, Int32.self).map {
                (TopicPartition(topic: $0.0, partition: $0.1), Position(nextOffset: $0.2, epoch: $0.3))
            })
    }

    /// Whether the filling one has read all that the serving one has.
    private func isCaughtUp(in pool: PostgresPool) async throws -> Bool {
        let serving = try await positions(of: model.name, in: pool)
        guard try await hasReached(serving) else { return false }
        // Only now is everything refused that will be.
        try await followDiscards()
        return try await hasSettled()
    }

    /// Whether nothing stands in the filling one's way that its attic is about to clear.
    private func hasSettled() async throws -> Bool {
        let open = try await work.surroundings.pool.query(
            "select count(*) from dead_letter where consumer = \(work.consumer) and state = \(DeadLetter.Wish.discard.rawValue)"
        ).decodeFirst(Int.self)
        return open == 0
    }

    private func hasReached(_ serving: [TopicPartition: Position]) async throws -> Bool {
        let filling = try await positions(of: work.consumer, in: work.surroundings.pool)
        return serving.allSatisfy { place, goal in
            let reached = filling[place] ?? Position(nextOffset: 0, epoch: 0)
            return (reached.epoch, reached.nextOffset) >= (goal.epoch, goal.nextOffset)
        }
    }

    /// Whether the filling one reads a log that was written anew and that the serving one has not met: it may have gone back
    /// to its cut just now, and then has yet to read what the serving one has, however far its position seems.
    private func isInNewerEpoch(than serving: [TopicPartition: Position]) async throws -> Bool {
        let filling = try await positions(of: work.consumer, in: work.surroundings.pool)
        return serving.contains { place, goal in (filling[place]?.epoch ?? 0) > goal.epoch }
    }

    /// Holds the serving projection back by its positions, lets the filling one come level, and puts it in its place.
    /// - Returns: false when it did not come level in time; the serving one goes on, and so does the filling one.
    private func swap(_ run: Run) async throws -> Bool {
        try await work.shadowPool.withConnection { try await work.shadowTables.analyze(in: $0) }
        do {
            return try await work.shadowPool.withTransaction { sql in
                try await sql.execute("set local lock_timeout = '5s'")
                let serving = try Self.positions(
                    try await sql.query(
                        """
                        select topic, partition, next_offset, epoch from consumer_offset
                        where consumer = \(model.name) order by topic, partition for update
                        """))
                let deadline = ContinuousClock.now + Self.patience
                while try await !hasReached(serving) {
                    guard ContinuousClock.now < deadline else { return false }
                    try await Task.sleep(for: .milliseconds(20))
                }
                try await followDiscards()
                guard try await hasSettled() else { return false }
                guard try await hasAll(of: serving, in: sql) else { return false }
                await run.end()
                _ = try await sql.pipeline(takeOver)
                try await work.swap(in: sql)
                return true
            }
        } catch let error as PostgresError where error.kind == .lockTimeout {
            return false
        }
    }

    /// Whether every aggregate is at least as far as it is in the tables that serve. Throws when it never will be.
    private func hasAll(
        of serving: [TopicPartition: Position], in sql: PostgresTransaction
    ) async throws -> Bool {
        let missing =
            try await sql.query(
                """
                select count(*) from applied_version old
                left join applied_version new
                    on new.consumer = \(work.consumer) and new.topic = old.topic and new.subject = old.subject
                where old.consumer = \(model.name) and old.version > coalesce(new.version, 0)
                """
            ).decodeFirst(Int.self) ?? 0
        if missing == 0 { return true }
        if try await isInNewerEpoch(than: serving) { return false }
        throw try await failure(missing: missing, in: sql)
    }

    /// Why there is something missing where all was read.
    private func failure(missing: Int, in sql: PostgresTransaction) async throws -> Rebuild.Failure {
        let refused = try await sql.query(
            "select code, count(*) over () from dead_letter where consumer = \(work.consumer) and state = 'waiting' limit 1"
        ).decodeFirst(String.self, Int.self)
        if let (code, count) = refused {
            return Rebuild.Failure(
                code: "events_refused",
                words: "\(count) events that were applied once are refused now (\(code)). This version of the service "
                    + "cannot read its own past: that has to be mended first.")
        }
        return Rebuild.Failure(
            code: "topics_incomplete",
            words:
                "The topics no longer hold everything: of \(missing) aggregates, events are missing. Fill the topics "
                + "again with `hub refill` (\(model.topics.map(\.rawValue).joined(separator: ", "))), then ask again.")
    }

    /// What was known of the filling one is known of the serving one from now on.
    private var takeOver: [PostgresQuery] {
        let (old, new) = (model.name, work.consumer)
        return [
            """
            insert into consumer_offset (consumer, topic, partition, next_offset, epoch)
            select \(old), topic, partition, next_offset, epoch from consumer_offset where consumer = \(new)
            on conflict (consumer, topic, partition) do update
            set next_offset = excluded.next_offset, epoch = excluded.epoch
            """,
            """
            insert into applied_version (consumer, topic, subject, version)
            select \(old), new.topic, new.subject, new.version from applied_version new
            left join applied_version old
                on old.consumer = \(old) and old.topic = new.topic and old.subject = new.subject
            where new.consumer = \(new) and new.version > coalesce(old.version, 0)
            on conflict (consumer, topic, subject) do update set version = excluded.version
            """,
            "delete from parked_event where consumer = \(old)",
            "update parked_event set consumer = \(old) where consumer = \(new)",
            // What both refused keeps its old letter.
            """
            delete from dead_letter new using dead_letter old
            where new.consumer = \(new) and old.consumer = \(old) and new.topic = old.topic
                and (new.subject = old.subject and new.version = old.version
                    or new.subject is null and old.subject is null and new.partition = old.partition
                        and new."offset" = old."offset")
            """,
            // What the new one took is no dead letter any more.
            """
            update dead_letter old set state = 'replayed', acted_by = 'rebuild', acted_at = now()
            from applied_version new
            where old.consumer = \(old) and old.state in ('waiting', 'replay_requested') and new.consumer = \(new)
                and new.topic = old.topic and new.subject = old.subject and new.version >= old.version
            """,
            "update dead_letter set consumer = \(old) where consumer = \(new)",
        ]
    }
}
