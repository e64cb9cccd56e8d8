public import Contracts
public import FoundationEssentials
import Kafka
public import Postgres
import Synchronization

/// A service's own truth: its event log, and the one way to change it.
///
/// An HTTP handler and a reaction to a topic are the same sentence: load state, decide, append what was
/// decided, and commit it together with the rows that depend on it.
public struct EventStore: Sendable {
    /// Connections to the service's own schema.
    public let pool: PostgresPool
    let relaySignal: Signal
    private let newEventID: @Sendable (Date) -> UUID

    /// - Parameter newEventID: makes the CloudEvents id of an event that happens at the given time.
    public init(pool: PostgresPool, newEventID: @escaping @Sendable (Date) -> UUID = { UUID.v7(at: $0) }) {
        self.pool = pool
        self.relaySignal = Signal()
        self.newEventID = newEventID
    }

    /// Runs `body` in one database transaction and, once it is committed, wakes the relay of this process.
    /// Whatever `body` throws rolls everything back.
    public func transaction<R: Sendable>(
        _ body: @Sendable (EventTransaction) async throws -> R
    ) async throws -> R {
        let afterCommit = AfterCommit()
        let result = try await pool.withTransaction { sql in
            try await body(EventTransaction(sql: sql, newEventID: newEventID, atEnd: afterCommit))
        }
        if afterCommit.appended { relaySignal.raise() }
        afterCommit.run()
        return result
    }

    /// The aggregate as it is now, without locking it: for showing, not for deciding.
    public func read<A: Aggregate>(_ type: A.Type, _ id: UUID) async throws -> Loaded<A> {
        let rows = try await pool.query(EventTransaction.history(of: id))
        return try EventTransaction.fold(rows)
    }
}

/// An aggregate and the version it is at; version 0 means it does not exist.
public struct Loaded<A: Aggregate>: Sendable {
    /// What its events come to; `nil` when it does not exist.
    public let state: A?
    /// How many events it has.
    public let version: Int64
    /// What has happened to it, oldest first: names and times alone.
    public let history: [Moment]

    /// One event of an aggregate's story.
    public struct Moment: Sendable, Equatable {
        /// The aggregate's version after it.
        public let version: Int64
        /// CloudEvents type.
        public let type: String
        /// When it happened, by the service's clock.
        public let time: Date
    }

    /// An aggregate that does not exist yet.
    public static var none: Loaded<A> { Loaded(state: nil, version: 0, history: []) }

    /// As it is after one more event.
    func after(_ event: A.Event, version: Int64, at time: Date) -> Loaded<A> {
        Loaded(
            state: A.evolve(state, event), version: version,
            history: history + [Moment(version: version, type: event.type, time: time)])
    }
}

/// Somebody else changed the aggregate first. Trying again with fresh state can help.
public struct VersionConflict: Error, Equatable {
    /// The aggregate.
    public let subject: UUID
}

/// What is to be done in this process once a transaction is committed.
final class AfterCommit: Sendable {
    private struct State {
        var appended = false
        var acts: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// Whether the transaction appended anything: only those wake the relay.
    var appended: Bool { state.withLock { $0.appended } }

    func noteAppended() { state.withLock { $0.appended = true } }

    func add(_ act: @escaping @Sendable () -> Void) { state.withLock { $0.acts.append(act) } }

    func run() { for act in state.withLock({ $0.acts }) { act() } }
}

/// A database transaction that can append events.
public struct EventTransaction: Sendable {
    /// For the rows that depend on the events.
    public let sql: PostgresTransaction
    let newEventID: @Sendable (Date) -> UUID
    let atEnd: AfterCommit
    /// Whether what fails at the COMMIT can still be told apart from the rest, by trying each event alone.
    var mayWriteAtCommit = false

