import Contracts
import FoundationEssentials
import Kafka
import Logging
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
    let logger: Logger

    var versions = VersionLedger()
    /// What came of it, to be counted once it is committed.
    var tally = Tally()
    /// Whether the projection did not touch the database.
    private var hasLeftNoTrace = false

    init(
        projection: any Projection, topic: Topic, partition: Int32, transaction: EventTransaction, isolating: Bool,
        logger: Logger
    ) {
        self.projection = projection
        self.topic = topic
        self.partition = partition
        var transaction = transaction
        transaction.mayWriteAtCommit = !isolating
        self.transaction = transaction
        self.isolating = isolating
        self.logger = logger
    }

    /// - Parameter move: moves the stored position; asked together with what is known of the batch's aggregates.
    /// - Throws: ``PositionStore/Lost``, and unless `isolating` whatever the projection throws.
    mutating func apply(_ records: [ConsumerRecord], moving move: PostgresQuery) async throws {
        var arrivals: [Arrival] = []
        var strangers: [(ConsumerRecord, EnvelopeError)] = []
        for record in records {
            do throws(EnvelopeError) {
                arrivals.append(
                    Arrival(
                        record: record, event: try ReceivedEvent(topic: topic, partition: partition, record: record)))
            } catch {
                strangers.append((record, error))
            }
        }
        let answers = try await transaction.sql.pipeline(
            [AlongIndexes.onlyNow, move] + questions(about: arrivals.map(\.event.subject)))
        try PositionStore.check(answers[1])
        versions = try VersionLedger(answers.dropFirst(2))
        for (record, error) in strangers {
            try await bury(record, subject: nil, version: nil, code: error.code, words: error.words)
        }
        if isolating {
            for arrival in arrivals { try await take(arrival) }
        } else {
            try await takeTogether(arrivals)
        }
        if isFoundAgain { try await transaction.sql.commitWithoutWaitingForDisk() }
        try await transaction.sql.atCommit(versions.saving(consumer: projection.name, topic: topic))
    }

    /// Whether all that the batch writes, its position included, would be written once more from the log if the server forgot
    /// it in a crash: what a read model keeps, and that a batch meant nothing to a reaction. So nobody has to wait for the disk.
    private var isFoundAgain: Bool { projection is any ReadModel || hasLeftNoTrace }

    /// A record that is an event.
    private struct Arrival {
        let record: ConsumerRecord
        let event: ReceivedEvent
    }

    private func questions(about subjects: [UUID]) -> [PostgresQuery] {
        VersionLedger.questions(consumer: projection.name, topic: topic, subjects: subjects)
    }

    /// Reads what is known of one aggregate. The partition's position is locked before it, as it is for a batch.
    mutating func open(_ subject: UUID) async throws {
        let lock = PositionStore.lock(consumer: projection.name, topic: topic, partition: partition)
        versions = try VersionLedger(
            try await transaction.sql.pipeline([lock] + questions(about: [subject])).dropFirst())
    }

    /// Hands all that can be applied over at once, with what was parked and waited for it.
    private mutating func takeTogether(_ arrivals: [Arrival]) async throws {
        var due: [ReceivedEvent] = []
        for arrival in arrivals {
            let event = arrival.event
            switch versions.place(of: event) {
            case .seen: tally.repeated += 1
            case .early: try await park(arrival)
            case .next:
                due.append(event)
                versions.advance(event.subject, to: event.version)
                guard versions.mayHaveParked(event.subject) else { continue }
                while let parked = try await nextParked(event.subject) {
                    due.append(try parked.event())
                    versions.advance(event.subject, to: parked.version)
                }
            }
        }
        guard !due.isEmpty else { return }
        let before = await transaction.sql.activity()
        try await projection.apply(due, in: transaction)
        hasLeftNoTrace = await transaction.sql.activity() == before
        tally.applied += due.map(\.time)
    }

    private mutating func take(_ arrival: Arrival) async throws {
        switch versions.place(of: arrival.event) {
        case .seen: tally.repeated += 1
        case .early: try await park(arrival)
        case .next:
            guard try await attempt(arrival.event, arrival.record) == .applied else { return }
            try await drain(arrival.event.subject)
        }
    }

    private mutating func park(_ arrival: Arrival) async throws {
        try await park(
            arrival.record, arrival.event, because: "an earlier event of this aggregate is missing or waiting")
    }

    private func nextParked(_ subject: UUID) async throws -> ParkedEvent? {
        try await ParkedEvent.find(
            consumer: projection.name, topic: topic, subject: subject, version: versions.version(of: subject) + 1,
            in: transaction.sql)
    }

    private enum Outcome { case applied, parked, buried }

    private mutating func attempt(_ event: ReceivedEvent, _ record: ConsumerRecord) async throws -> Outcome {
        do {
            let (projection, transaction) = (projection, transaction)
            try await transaction.sql.savepoint { _ in try await projection.apply([event], in: transaction) }
            versions.advance(event.subject, to: event.version)
            tally.applied.append(event.time)
            return .applied
        } catch {
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
    mutating func drain(_ subject: UUID) async throws {
        guard versions.mayHaveParked(subject) else { return }
        while let parked = try await nextParked(subject) {
            let outcome = try await attempt(try parked.event(), parked.record)
            // What was applied goes with the version it brings; a dead letter brings none.
            if outcome == .buried { try await parked.remove(in: transaction.sql) }
            guard outcome == .applied else { return }
        }
    }

    private mutating func park(_ record: ConsumerRecord, _ event: ReceivedEvent, because reason: String) async throws {
        tally.parked += 1
        versions.noteParked(event.subject)
        try await event.inItsTrace {
            logger.info(
                "Parked an event until it can be applied",
                metadata: [
                    "consumer": "\(projection.name)", "topic": "\(topic)", "subject": "\(event.subject.text)",
                    "version": "\(event.version)", "why": "\(reason)",
                ])
            try await ParkedEvent.park(
                record, of: event, consumer: projection.name, because: reason, in: transaction.sql)
        }
    }

    private mutating func bury(
        _ record: ConsumerRecord, subject: UUID?, version: Int64?, code: String, words: String
    ) async throws {
        tally.deadLetters += 1
        TraceContext.$current.withValue(record.trace) {
            logger.error(
                "Dead letter: others pass, this one waits for an operator",
                metadata: [
                    "consumer": "\(projection.name)", "topic": "\(topic)", "partition": "\(partition)",
                    "offset": "\(record.offset)", "code": "\(code)",
                ])
        }
        try await DeadLetter.write(
            record, consumer: projection.name, topic: topic, partition: partition, subject: subject,
            version: version, code: code, words: words, in: transaction.sql)
    }
}
