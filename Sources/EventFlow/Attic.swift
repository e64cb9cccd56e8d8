import Contracts
import FoundationEssentials
import Logging
import Postgres

/// Looks after what a projection could not apply at once: tries parked events again, and carries out what an
/// operator wished for dead letters.
struct Attic: Sendable {
    let projection: any Projection
    let store: EventStore
    let logger: Logger
    let metrics: ProjectorMetrics

    private static let interval: Duration = .seconds(2)

    func run(until stopping: StopFlag) async {
        while !stopping.isStopped {
            do {
                try await retryParked()
                try await settleDeadLetters()
            } catch {
                logger.debug("The attic waits", metadata: ["why": "\(Consequence(of: error))"])
            }
            await stopping.sleep(Self.interval.jittered())
        }
    }

    private func retryParked() async throws {
        let due = try await store.pool.withConnection { try await ParkedEvent.due(consumer: projection.name, in: $0) }
        for (topic, partition, subject) in due {
            let tally = try await store.transaction { transaction in
                var run = run(topic, partition, in: transaction)
                try await run.retryParked(subject)
                return run.tally
            }
            metrics.count(tally, committedAt: Date())
        }
    }

    private func settleDeadLetters() async throws {
        let tallies = try await store.transaction { transaction in
            var tallies: [Tally] = []
            for letter in try await DeadLetter.requested(consumer: projection.name, in: transaction.sql) {
                try await TraceContext.$current.withValue(letter.record.trace) {
                    tallies.append(try await settle(letter, in: transaction))
                }
            }
            return tallies
        }
        for tally in tallies { metrics.count(tally, committedAt: Date()) }
    }

    private func settle(_ letter: DeadLetter, in transaction: EventTransaction) async throws -> Tally {
        var run = run(letter.topic, letter.partition, in: transaction)
        let settlement = try await run.settle(letter, discarding: letter.state == DeadLetter.Wish.discard.rawValue)
        try await letter.close(settlement, in: transaction.sql)
        logger.notice(
            "Dead letter acted on",
            metadata: [
                "letter": "\(letter.id.text)", "wish": "\(letter.state)", "settled": "\(settlement == .settled)",
            ])
        return run.tally
    }

    private func run(_ topic: Topic, _ partition: Int32, in transaction: EventTransaction) -> BatchRun {
        BatchRun(
            projection: projection, topic: topic, partition: partition, transaction: transaction, isolating: true,
            logger: logger)
    }
}
