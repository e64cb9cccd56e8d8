import Contracts
import FoundationEssentials
public import Kafka
public import Logging
import Metrics
import Postgres
public import ServiceLifecycle

/// Publishes what the service's transactions left in the outbox, in order per key, and makes good what a
/// broker forgot.
///
/// Several relays may run: the row lock on `relay_partition` is the right to publish to a partition, held for
/// one batch (claim → produce → all acknowledgements, bounded by the producer's delivery timeout → mark →
/// commit). A relay that dies in the middle has published and not marked: the batch goes out again, and
/// versions make that harmless. One that is frozen in the middle loses its locks, and with them the right to mark,
/// when the server ends its session: a little after the delivery timeout.
///
/// A broker that forgot shows itself in three ways: the cluster has another name, an acknowledgement lies at or below the
/// highest offset ever acknowledged, or the end of a log lies below it. Each opens a new epoch: everything acknowledged
/// goes back to the outbox and out again, in order, with the epoch in a header.
public struct Relay: Service {
    let store: EventStore
    let producer: KafkaProducer
    let brokerTrouble: BrokerTrouble
    let cluster = KnownCluster()
    let topic: Topic
    let source: String
    let logger: Logger
    let metrics: RelayMetrics
    /// How long the server lets a transaction of this relay wait for its next statement.
    var holdLimit: Duration

