import Contracts
import FoundationEssentials
public import Kafka
public import Logging
import Metrics
import Postgres
public import ServiceLifecycle
import Synchronization

/// Publishes what the service's transactions left in the outbox, in order per key, and makes good what a
/// broker forgot.
///
/// Several relays may run: the row lock on `relay_partition` is the right to publish to a partition, held for
/// one batch (claim → produce → all acknowledgements, bounded by the producer's delivery timeout → mark →
/// commit). A relay that dies in the middle has published and not marked: the batch goes out again, and
/// versions make that harmless.
///
/// A log that was cut shows itself in two ways: an acknowledgement at or below the highest offset ever
/// acknowledged, or an end of log below it. Either opens a new epoch: everything acknowledged at or beyond the
/// cut goes back to the outbox and out again, in order, with the epoch in a header.
public struct Relay: Service {
    let store: EventStore
    let producer: KafkaProducer
    let brokerTrouble: BrokerTrouble
    let topic: Topic
    let source: String
    let logger: Logger
    let metrics: RelayMetrics

    /// Rows claimed at once. Enough to fill a few network packets per partition; small enough to be
    /// published again without anybody noticing.
    static let batchRows = 1000
    /// What another process left behind is found after at most this long.
    static let idlePoll: Duration = .seconds(1)
    /// The ends of the logs are compared with what was acknowledged this often, and after any trouble.
    static let logEndCheck: Duration = .seconds(10)

    /// - Parameter service: the executable's name; the CloudEvents source is `/` and it.
    /// - Throws: `KafkaError` for settings librdkafka does not take.
    public init(
        store: EventStore, kafka: KafkaConfiguration, topic: Topic, service: String, logger: Logger
    ) throws(KafkaError) {
        let trouble = BrokerTrouble()
        self.store = store
        self.brokerTrouble = trouble
        self.producer = try KafkaProducer(
            kafka, clientID: service, logger: logger,
            brokerTrouble: {
                trouble.note()
                store.relaySignal.raise()
            })
        self.topic = topic
        self.source = "/\(service)"
        self.logger = logger
        self.metrics = RelayMetrics(topic: topic)
    }

    /// Runs until graceful shutdown or cancellation; what is committed by then is published if the broker
    /// answers within a few seconds, and otherwise stays in the outbox for the next start.
    public func run() async throws {
        let stopping = StopFlag()
        await withTaskCancellationOrGracefulShutdownHandler {
            await loop(until: stopping)
        } onCancelOrGracefulShutdown: {
            stopping.stop()
            store.relaySignal.raise()
        }
        await producer.close()
    }

    private func loop(until stopping: StopFlag) async {
        var backoff = Backoff(from: .milliseconds(50), to: .seconds(5))
        var troubleSeen = -1
        var checkedAt: ContinuousClock.Instant?
        while true {
            let last = stopping.isStopped
            do {
                let trouble = brokerTrouble.count
                if troubleSeen != trouble || checkedAt.map({ .now - $0 > Self.logEndCheck }) ?? true {
                    // Not knowing the ends is no reason not to publish: acknowledgements tell of a cut, too.
                    if await logEndsChecked() { (troubleSeen, checkedAt) = (trouble, .now) }
                }
                var published = 0
                repeat { published = try await publishBatch() } while published == Self.batchRows
                backoff.reset()
                if last { return }
                if published == 0 { await store.relaySignal.wait(atMost: Self.idlePoll.jittered()) }
            } catch {
                metrics.trouble.increment()
                logger.warning(
                    "The relay could not publish; it tries again", metadata: ["topic": "\(topic)", "why": "\(error)"])
                // A second attempt at a broker that is away would outlast the time there is for stopping.
                if stopping.isStopped { return }
                await stopping.sleep(backoff.next())
            }
        }
    }

