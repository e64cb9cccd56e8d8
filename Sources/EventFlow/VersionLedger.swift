import Contracts
import FoundationEssentials
import Postgres

/// The last version applied per aggregate, for the aggregates of one batch. Rows are locked while the batch
/// is applied, so that no other copy applies the same event meanwhile.
struct VersionLedger {
    enum Place {
        case seen, next, early
    }

    private var known: [UUID: Int64] = [:]
    private var advanced: [UUID: Int64] = [:]
    private var parked: Set<UUID> = []

    init() {}

    /// What ``init(_:)`` has to be given the answers of.
    static func questions(consumer: String, topic: Topic, subjects: [UUID]) -> [PostgresQuery] {
        let subjects = Array(Set(subjects)).sorted { $0.text < $1.text }
        return [
            // Row by row, as they come: so all lock in one order. Asked for together and in order, they might be looked for
            // among all that the consumer knows.
            """
            select asked.subject, version
            from unnest(\(subjects)) as asked (subject) cross join lateral (
                select version from applied_version
                where consumer = \(consumer) and topic = \(topic.rawValue) and subject = asked.subject
                for update) as known
            """,
            """
            select distinct subject from parked_event
            where consumer = \(consumer) and topic = \(topic.rawValue) and subject = any(\(subjects))
            """,
        ]
    }

    init(_ answers: some Collection<PostgresRows>) throws {
        let answers = Array(answers)
        known = Dictionary(uniqueKeysWithValues: try answers[0].decode(UUID.self, Int64.self))
        parked = Set(try answers[1].decode(UUID.self))
    }

    func version(of subject: UUID) -> Int64 { advanced[subject] ?? known[subject] ?? 0 }

    func place(of event: ReceivedEvent) -> Place {
        let last = version(of: event.subject)
        if event.version <= last { return .seen }
        return event.version == last + 1 ? .next : .early
    }

    mutating func advance(_ subject: UUID, to version: Int64) { advanced[subject] = version }

    mutating func noteParked(_ subject: UUID) { parked.insert(subject) }

    func mayHaveParked(_ subject: UUID) -> Bool { parked.contains(subject) }

    /// The statements that write what advanced, and take away whatever had been parked up to there: by whichever way it
    /// came in the end, from where it was parked or once more from the log. They fail with a unique violation of ``primaryKey`` when another copy met
    /// a new aggregate at the same moment.
    func saving(consumer: String, topic: Topic) -> [PostgresQuery] {
        let old = advanced.filter { known[$0.key] != nil }
        let new = advanced.filter { known[$0.key] == nil }
        var statements: [PostgresQuery] = []
        if !old.isEmpty {
            statements.append(
                """
                update applied_version a set version = t.version
                from unnest(\(Array(old.keys)), \(Array(old.values))) as t (subject, version)
                where a.consumer = \(consumer) and a.topic = \(topic.rawValue) and a.subject = t.subject
                """)
        }
        if !new.isEmpty {
            statements.append(
                """
                insert into applied_version (consumer, topic, subject, version)
                select \(consumer), \(topic.rawValue), subject, version
                from unnest(\(Array(new.keys)), \(Array(new.values))) as t (subject, version)
                """)
        }
        let settled = advanced.filter { parked.contains($0.key) }
        if !settled.isEmpty {
            statements.append(
                """
                delete from parked_event p
                using unnest(\(Array(settled.keys)), \(Array(settled.values))) as t (subject, version)
                where p.consumer = \(consumer) and p.topic = \(topic.rawValue) and p.subject = t.subject
                    and p.version <= t.version
                """)
        }
        return statements
    }

    static let primaryKey = "applied_version_pkey"
}
