public import Postgres

/// What a service still has before it: events to be published, events that wait or were refused, and how far its
/// consumers have come.
///
/// Read at every scrape of the metrics, so it stays cheap however much is waiting: nothing is counted beyond ``bound``.
public struct Backlog: Sendable, Equatable {
    /// Rows that wait for something.
    public struct Waiting: Sendable, Equatable {
        /// Exact up to ``Backlog/bound``.
        public var events: Int64 = 0
        /// How many aggregates they belong to.
        public var keys: Int64 = 0
        /// How many seconds ago the oldest began to wait; 0 when there is none. Above the bound: the oldest of those counted.
        public var oldestAge: Double = 0
    }

    /// A partition as one consumer sees it.
    public struct Place: Sendable, Hashable {
        /// Whose offset it is: the projection's name.
        public let consumer: String
        /// The topic's name.
        public let topic: String
        /// Which of its partitions; 0 is the first.
        public let partition: Int32

        /// That partition of that topic, seen by that consumer.
        public init(consumer: String, topic: String, partition: Int32) {
            self.consumer = consumer
            self.topic = topic
            self.partition = partition
        }
    }

    /// Events not yet published. Above the bound `events` is the span of their positions: never too few, and falling while
    /// a refill goes on. `oldestAge` counts from when the event happened, so a refill makes it large at once.
    public internal(set) var outbox = Waiting()
    /// Events that cannot be applied yet, by consumer. A consumer that has ever run is there, even with nothing waiting.
    public internal(set) var parked: [String: Waiting] = [:]
    /// Dead letters that nobody has settled, by consumer.
    public internal(set) var deadLetters: [String: Waiting] = [:]
    /// The next offset each consumer will apply.
    public internal(set) var positions: [Place: Int64] = [:]

    /// Most rows of one kind that are counted one by one: a few milliseconds' work.
    public static let bound: Int64 = 10_000

    /// Reads all of it in one statement. Throws `PostgresError`.
    public static func read(in sql: some PostgresSession) async throws -> Backlog {
        var backlog = Backlog()
        let rows = try await sql.query(question)
            .decode(String.self, String.self, String.self, Int32.self, Int64.self, Int64.self, Double.self)
        for (kind, consumer, topic, partition, number, keys, age) in rows {
            let waiting = Waiting(events: number, keys: keys, oldestAge: max(0, age))
            switch kind {
            case "outbox": backlog.outbox = waiting
            case "parked": backlog.parked[consumer] = waiting
            case "dead": backlog.deadLetters[consumer] = waiting
            default:
                backlog.positions[Place(consumer: consumer, topic: topic, partition: partition)] = number
            }
        }
        return backlog
    }

    /// The order of the parked events is that of their primary key, so that no more of it is read than is counted.
    private static let question: PostgresQuery = """
        with consumers as (select distinct consumer from consumer_offset)
        select 'outbox', '', '', 0, case when counted <= \(bound) then counted else span end, 0::bigint, age
        from (select count(*) from (select from outbox limit \(bound + 1)) as taken) as size (counted),
            outbox_span,
            (select coalesce(max(extract(epoch from now() - occurred_at)::float8), 0) from event_log
             where position = (select oldest from outbox_span)) as oldest (age)
        union all
        select 'parked', consumer, '', 0, events, keys, age
        from consumers cross join lateral (
            select count(*), count(distinct (topic, subject)),
                coalesce(max(extract(epoch from now() - parked_at)::float8), 0)
            from (select topic, subject, parked_at from parked_event
                  where parked_event.consumer = consumers.consumer
                  order by topic, subject, version limit \(bound + 1)) as taken) as parked (events, keys, age)
        union all
        select 'dead', consumer, '', 0, events, keys, age
        from consumers cross join lateral (
            select count(*), count(distinct (topic, subject)),
                coalesce(max(extract(epoch from now() - failed_at)::float8), 0)
            from (select topic, subject, failed_at from dead_letter
                  where dead_letter.consumer = consumers.consumer
                      and state in ('waiting', 'replay_requested', 'discard_requested')
                  limit \(bound + 1)) as taken) as dead (events, keys, age)
        union all
        select 'position', consumer, topic, partition, next_offset, 0::bigint, 0::float8 from consumer_offset
        """
}
