import Contracts
import FoundationEssentials
import Kafka
import Postgres

/// What the ``Attic`` does: parked events and dead letters once more.
extension BatchRun {
    /// Tries the oldest parked event of an aggregate again, and what follows it.
    mutating func retryParked(_ subject: UUID) async throws {
        try await open(subject)
        try await drain(subject)
        try await saveVersions()
    }

    /// At once: the next letter of the same transaction may be about the same aggregate.
    private func saveVersions() async throws {
        _ = try await transaction.sql.pipeline(versions.saving(consumer: projection.name, topic: topic))
    }

    /// What an operator's wish for a dead letter came to.
    enum Settlement: Equatable {
        case settled
        case failedAgain(code: String, words: String)
    }

    /// Applies a dead letter once more (or passes over it), and then what waited behind it.
    mutating func settle(_ letter: DeadLetter, discarding: Bool) async throws -> Settlement {
        guard let subject = letter.subject, let version = letter.version else {
            return discarding ? .settled : .failedAgain(code: letter.code, words: letter.words)
        }
        try await open(subject)
        let applied = versions.version(of: subject)
        if applied + 1 == version {
            if !discarding, let failure = try await failure(of: letter) { return failure }
            versions.advance(subject, to: version)
            try await drain(subject)
            try await saveVersions()
        } else if applied < version, !discarding {
            return .failedAgain(code: letter.code, words: "An earlier event of this aggregate has to come first.")
        }
        return .settled
    }

    private mutating func failure(of letter: DeadLetter) async throws -> Settlement? {
        do {
            let event = try ReceivedEvent(topic: topic, partition: partition, record: letter.record)
            let (projection, transaction) = (projection, transaction)
            try await transaction.sql.savepoint { _ in try await projection.apply([event], in: transaction) }
            tally.applied.append(event.time)
            return nil
        } catch {
            switch Consequence(of: error) {
            case .tryAgain: throw error
            case .park(let reason): return .failedAgain(code: "not_yet", words: reason)
            case .deadLetter(let code, let words): return .failedAgain(code: code, words: words)
            }
        }
    }
}