    /// Publishes one batch. Returns how many rows were acknowledged and marked.
    private func publishBatch() async throws -> Int {
        guard try await outboxHasWork() else { return 0 }
        return try await store.pool.withTransaction { sql in
            let partitions = try await RelayPartition.lockFree(in: sql)
            let rows = try await OutboxRow.claim(Self.batchRows, of: partitions, in: sql)
            guard !rows.isEmpty else { return 0 }
            let epochs = Dictionary(uniqueKeysWithValues: partitions.map { ($0.partition, $0.epoch) })
            let started = ContinuousClock.now
            let results = await producer.produce(
                rows.map { $0.record(topic: topic, source: source, epoch: epochs[$0.partition] ?? .first) })
            metrics.acknowledgement.record(since: started)
            metrics.batch.record(rows.count)
            let batch = AcknowledgedBatch(rows: rows, results: results, partitions: partitions)
            if batch.allFailed, let failure = batch.firstFailure, failure.isRetriable { throw failure }
            try await mark(batch, in: sql)
            metrics.published.increment(by: batch.acknowledgedCount)
            return batch.acknowledgedCount
        }
    }

    private func outboxHasWork() async throws -> Bool {
        try await store.pool.query("select exists (select from outbox where next_attempt_at <= now())")
            .decode(Bool.self).first ?? false
    }

    private func mark(_ batch: AcknowledgedBatch, in sql: PostgresTransaction) async throws {
        var statements: [PostgresQuery] = []
        for partition in batch.partitions {
            if let cut = partition.cut {
                warnOfCut(partition: partition.partition, at: cut)
                statements += RelayPartition.openEpoch(partition.partition, cut: cut, highWater: partition.highWater)
            } else {
                statements += OutboxRow.markPublished(partition)
            }
        }
        statements += OutboxRow.postpone(batch.failed)
        for (row, error) in zip(batch.failed, batch.failures) {
            TraceContext.$current.withValue(row.traceparent.flatMap(TraceContext.init(header:))) {
                logger.error(
                    "An event could not be published; others pass it",
                    metadata: ["topic": "\(topic)", "event": "\(row.eventID.text)", "why": "\(error)"])
            }
        }
        _ = try await sql.pipeline(statements)
    }

    private func logEndsChecked() async -> Bool {
        do {
            try await checkLogEnds()
            return true
        } catch {
            logger.debug("The ends of the logs could not be read", metadata: ["why": "\(error)"])
            return false
        }
    }

    /// Whether the broker answers within `limit`, for readiness checks.
    public func brokerAnswers(within limit: Duration) async -> Bool {
        (try? await producer.watermarks(topic: topic.rawValue, partition: 0, timeout: limit)) != nil
    }

    /// Compares the end of every partition's log with what was acknowledged.
    private func checkLogEnds() async throws {
        try await store.pool.withTransaction { sql in
            let partitions = try await RelayPartition.lockFree(in: sql).filter { $0.highWater >= 0 }
            guard !partitions.isEmpty else { return }
            let ends = try await producer.watermarks(
                topic: topic.rawValue, partitions: partitions.map(\.partition), timeout: .seconds(2))
            for partition in partitions {
                guard let end = ends[partition.partition]?.high, end <= partition.highWater else { continue }
                warnOfCut(partition: partition.partition, at: end)
                _ = try await sql.pipeline(
                    RelayPartition.openEpoch(partition.partition, cut: end, highWater: end - 1))
            }
        }
    }

    private func warnOfCut(partition: Int32, at cut: Int64) {
        metrics.cuts.increment()
        logger.warning(
            "The broker lost the end of a log; publishing it again",
            metadata: ["topic": "\(topic)", "partition": "\(partition)", "cut": "\(cut)"])
    }
}

/// Counts the moments at which the broker may have become another one.
final class BrokerTrouble: Sendable {
    private let noted = Atomic(0)

    var count: Int { noted.load(ordering: .acquiring) }

    func note() { noted.wrappingAdd(1, ordering: .acquiringAndReleasing) }
}