    /// Runs a read model's last statements, whose answers nobody needs: in the round trip of the COMMIT, or at once where
    /// each event is on a savepoint of its own, so that it is seen whose they are when they fail.
    public func write(_ statements: [PostgresQuery]) async throws {
        guard !statements.isEmpty else { return }
        if mayWriteAtCommit { try await sql.atCommit(statements) } else { _ = try await sql.pipeline(statements) }
    }

    /// Has this process do something short when the transaction is committed, and nothing when it is not: to wake who waits for
    /// what it writes.
    public func afterCommit(_ act: @escaping @Sendable () -> Void) { atEnd.add(act) }

    /// Locks the aggregate until the transaction ends, and folds its events.
    public func load<A: Aggregate>(_ type: A.Type, _ id: UUID) async throws -> Loaded<A> {
        let results = try await sql.pipeline([
            "select version from aggregate where subject = \(id) for update",
            Self.history(of: id),
        ])
        return try Self.fold(results[1])
    }

    /// The aggregate as it is now, without locking it: for one that a decision about another only looks at.
    public func read<A: Aggregate>(_ type: A.Type, _ id: UUID) async throws -> Loaded<A> {
        try Self.fold(try await sql.query(Self.history(of: id)))
    }

    /// Appends what was decided to the log and the outbox; `version` is the one the decision was made on.
    ///
    /// - Parameters:
    ///   - key: the referral whose story this is: it decides the partition, so the order.
    ///   - time: when it happened (handed in, never read from a clock here).
    /// - Returns: the aggregate's new version.
    /// - Throws: ``VersionConflict`` when the aggregate has moved on, ``ContractError``, `PostgresError`.
    @discardableResult
    public func append<E: TopicEvent>(
        _ events: [E], to subject: UUID, key: UUID, after version: Int64, at time: Date
    ) async throws -> Int64 {
        try await append(events, to: subject, key: key, after: version, at: time, with: [])
    }

    /// As ``append(_:to:key:after:at:)``, in one round trip with the statements that depend on it.
    func append<E: TopicEvent>(
        _ events: [E], to subject: UUID, key: UUID, after version: Int64, at time: Date, with others: [PostgresQuery]
    ) async throws -> Int64 {
        guard !events.isEmpty else { return version }
        let newVersion = version + Int64(events.count)
        let partition = murmur2Partition(key: Array(key.text.utf8), partitions: Topic.partitions)
        var statements: [PostgresQuery] = [
            """
            insert into aggregate as current (subject, version) values (\(subject), \(newVersion))
            on conflict (subject) do update set version = excluded.version where current.version = \(version)
            """
        ]
        for (offset, event) in events.enumerated() {
            statements.append(
                """
                with logged as (
                    insert into event_log
                        (event_id, subject, version, key, partition, type, occurred_at, traceparent, payload)
                    values (\(newEventID(time)), \(subject), \(version + Int64(offset) + 1), \(key), \(partition),
                            \(event.type), \(time), \(TraceContext.current?.header as String?), \(try event.payload()))
                    returning position)
                insert into outbox (position, partition) select position, \(partition) from logged
                """)
        }
        let results: [PostgresRows]
        do {
            results = try await sql.pipeline(statements + others)
        } catch let error as PostgresError
            where error.isUniqueViolation() && error.pipelineIndex.map({ $0 < statements.count }) ?? true
        {
            throw VersionConflict(subject: subject)
        }
        guard results[0].affected == 1 else { throw VersionConflict(subject: subject) }
        atEnd.noteAppended()
        return newVersion
    }

    static func history(of subject: UUID) -> PostgresQuery {
        "select version, type, payload, occurred_at from event_log where subject = \(subject) order by version"
    }

    static func fold<A: Aggregate>(_ rows: PostgresRows) throws -> Loaded<A> {
        var loaded = Loaded<A>.none
        for (version, type, payload, time) in try rows.decode(Int64.self, String.self, [UInt8].self, Date.self) {
            loaded = loaded.after(try A.Event(type: type, payload: payload), version: version, at: time)
        }
        return loaded
    }
}