    /// Rows of one partition claimed at once. Enough to fill a few network packets; small enough to be published again
    /// without anybody noticing.
    static let batchRows = 250
    /// Transactions that work off a backlog at the same time.
    static let lanes: Int32 = 3
    /// What another process left behind is found after at most this long.
    static let idlePoll: Duration = .seconds(1)
    /// The ends of the logs are compared with what was acknowledged this often, and after any trouble.
    static let logEndCheck: Duration = .seconds(10)
    /// What a broker that answers needs for the last batches, when the relay is told to stop.
    static let stopPatience: Duration = .seconds(2)

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
        self.holdLimit = kafka.deliveryTimeout + .seconds(5)
    }

    /// Runs until graceful shutdown or cancellation; what is committed by then is published if the broker
    /// answers within two seconds, and otherwise stays in the outbox for the next start.
    public func run() async throws {
        let stopping = StopFlag()
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await abandon(after: stopping) }
                await loop(until: stopping)
                group.cancelAll()
            }
        } onCancelOrGracefulShutdown: {
            stopping.stop()
            store.relaySignal.raise()
        }
    }

    /// Gives up, a while after the relay was told to stop, on what the broker has not acknowledged: the delivery timeout
    /// is longer than there is time for stopping.
    private func abandon(after stopping: StopFlag) async {
        while !stopping.isStopped, !Task.isCancelled { await stopping.sleep(.seconds(60)) }
        // Cut short when there is nothing left to wait for.
        try? await Task.sleep(for: Self.stopPatience)
        await producer.close(patience: .zero)
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
                try await knowCluster()
                try await drain()
                backoff.reset()
                if last { return }
                await store.relaySignal.wait(atMost: Self.idlePoll.jittered())
            } catch is CancellationError {
                return
            } catch is KnownCluster.Strange where !last {
                continue
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

    /// Publishes until the outbox is empty. An ordinary batch is one transaction; a backlog is worked off by several,
    /// each with its share of the partitions, so that the database, the broker and this process are busy at once.
    private func drain() async throws {
        while try await publishBatch(of: .all) {
            let failure = await withTaskGroup(of: (any Error)?.self) { lanes in
                for share in RelayShare.each(of: Self.lanes) {
                    lanes.addTask {
                        do {
                            while try await publishBatch(of: share) {}
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                // The trouble of one does not end the others' batches, which may be as good as published.
                return await lanes.reduce(nil) { $0 ?? $1 }
            }
            if let failure { throw failure }
        }
    }

    /// Publishes one batch, in two round trips to the database. Returns whether there is likely to be more.
    private func publishBatch(of share: RelayShare) async throws -> Bool {
        try await store.pool.withConnection { sql in
            let opened = try await sql.pipeline(
                [
                    "begin", manners, AlongIndexes.onlyNow, RelayPartition.lockFree(share, withEventsOnly: true),
                    OutboxRow.claim(Self.batchRows),
                ])
            let partitions = try RelayPartition.decode(opened[3])
            let rows = try OutboxRow.decode(opened[4])
            // The pool rolls back what is left open.
            guard !rows.isEmpty else { return false }
            metrics.batch.record(rows.count)
            let results = await produce(rows, to: partitions)
            // Nothing is marked that another cluster may have acknowledged: its offsets are none of those we know.
            guard cluster.isKnown(producer.clusterID) else { throw KnownCluster.Strange() }
            let batch = AcknowledgedBatch(rows: rows, results: results, partitions: partitions)
            if !batch.changesNothing {
                _ = try await sql.pipeline(marks(of: batch) + ["commit"])
                KillPoint.relayMarked.pass()
            }
            metrics.published.increment(by: batch.acknowledgedCount)
            if let interruption = batch.interruption { throw interruption }
            return batch.isCut || Self.isFull(rows)
        }
    }

    /// The settings of a batch's transaction.
    private var manners: PostgresQuery {
        let limit = String(Int(holdLimit / .milliseconds(1)))
        return """
            select set_config('idle_in_transaction_session_timeout', \(limit), true),
                -- Frozen while it was being sent its batch, a relay is not idle yet.
                set_config('tcp_user_timeout', \(limit), true),
                -- Marks lost in a crash of the server are events published again, harmlessly.
                set_config('synchronous_commit', 'off', true),
                -- Rows come in the order of their positions from the index, and from nowhere else.
                set_config('enable_bitmapscan', 'off', true)
            """
    }

    private func produce(_ rows: [OutboxRow], to partitions: [RelayPartition]) async -> [Result<Int64?, KafkaError>] {
        let epochs = Dictionary(uniqueKeysWithValues: partitions.map { ($0.partition, $0.epoch) })
        let started = ContinuousClock.now
        let results = await producer.produce(
            rows.map { $0.record(topic: topic, source: source, epoch: epochs[$0.partition] ?? .first) },
            handedOver: { KillPoint.relayHandedOver.pass() })
        KillPoint.relayAcknowledged.pass()
        metrics.acknowledgement.record(since: started)
        return results
    }

    private static func isFull(_ rows: [OutboxRow]) -> Bool {
        var counts: [Int32: Int] = [:]
        for row in rows { counts[row.partition, default: 0] += 1 }
        return counts.values.contains(batchRows)
    }

    private func marks(of batch: AcknowledgedBatch) -> [PostgresQuery] {
        var statements: [PostgresQuery] = []
        for partition in batch.partitions {
            if partition.isCut {
                warnOfCut(partition: partition.partition)
                statements += RelayPartition.startOver(partition.partition, highWater: partition.highWater)
            } else {
                statements += OutboxRow.markPublished(partition)
            }
        }
        for (row, error) in batch.refused {
            TraceContext.$current.withValue(row.traceparent.flatMap(TraceContext.init(header:))) {
                logger.error(
                    "An event cannot be published; those after it under its key wait, others pass it",
                    metadata: ["topic": "\(topic)", "event": "\(row.eventID.text)", "why": "\(error)"])
            }
        }
        return statements + OutboxRow.postpone(batch.refused.map(\.row))
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
            let partitions = try RelayPartition.decode(try await sql.query(RelayPartition.lockFree(.all)))
                .filter { $0.highWater >= 0 }
            guard !partitions.isEmpty else { return }
            let ends = try await producer.watermarks(
                topic: topic.rawValue, partitions: partitions.map(\.partition), timeout: .seconds(2))
            for partition in partitions {
                guard let end = ends[partition.partition]?.high, end <= partition.highWater else { continue }
                warnOfCut(partition: partition.partition)
                _ = try await sql.pipeline(RelayPartition.startOver(partition.partition, highWater: end - 1))
            }
        }
    }

    /// Makes sure that what is known of the logs is known of this cluster's: of another's, all is published again.
    private func knowCluster() async throws {
        guard let seen = producer.clusterID, !cluster.isKnown(seen) else { return }
        let isAnother = try await store.pool.withTransaction { sql in
            let partitions = try RelayPartition.decode(try await sql.query(RelayPartition.lockAll))
            let noted = try await sql.query("select cluster_id from relay_cluster").decodeFirst(String.self)
            guard noted != seen else { return false }
            _ = try await sql.pipeline([
                "delete from relay_cluster", "insert into relay_cluster (cluster_id) values (\(seen))",
            ])
            guard noted != nil else { return false }
            _ = try await sql.pipeline(
                partitions.flatMap { RelayPartition.startOver($0.partition, highWater: -1) })
            return true
        }
        cluster.know(seen)
        guard isAnother else { return }
        metrics.cuts.increment()
        logger.warning("The broker is another one; publishing everything again", metadata: ["topic": "\(topic)"])
    }

    private func warnOfCut(partition: Int32) {
        metrics.cuts.increment()
        logger.warning(
            "The broker lost the end of a log; publishing it again",
            metadata: ["topic": "\(topic)", "partition": "\(partition)"])
    }
}
