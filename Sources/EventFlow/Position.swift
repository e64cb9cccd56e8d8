import Contracts
import FoundationEssentials
import Kafka
import Postgres
import Synchronization

/// How far a projection has come in one partition.
struct Position: Sendable, Equatable {
    var nextOffset: Int64
    var epoch: Int32
}

/// The positions of one consumer: the truth in `consumer_offset`, and what this copy believes it to be.
final class PositionStore: Sendable {
    /// Somebody else moved the offset.
    struct Lost: Error {}

    private struct Place: Hashable {
        let topic: String
        let partition: Int32
    }

    private struct Beliefs {
        var positions: [Place: Position] = [:]
        var holes: [Place: ExpectedHole] = [:]
        /// Where reading begins one record before the position, and nothing has come yet: since when.
        var lookingBack: [Place: ContinuousClock.Instant] = [:]
    }

    private let pool: PostgresPool
    private let consumer: String
    private let beliefs = Mutex(Beliefs())

    init(pool: PostgresPool, consumer: String) {
        self.pool = pool
        self.consumer = consumer
    }

    /// Reads (and where missing, begins at 0) the positions of newly assigned partitions.
    ///
    /// A log that was written anew may end just where the position stands, and then nothing would ever tell: so reading
    /// begins with the record before the position, whose epoch does.
    /// - Returns: where to begin.
    func load(topic: String, partitions: [Int32]) async throws -> [Int32: Int64] {
        let results = try await pool.withConnection { connection in
            try await connection.pipeline([
                """
                insert into consumer_offset (consumer, topic, partition, next_offset)
                select \(self.consumer), \(topic), partition, 0 from unnest(\(partitions)) as p (partition)
                on conflict do nothing
                """,
                """
                select partition, next_offset, epoch from consumer_offset
                where consumer = \(self.consumer) and topic = \(topic) and partition = any(\(partitions))
                """,
            ])
        }
        let rows = try results[1].decode(Int32.self, Int64.self, Int32.self)
        beliefs.withLock { beliefs in
            for (partition, next, epoch) in rows {
                let place = Place(topic: topic, partition: partition)
                beliefs.positions[place] = Position(nextOffset: next, epoch: epoch)
                beliefs.holes[place] = nil
                beliefs.lookingBack[place] = next > 0 ? .now : nil
            }
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.0, max(0, $0.1 - 1)) })
    }

    /// Whether reading had begun before the position, which from now on is over.
    func endLookingBack(topic: String, partition: Int32) -> Bool {
        beliefs.withLock { $0.lookingBack.removeValue(forKey: Place(topic: topic, partition: partition)) != nil }
    }

    /// Where reading began before the position and that record does not come: the log may end right before it.
    func lookedBackInVain(for patience: Duration) -> [TopicPartition] {
        beliefs.withLock { beliefs in
            let waiting = beliefs.lookingBack.filter { $0.value + patience <= .now }.keys
            for place in waiting { beliefs.lookingBack[place] = .now }
            return waiting.map { TopicPartition(topic: $0.topic, partition: $0.partition) }
        }
    }

    /// Compare-and-set of the stored position. It has to touch one row: see ``check(_:)``.
    func move(topic: String, partition: Int32, from: Position, to: Position) -> PostgresQuery {
        """
        update consumer_offset set next_offset = \(to.nextOffset), epoch = \(to.epoch)
        where consumer = \(consumer) and topic = \(topic) and partition = \(partition)
            and next_offset = \(from.nextOffset) and epoch = \(from.epoch)
        """
    }

    /// Holds a partition's position, so that nobody applies anything of it meanwhile.
    static func lock(consumer: String, topic: Topic, partition: Int32) -> PostgresQuery {
        """
        select next_offset from consumer_offset
        where consumer = \(consumer) and topic = \(topic.rawValue) and partition = \(partition) for update
        """
    }

    /// Throws ``Lost`` when the position was not where it was believed to be any more.
    static func check(_ moved: PostgresRows) throws(Lost) {
        guard moved.affected == 1 else { throw Lost() }
    }

    func position(topic: String, partition: Int32) -> Position? {
        beliefs.withLock { $0.positions[Place(topic: topic, partition: partition)] }
    }

    func moved(topic: String, partition: Int32, to position: Position, expecting hole: ExpectedHole? = nil) {
        beliefs.withLock {
            let place = Place(topic: topic, partition: partition)
            $0.positions[place] = position
            $0.holes[place] = hole
        }
    }

    /// Remembers that the log seems to have a hole before this batch.
    func expectHole(before batch: PartitionBatch) {
        guard let first = batch.records.first else { return }
        beliefs.withLock {
            $0.holes[Place(topic: batch.topic, partition: batch.partition)] = .before(first.offset)
        }
    }

    func hole(before batch: PartitionBatch) -> ExpectedHole? {
        beliefs.withLock { $0.holes[Place(topic: batch.topic, partition: batch.partition)] }
    }
}

/// A stretch of offsets that a log no longer has, because it was compacted or has expired.
enum ExpectedHole: Sendable, Equatable {
    /// Wherever the log begins is right.
    case anyHole
    /// Met once already, ending before this offset.
    case before(Int64)
}

/// What to do with a batch, given where the projection stands: decided before the database is asked.
enum BatchPlan {
    /// Everything in it lies behind the position.
    case nothing
    /// It begins beyond the position. The first time that is taken for a leftover from before a change of
    /// position; the second time for a real hole (a compacted or expired log).
    case jump
    /// Apply these, then stand at `next`: behind the last, or at the cut of an epoch newer than ours.
    case apply([ConsumerRecord], next: Position)

    init(_ records: [ConsumerRecord], from position: Position, expecting hole: ExpectedHole?) {
        let fresh = records.drop { $0.offset < position.nextOffset }
        if let back = records[..<fresh.startIndex].lazy.compactMap({ Self.cut(of: $0, newerThan: position) }).first {
            self = .apply([], next: back)
            return
        }
        guard let first = fresh.first, let last = fresh.last else {
            self = .nothing
            return
        }
        if first.offset > position.nextOffset, hole != .anyHole, hole != .before(first.offset) {
            self = .jump
            return
        }
        for (index, record) in zip(fresh.indices, fresh) {
            guard let back = Self.cut(of: record, newerThan: position) else { continue }
            self = .apply(Array(fresh[..<index]), next: back)
            return
        }
        self = .apply(Array(fresh), next: Position(nextOffset: last.offset + 1, epoch: position.epoch))
    }

    /// Where a record of a newer epoch than ours leads back to; `nil` when it is of ours.
    private static func cut(of record: ConsumerRecord, newerThan position: Position) -> Position? {
        guard let epoch = EventEnvelope.epoch(of: record.headers), epoch.number > position.epoch else { return nil }
        // Only the newest cut is in the header: who has missed one in between starts from the beginning.
        let cut = epoch.number == position.epoch + 1 ? min(epoch.cut, record.offset) : 0
        return Position(nextOffset: cut, epoch: epoch.number)
    }
}
