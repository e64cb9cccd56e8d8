import Contracts
import FoundationEssentials
import Kafka
import Logging
import Metrics
import Postgres

/// One batch inside its transaction: what was seen already is skipped, what is next is applied, what comes too
/// early is parked, what can never apply becomes a dead letter.
struct BatchRun {
    let projection: any Projection
    let topic: Topic
    let partition: Int32
    let transaction: EventTransaction
    /// Each event on its own savepoint, so that one that fails takes no other with it.
    let isolating: Bool
    let metrics: ProjectorMetrics
    let logger: Logger

    private var versions = VersionLedger()

    init(
        projection: any Projection, topic: Topic, partition: Int32, transaction: EventTransaction, isolating: Bool,
        metrics: ProjectorMetrics, logger: Logger
    ) {
        self.projection = projection
        self.topic = topic
        self.partition = partition
        self.transaction = transaction
        self.isolating = isolating
        self.metrics = metrics
        self.logger = logger
    }

    mutating func apply(_ records: [ConsumerRecord]) async throws {
        guard !records.isEmpty else { return }
        var events: [(ConsumerRecord, ReceivedEvent)] = []
        for record in records {
            do throws(EnvelopeError) {
                events.append((record, try ReceivedEvent(topic: topic, partition: partition, record: record)))
            } catch {
                try await bury(record, subject: nil, version: nil, code: error.code, words: error.words)
            }
        }
        versions = try await VersionLedger(
            consumer: projection.name, topic: topic, subjects: events.map(\.1.subject), in: transaction.sql)
        for (record, event) in events {
            try await take(event, record)
        }
        try await versions.save(consumer: projection.name, topic: topic, in: transaction.sql)
    }

    /// Tries the oldest parked event of an aggregate again, and what follows it.
    mutating func retryParked(_ subject: UUID) async throws {
        versions = try await VersionLedger(
            consumer: projection.name, topic: topic, subjects: [subject], in: transaction.sql)
        try await drain(subject, after: versions.version(of: subject))
        try await versions.save(consumer: projection.name, topic: topic, in: transaction.sql)
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
        versions = try await VersionLedger(
            consumer: projection.name, topic: topic, subjects: [subject], in: transaction.sql)
        let applied = versions.version(of: subject)
        if applied + 1 == version {
            if !discarding, let failure = try await failure(of: letter) { return failure }
            versions.advance(subject, to: version)
            try await drain(subject, after: version)
            try await versions.save(consumer: projection.name, topic: topic, in: transaction.sql)
        } else if applied < version, !discarding {
            return .failedAgain(code: letter.code, words: "An earlier event of this aggregate has to come first.")
        }
        return .settled
    }

    private func failure(of letter: DeadLetter) async throws -> Settlement? {
        do {
            let event = try ReceivedEvent(topic: topic, partition: partition, record: letter.record)
            let (projection, transaction) = (projection, transaction)
            try await transaction.sql.savepoint { _ in try await projection.apply(event, in: transaction) }
            return nil
        } catch {
            switch Consequence(of: error) {
            case .tryAgain: throw error
            case .park(let reason): return .failedAgain(code: "not_yet", words: reason)
            case .deadLetter(let code, let words): return .failedAgain(code: code, words: words)
            }
        }
    }

    private mutating func take(_ event: ReceivedEvent, _ record: ConsumerRecord) async throws {
        switch versions.place(of: event) {
        case .seen:
            metrics.repeated.increment()
        case .early:
            try await park(record, event, because: "an earlier event of this aggregate is missing or waiting")
        case .next:
            guard try await attempt(event, record) == .applied else { return }
            try await drain(event.subject, after: event.version)
        }
    }

    private enum Outcome { case applied, parked, buried }

    private mutating func attempt(_ event: ReceivedEvent, _ record: ConsumerRecord) async throws -> Outcome {
        do {
            let (projection, transaction, isolating) = (projection, transaction, isolating)
            let trace = event.envelope.traceparent.flatMap(TraceContext.init(header:))
            try await TraceContext.$current.withValue(trace) {
                if isolating {
                    try await transaction.sql.savepoint { _ in try await projection.apply(event, in: transaction) }
                } else {
                    try await projection.apply(event, in: transaction)
                }
            }
            versions.advance(event.subject, to: event.version)
            metrics.applied.increment()
            return .applied
        } catch  where isolating {
            switch Consequence(of: error) {
            case .tryAgain: throw error
            case .park(let reason):
                try await park(record, event, because: reason)
                return .parked
            case .deadLetter(let code, let words):
                try await bury(record, subject: event.subject, version: event.version, code: code, words: words)
                return .buried
            }
        }
    }

    /// Applies the parked events that waited for this one, as far as they follow without a gap.
    private mutating func drain(_ subject: UUID, after version: Int64) async throws {
        guard versions.mayHaveParked(subject) else { return }
        var next = version + 1
        while let parked = try await ParkedEvent.find(
            consumer: projection.name, topic: topic, subject: subject, version: next, in: transaction.sql)
        {
            let outcome = try await attempt(try parked.event(), parked.record)
            if outcome != .parked { try await parked.remove(in: transaction.sql) }
            guard outcome == .applied else { return }
            next += 1
        }
    }

    private mutating func park(_ record: ConsumerRecord, _ event: ReceivedEvent, because reason: String) async throws {
        metrics.parked.increment()
        versions.noteParked(event.subject)
        logger.info(
            "Parked an event until it can be applied",
            metadata: [
                "consumer": "\(projection.name)", "topic": "\(topic)", "subject": "\(event.subject.text)",
                "version": "\(event.version)", "why": "\(reason)",
            ])
        try await ParkedEvent.park(
            record, of: event, consumer: projection.name, because: reason, in: transaction.sql)
    }

    private func bury(
        _ record: ConsumerRecord, subject: UUID?, version: Int64?, code: String, words: String
    ) async throws {
        metrics.deadLetters.increment()
        logger.error(
            "Dead letter: others pass, this one waits for an operator",
            metadata: [
                "consumer": "\(projection.name)", "topic": "\(topic)", "partition": "\(partition)",
                "offset": "\(record.offset)", "code": "\(code)",
            ])
        try await DeadLetter.write(
            record, consumer: projection.name, topic: topic, partition: partition, subject: subject,
            version: version, code: code, words: words, in: transaction.sql)
    }
}
