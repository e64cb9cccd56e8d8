import Contracts
import FoundationEssentials
public import Kafka
public import Logging
import Metrics
import Postgres
public import ServiceLifecycle

/// Feeds one projection: takes a batch of one partition and, in one database transaction, moves the stored
/// offset, applies the batch and appends what follows from it.
///
/// The offset in PostgreSQL is the truth. Moving it is a compare-and-set, which also fences a copy that has
/// lost the partition without noticing: its transaction changes nothing.
///
/// Partitions do not wait for each other: one in trouble rests and is tried again while the others go on.
public struct Projector: Service {
    let projection: any Projection
    let store: EventStore
    let kafka: KafkaConfiguration
    let group: String
    let logger: Logger
    let metrics: ProjectorMetrics
    /// Whether it is at work.
    public let status = ProjectorStatus()

    /// How many partitions are worked on at once. Each takes a connection of the pool while it is.
    package static let lanes = 3

    /// - Parameter service: the executable's name, which prefixes the consumer group.
    public init(
        _ projection: any Projection, store: EventStore, kafka: KafkaConfiguration, service: String, logger: Logger
    ) {
        self.projection = projection
        self.store = store
        self.kafka = kafka
        self.group = "\(service).\(projection.name)"
        self.logger = logger
        self.metrics = ProjectorMetrics(consumer: projection.name)
    }

    /// Runs until graceful shutdown or cancellation: the batches in hand are finished or rolled back, then the
    /// consumer leaves its group.
    public func run() async throws {
        let positions = PositionStore(pool: store.pool, consumer: projection.name)
        let consumer = try KafkaConsumer(
            kafka, group: group, topics: projection.topics.map(\.rawValue), clientID: group, logger: logger,
            startOffsets: { topic, partitions in try await positions.load(topic: topic, partitions: partitions) })
        let run = ProjectorRun(projector: self, consumer: consumer, positions: positions)
        let attic = Attic(projection: projection, store: store, logger: logger, metrics: metrics)
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await attic.run(until: run.stopping) }
                for lane in run.lanes { group.addTask { await run.work(lane) } }
                let watch = Task { await run.watchLooksBack() }
                await run.hand(out: consumer.events)
                watch.cancel()
                run.stop()
            }
        } onCancelOrGracefulShutdown: {
            run.stop()
            Task { await consumer.close() }
        }
        await consumer.close()
    }
}

/// One run of a projector: what the consumer brings goes to the lanes, and each lane applies what it is given.
struct ProjectorRun: Sendable {
    let projector: Projector
    let consumer: KafkaConsumer
    let positions: PositionStore
    let lanes = (0..<Projector.lanes).map { _ in Lane() }
    let stopping = StopFlag()

    private var projection: any Projection { projector.projection }
    private var logger: Logger { projector.logger }

    func stop() {
        stopping.stop()
        for lane in lanes { lane.wake() }
    }

    /// Gives each partition's batches to its lane. A partition whose batch is in hand brings no more until it is done:
    /// what waits, waits in the consumer, which bounds it.
    func hand(out events: KafkaConsumerEvents) async {
        for await event in events {
            if stopping.isStopped { return }
            switch event {
            case .assigned:
                projector.status.update { $0.isAssigned = true }
            case .revoked(let places):
                projector.status.update { $0.isAssigned = false }
                for place in places { _ = positions.endLookingBack(topic: place.topic, partition: place.partition) }
                for lane in lanes { lane.drop(places) }
            case .outOfRange(let topic, let partition):
                hand(.outOfRange, of: TopicPartition(topic: topic, partition: partition))
            case .batch(let batch):
                hand(.batch(batch), of: batch.topicPartition)
            }
        }
    }

