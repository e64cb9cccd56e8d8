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
            try await store.transaction { transaction in
                var run = run(topic, partition, in: transaction)
                try await run.retryParked(subject)
            }
        }
    }

    private func settleDeadLetters() async throws {
        try await store.transaction { transaction in
            for letter in try await DeadLetter.requested(consumer: projection.name, in: transaction.sql) {
                var run = run(letter.topic, letter.partition, in: transaction)
                let settlement = try await run.settle(
                    letter, discarding: letter.state == DeadLetter.Wish.discard.rawValue)
                try await letter.close(settlement, in: transaction.sql)
                logger.notice(
                    "Dead letter acted on",
                    metadata: [
                        "letter": "\(letter.id.text)", "wish": "\(letter.state)",
                        "settled": "\(settlement == .settled)",
                    ])
            }
        }
    }

    private func run(_ topic: Topic, _ partition: Int32, in transaction: EventTransaction) -> BatchRun {
        BatchRun(
            projection: projection, topic: topic, partition: partition, transaction: transaction, isolating: true,
            metrics: metrics, logger: logger)
    }
}
