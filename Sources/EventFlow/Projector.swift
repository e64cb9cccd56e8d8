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
public struct Projector: Service {
    let projection: any Projection
    let store: EventStore
    let kafka: KafkaConfiguration
    let group: String
    let logger: Logger
    let metrics: ProjectorMetrics
    public let status = ProjectorStatus()

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

    /// Runs until graceful shutdown or cancellation: the batch in hand is finished or rolled back, then the
    /// consumer leaves its group.
    public func run() async throws {
        let positions = PositionStore(pool: store.pool, consumer: projection.name)
        let consumer = try KafkaConsumer(
            kafka, group: group, topics: projection.topics.map(\.rawValue), clientID: group, logger: logger,
            startOffsets: { topic, partitions in try await positions.load(topic: topic, partitions: partitions) })
        let stopping = StopFlag()
        let attic = Attic(
            projection: projection, store: store, logger: logger, metrics: metrics)
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await attic.run(until: stopping) }
                await consume(consumer, positions: positions, until: stopping)
                stopping.stop()
            }
        } onCancelOrGracefulShutdown: {
            stopping.stop()
            Task { await consumer.close() }
        }
        await consumer.close()
    }

    private func consume(_ consumer: KafkaConsumer, positions: PositionStore, until stopping: StopFlag) async {
        for await event in consumer.events {
            if stopping.isStopped { return }
            switch event {
            case .assigned:
                status.update { $0.isAssigned = true }
            case .revoked:
                break
            case .outOfRange(let topic, let partition):
                await returnToEarliest(topic: topic, partition: partition, consumer, positions)
            case .batch(let batch):
                await take(batch, consumer, positions, until: stopping)
            }
        }
    }

    /// Applies a batch, however long it takes: transient trouble holds the partition back and is tried again.
    private func take(
        _ batch: PartitionBatch, _ consumer: KafkaConsumer, _ positions: PositionStore, until stopping: StopFlag
    ) async {
        guard let topic = Topic(rawValue: batch.topic) else { return }
        var backoff = Backoff(from: .milliseconds(20), to: .seconds(5))
        var isolating = false
        while !stopping.isStopped {
            let isolated = isolating
            guard let position = positions.position(topic: batch.topic, partition: batch.partition) else { return }
            let plan = BatchPlan(batch.records, from: position, expecting: positions.hole(before: batch))
            switch plan {
            case .nothing:
                return
            case .jump:
                positions.expectHole(before: batch)
                await consumer.reposition(topic: batch.topic, partition: batch.partition, to: position.nextOffset)
                return
            case .apply(let records, let next):
                do {
                    let started = ContinuousClock.now
                    try await store.transaction { transaction in
                        try await positions.move(
                            topic: batch.topic, partition: batch.partition, from: position, to: next,
                            in: transaction.sql)
                        var run = BatchRun(
                            projection: projection, topic: topic, partition: batch.partition,
                            transaction: transaction, isolating: isolated, metrics: metrics, logger: logger)
                        try await run.apply(records)
                    }
                    metrics.commit.record(since: started)
                    positions.moved(topic: batch.topic, partition: batch.partition, to: next)
                    status.update { $0.isStruggling = false }
                    if next.epoch != position.epoch {
                        await goBack(to: next, of: batch, consumer)
                    } else {
                        consumer.storeOffset(
                            topic: batch.topic, partition: batch.partition, next: next.nextOffset)
                    }
                    return
                } catch is PositionStore.Lost {
                    await resume(batch, consumer, positions)
                    return
                } catch {
                    let consequence = Consequence(of: error)
                    if case .tryAgain = consequence {
                        metrics.trouble.increment()
                        status.update { $0.isStruggling = true }
                        logger.warning(
                            "A batch could not be applied; it is tried again",
                            metadata: ["consumer": "\(projection.name)", "why": "\(consequence)"])
                        await stopping.sleep(backoff.next())
                    } else {
                        // One of the batch is at fault: once more, each on its own savepoint, to find which.
                        isolating = true
                    }
                }
            }
        }
    }

    private func goBack(to position: Position, of batch: PartitionBatch, _ consumer: KafkaConsumer) async {
        logger.warning(
            "A new epoch of the log: reading again from its cut",
            metadata: [
                "consumer": "\(projection.name)", "topic": "\(batch.topic)", "partition": "\(batch.partition)",
                "epoch": "\(position.epoch)", "cut": "\(position.nextOffset)",
            ])
        await consumer.reposition(topic: batch.topic, partition: batch.partition, to: position.nextOffset)
    }

    /// Another copy has moved the offset: carry on from where it is.
    private func resume(_ batch: PartitionBatch, _ consumer: KafkaConsumer, _ positions: PositionStore) async {
        logger.info(
            "Another copy moved the offset; carrying on from there",
            metadata: ["consumer": "\(projection.name)", "partition": "\(batch.partition)"])
        guard let offsets = try? await positions.load(topic: batch.topic, partitions: [batch.partition]),
            let offset = offsets[batch.partition]
        else { return }
        await consumer.reposition(topic: batch.topic, partition: batch.partition, to: offset)
    }

    /// The position lies outside the log: the broker has less, or a shorter log, than it had. Versions make
    /// reading again harmless.
    private func returnToEarliest(
        topic: String, partition: Int32, _ consumer: KafkaConsumer, _ positions: PositionStore
    ) async {
        guard let position = positions.position(topic: topic, partition: partition) else { return }
        logger.warning(
            "The position lies outside the log; reading from its beginning",
            metadata: ["consumer": "\(projection.name)", "topic": "\(topic)", "partition": "\(partition)"])
        let next = Position(nextOffset: 0, epoch: position.epoch)
        do {
            try await store.pool.withTransaction {
                try await positions.move(topic: topic, partition: partition, from: position, to: next, in: $0)
            }
            positions.moved(topic: topic, partition: partition, to: next, expecting: .anyHole)
            await consumer.reposition(topic: topic, partition: partition, to: .earliest)
        } catch {
            logger.warning("Could not go back; the broker will say so again", metadata: ["why": "\(error)"])
            await consumer.reposition(topic: topic, partition: partition, to: position.nextOffset)
        }
    }
}
