public import Contracts
public import FoundationEssentials
public import Kafka
public import Postgres

/// An event that could not be applied and waits for an operator, bytes untouched.
public struct DeadLetter: Sendable {
    /// What an operator names it by.
    public let id: UUID
    /// The projection that refused it.
    public let consumer: String
    /// Where it was read.
    public let topic: Topic
    /// The partition it was read from; its offset is in ``record``.
    public let partition: Int32
    /// The aggregate it is about; `nil` when the record does not say so legibly.
    public let subject: UUID?
    /// The aggregate's version after it; `nil` with ``subject``.
    public let version: Int64?
    /// As it was read, except for its timestamp, which is ``failedAt``.
    public let record: ConsumerRecord
    /// Why it was refused, for machines.
    public let code: String
    /// The same for the operator. No personal detail.
    public let words: String
    /// When it was refused last.
    public let failedAt: Date
    /// How often it was tried.
    public let attempts: Int
    /// `waiting`, a ``Wish`` not carried out yet, `replayed` or `discarded`.
    public let state: String
    /// Who asked last for a replay or a discard.
    public let actedBy: String?
    /// When they asked.
    public let actedAt: Date?

    /// What an operator can wish for. The projection that refused the event carries it out, because it alone
    /// knows how.
    public enum Wish: String, Sendable {
        case replay = "replay_requested"
        case discard = "discard_requested"
    }

    /// The letters of a service, newest first.
    /// - Parameter states: empty for all.
    public static func list(
        states: [String] = ["waiting", "replay_requested", "discard_requested"], limit: Int = 200,
        in sql: some PostgresSession
    ) async throws -> [DeadLetter] {
        try await sql.query(
            """
            \(unescaped: columns) where cardinality(\(states)::text[]) = 0 or state = any(\(states))
            order by failed_at desc limit \(limit)
            """
        ).compactMap(DeadLetter.init(row:))
    }

    /// One letter.
    public static func find(_ id: UUID, in sql: some PostgresSession) async throws -> DeadLetter? {
        try await sql.query("\(unescaped: columns) where id = \(id)").compactMap(DeadLetter.init(row:)).first
    }

    /// Asks the projection to replay or discard a waiting letter. Returns false when it is not waiting (any more).
    public static func request(
        _ wish: Wish, for id: UUID, by operatorName: String, in sql: some PostgresSession
    ) async throws -> Bool {
        try await sql.execute(
            """
            update dead_letter set state = \(wish.rawValue), acted_by = \(operatorName), acted_at = now()
            where id = \(id) and state = 'waiting'
            """) == 1
    }

    static func write(
        _ record: ConsumerRecord, consumer: String, topic: Topic, partition: Int32, subject: UUID?, version: Int64?,
        code: String, words: String, in sql: some PostgresSession
    ) async throws {
        try await sql.execute(
            """
            insert into dead_letter
                (id, consumer, topic, partition, "offset", subject, version, key, value, headers, code, words)
            values (\(UUID.v7(at: Date())), \(consumer), \(topic.rawValue), \(partition), \(record.offset),
                \(subject as UUID?), \(version as Int64?), \(record.key as [UInt8]?), \(record.value as [UInt8]?),
                \(try StoredRecord.json(of: record.headers)), \(code), \(words))
            on conflict do nothing
            """)
    }

    /// Letters of this consumer that an operator has acted on, locked; other copies pass them by.
    static func requested(consumer: String, in sql: some PostgresSession) async throws -> [DeadLetter] {
        try await sql.query(
            """
            \(unescaped: columns)
            where consumer = \(consumer) and state in ('replay_requested', 'discard_requested')
            order by failed_at, version limit 100 for update skip locked
            """
        ).compactMap(DeadLetter.init(row:))
    }

    func close(_ settlement: BatchRun.Settlement, in sql: some PostgresSession) async throws {
        switch settlement {
        case .settled:
            let final = state == Wish.discard.rawValue ? "discarded" : "replayed"
            try await sql.execute("update dead_letter set state = \(final) where id = \(id)")
        case .failedAgain(let code, let words):
            try await sql.execute(
                """
                update dead_letter set state = 'waiting', attempts = attempts + 1, failed_at = now(),
                    code = \(code), words = \(words)
                where id = \(id)
                """)
        }
    }

    private static let columns = """
        select id, consumer, topic, partition, subject, version, "offset", key, value, headers, code, words, failed_at,
            attempts, state, acted_by, acted_at from dead_letter
        """

    private init?(row: PostgresRow) throws {
        guard let topic = Topic(rawValue: try row.value("topic")) else { return nil }
        self.topic = topic
        id = try row.value("id")
        consumer = try row.value("consumer")
        partition = try row.value("partition")
        subject = try row.value("subject")
        version = try row.value("version")
        code = try row.value("code")
        words = try row.value("words")
        failedAt = try row.value("failed_at")
        attempts = try row.value("attempts")
        state = try row.value("state")
        actedBy = try row.value("acted_by")
        actedAt = try row.value("acted_at")
        record = ConsumerRecord(
            offset: try row.value("offset"), timestamp: failedAt.milliseconds, key: try row.value("key"),
            value: try row.value("value"), headers: try StoredRecord.headers(from: try row.value("headers")))
    }
}