    /// A record that lies before a position is there, or the log is not what it was: where none comes, the position itself
    /// is asked for.
    func watchLooksBack() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.patience)
            for place in positions.lookedBackInVain(for: Self.patience) { hand(.outOfRange, of: place) }
        }
    }

    /// How long a record may take that is there.
    private static let patience = Duration.seconds(5)

    private func hand(_ work: LaneQueue.Work, of place: TopicPartition) {
        consumer.pause(topic: place.topic, partition: place.partition)
        lanes[Int(place.partition) % lanes.count].add(work, of: place)
    }

    func work(_ lane: Lane) async {
        await lane.work(until: stopping) { place, work in
            await attempt(place, work)
        } after: { place, isIdle in
            projector.status.update { $0.isStruggling = lanes.contains { $0.inTrouble > 0 } }
            if isIdle { consumer.resume(topic: place.topic, partition: place.partition) }
        }
    }

    private func attempt(_ place: TopicPartition, _ work: LaneQueue.Work) async -> Bool {
        do {
            switch work {
            case .batch(let batch): try await take(batch)
            case .outOfRange: try await returnToEarliest(place)
            }
            return true
        } catch {
            projector.metrics.trouble.increment()
            logger.warning(
                "A batch could not be applied; its partition rests and is tried again",
                metadata: [
                    "consumer": "\(projection.name)", "topic": "\(place.topic)", "partition": "\(place.partition)",
                    "why": "\(Consequence(of: error))",
                ])
            return false
        }
    }

    /// Applies a batch. Throws what can be mended by waiting; everything else is settled here.
    private func take(_ batch: PartitionBatch) async throws {
        guard let topic = Topic(rawValue: batch.topic),
            let position = positions.position(topic: batch.topic, partition: batch.partition)
        else { return }
        _ = positions.endLookingBack(topic: batch.topic, partition: batch.partition)
        switch BatchPlan(batch.records, from: position, expecting: positions.hole(before: batch)) {
        case .nothing:
            return
        case .jump:
            positions.expectHole(before: batch)
            await consumer.reposition(topic: batch.topic, partition: batch.partition, to: position.nextOffset)
        case .apply(let records, let next):
            do {
                try await commit(records, of: topic, batch.partition, from: position, to: next)
            } catch is PositionStore.Lost {
                return try await carryOn(batch.topicPartition)
            }
            KillPoint.projectorCommitted.pass()
            if let first = records.first, first.offset > position.nextOffset {
                tellOfHole(first.offset - position.nextOffset, before: first.offset, of: batch.topicPartition)
            }
            positions.moved(topic: batch.topic, partition: batch.partition, to: next)
            if next.epoch != position.epoch {
                await goBack(to: next, of: batch)
            } else {
                consumer.storeOffset(topic: batch.topic, partition: batch.partition, next: next.nextOffset)
            }
        }
    }

    /// All of the batch in one transaction; and where one of it is at fault, once more with each on its own savepoint,
    /// to find which.
    private func commit(
        _ records: [ConsumerRecord], of topic: Topic, _ partition: Int32, from: Position, to next: Position
    ) async throws {
        let move = positions.move(topic: topic.rawValue, partition: partition, from: from, to: next)
        func attempt(isolating: Bool) async throws {
            let started = ContinuousClock.now
            let tally = try await projector.store.transaction { transaction in
                var run = BatchRun(
                    projection: projection, topic: topic, partition: partition, transaction: transaction,
                    isolating: isolating, logger: logger)
                try await run.apply(records, moving: move)
                KillPoint.projectorApplied.pass()
                return run.tally
            }
            projector.metrics.commit.record(since: started)
            projector.metrics.count(tally, committedAt: Date())
        }
        do {
            try await attempt(isolating: false)
        } catch let lost as PositionStore.Lost {
            throw lost
        } catch {
            if case .tryAgain = Consequence(of: error) { throw error }
            try await attempt(isolating: true)
        }
    }

    /// Versions show when an event of a known aggregate is missing, but not when all of an aggregate's are.
    private func tellOfHole(_ width: Int64, before offset: Int64, of place: TopicPartition) {
        projector.metrics.skipped.increment(by: width)
        logger.error(
            "Part of a log was gone before it was read; fill the topic again (hub refill)",
            metadata: [
                "consumer": "\(projection.name)", "topic": "\(place.topic)", "partition": "\(place.partition)",
                "offsets": "\(width)", "before": "\(offset)",
            ])
    }

    private func goBack(to position: Position, of batch: PartitionBatch) async {
        logger.warning(
            "A new epoch of the log: reading again from its cut",
            metadata: [
                "consumer": "\(projection.name)", "topic": "\(batch.topic)", "partition": "\(batch.partition)",
                "epoch": "\(position.epoch)", "cut": "\(position.nextOffset)",
            ])
        await consumer.reposition(topic: batch.topic, partition: batch.partition, to: position.nextOffset)
    }

    /// Another copy, or a rebuild, has moved the offset: carry on from where it is.
    private func carryOn(_ place: TopicPartition) async throws {
        logger.info(
            "The offset was moved by another; carrying on from there",
            metadata: [
                "consumer": "\(projection.name)", "topic": "\(place.topic)", "partition": "\(place.partition)",
            ])
        let offsets = try await positions.load(topic: place.topic, partitions: [place.partition])
        guard let offset = offsets[place.partition] else { return }
        await consumer.reposition(topic: place.topic, partition: place.partition, to: offset)
    }

    /// The position lies outside the log: the broker has less, or a shorter log, than it had. Versions make
    /// reading again harmless.
    private func returnToEarliest(_ place: TopicPartition) async throws {
        let (topic, partition) = (place.topic, place.partition)
        guard let position = positions.position(topic: topic, partition: partition) else { return }
        if positions.endLookingBack(topic: topic, partition: partition) {
            // The record before the position may have expired, and the position be all the same where the log begins; or the
            // log ends right before the position, which then lies outside it.
            return await consumer.reposition(topic: topic, partition: partition, to: position.nextOffset)
        }
        logger.warning(
            "The position lies outside the log; reading from its beginning",
            metadata: ["consumer": "\(projection.name)", "topic": "\(topic)", "partition": "\(partition)"])
        let next = Position(nextOffset: 0, epoch: position.epoch)
        do {
            try PositionStore.check(
                try await projector.store.pool.query(
                    positions.move(topic: topic, partition: partition, from: position, to: next)))
        } catch is PositionStore.Lost {
            return try await carryOn(place)
        }
        positions.moved(topic: topic, partition: partition, to: next, expecting: .anyHole)
        await consumer.reposition(topic: topic, partition: partition, to: .earliest)
    }
}
