internal import Synchronization

/// Where the consumer's thread leaves events for the reader: a bounded shelf per partition, and one for the rest.
///
/// Every partition has a round, another one each time it is assigned or starts over somewhere else: what was read in an
/// earlier round and arrives late is dropped.
final class EventShelf: Sendable {
    private struct Row {
        var round: UInt64
        var records: [ConsumerRecord] = []
        var bytes = 0
        var highWatermark: Int64 = -1
        /// Told after the records.
        var isOutOfRange = false
        /// The reader wants nothing of it for now.
        var isHeld = false
        /// The thread was told that it is full and is waiting to hear of room.
        var wasFull = false

        var hasNews: Bool { !isHeld && (!records.isEmpty || isOutOfRange) }
    }

    private struct State {
        var rows: [TopicPartition: Row] = [:]
        /// Partitions with news, each once, in the order they are served.
        var ready: [TopicPartition] = []
        var notices: [KafkaConsumerEvent] = []
        var waiting: [Waiter] = []
        /// Rounds and waiters are told apart by numbers from here, none of which is used twice.
        var lastNumber: UInt64 = 0
        var isFinished = false

        mutating func nextNumber() -> UInt64 {
            lastNumber += 1
            return lastNumber
        }
    }

    private struct Waiter {
        let id: UInt64
        let isCancelled: Bool
        let continuation: CheckedContinuation<KafkaConsumerEvent?, Never>
    }

    private let state = Mutex(State())
    private let batch: Int
    private let hasRoom: @Sendable (TopicPartition) -> Void

    private static let mostBytes = 2 << 20

    /// - Parameter hasRoom: told when a partition that was full can take more.
    init(batch: Int, hasRoom: @escaping @Sendable (TopicPartition) -> Void) {
        self.batch = batch
        self.hasRoom = hasRoom
    }

    /// How many records lie here, all partitions together.
    var count: Int { state.withLock { $0.rows.values.reduce(0) { $0 + $1.records.count } } }

    // MARK: The thread's side

    /// Puts rows up for these partitions, empty. Gives each one's round.
    func assign(_ places: [TopicPartition]) -> [TopicPartition: UInt64] {
        state.withLock { state in
            var rounds: [TopicPartition: UInt64] = [:]
            for place in places {
                let round = state.nextNumber()
                state.rows[place] = Row(round: round)
                rounds[place] = round
            }
            return rounds
        }
    }

    /// Whether the partition has not started over since.
    func isCurrent(_ place: TopicPartition, round: UInt64) -> Bool {
        state.withLock { $0.rows[place]?.round == round }
    }

    /// Something that is not about one partition's records; it overtakes those.
    func announce(_ notice: KafkaConsumerEvent) {
        wakeReaders { $0.notices.append(notice) }
    }

    /// Takes these partitions down with what lies there, and tells the reader if it ever heard of them.
    func revoke(_ places: [TopicPartition], isKnown: Bool) {
        wakeReaders { state in
            for place in places { state.rows[place] = nil }
            state.ready.removeAll { state.rows[$0] == nil }
            if isKnown { state.notices.append(.revoked(places)) }
        }
    }

    /// - Returns: the partition has as much as it may: bring no more until `hasRoom`.
    func put(
        _ records: [ConsumerRecord], bytes: Int, highWatermark: Int64, for place: TopicPartition, round: UInt64
    ) -> Bool {
        var isFull = false
        wakeReaders { state in
            guard state.rows[place]?.round == round else { return }
            state.rows[place]?.records.append(contentsOf: records)
            state.rows[place]?.bytes += bytes
            state.rows[place]?.highWatermark = highWatermark
            isFull =
                (state.rows[place]?.records.count ?? 0) >= 4 * batch
                || (state.rows[place]?.bytes ?? 0) >= Self.mostBytes
            if isFull { state.rows[place]?.wasFull = true }
            Self.noteReady(place, &state)
        }
        return isFull
    }

    func putOutOfRange(_ place: TopicPartition, round: UInt64) {
        wakeReaders { state in
            guard state.rows[place]?.round == round else { return }
            state.rows[place]?.isOutOfRange = true
            Self.noteReady(place, &state)
        }
    }

    func finish() {
        wakeReaders { $0.isFinished = true }
    }

    // MARK: The reader's side

    /// Empties a partition's row; gives its new round, or `nil` when there is no such row.
    func startOver(_ place: TopicPartition) -> UInt64? {
        state.withLock { state in
            guard let row = state.rows[place] else { return nil }
            var fresh = Row(round: state.nextNumber())
            fresh.isHeld = row.isHeld
            state.rows[place] = fresh
            state.ready.removeAll { $0 == place }
            return fresh.round
        }
    }

    func hold(_ place: TopicPartition, _ isHeld: Bool) {
        wakeReaders { state in
            state.rows[place]?.isHeld = isHeld
            if isHeld { state.ready.removeAll { $0 == place } } else { Self.noteReady(place, &state) }
        }
    }

    func next() async -> KafkaConsumerEvent? {
        var emptied: TopicPartition?
        let (event, isOver, id) = state.withLock { state in
            (take(&state, &emptied), state.isFinished, state.nextNumber())
        }
        if let emptied { hasRoom(emptied) }
        if event != nil || isOver { return event }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A cancellation that came before this found nobody waiting; one that comes after it will.
                wakeReaders {
                    $0.waiting.append(Waiter(id: id, isCancelled: Task.isCancelled, continuation: continuation))
                }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0).continuation }
            }
            waiting?.resume(returning: nil)
        }
    }

    // MARK: Between the two

    private static func noteReady(_ place: TopicPartition, _ state: inout State) {
        guard state.rows[place]?.hasNews == true, !state.ready.contains(place) else { return }
        state.ready.append(place)
    }

    /// The next event, if there is one; `emptied` becomes the partition that now has room after having been full.
    private func take(_ state: inout State, _ emptied: inout TopicPartition?) -> KafkaConsumerEvent? {
        guard !state.isFinished else { return nil }
        if !state.notices.isEmpty { return state.notices.removeFirst() }
        guard !state.ready.isEmpty else { return nil }
        let place = state.ready.removeFirst()
        // Out of the dictionary while it changes, or its records would be copied.
        guard var row = state.rows.removeValue(forKey: place) else { return nil }
        defer {
            state.rows[place] = row
            Self.noteReady(place, &state)
        }
        guard !row.records.isEmpty else {
            row.isOutOfRange = false
            return .outOfRange(topic: place.topic, partition: place.partition)
        }
        let records: [ConsumerRecord]
        if row.records.count <= batch {
            records = row.records
            row.records = []
            row.bytes = 0
        } else {
            records = Array(row.records.prefix(batch))
            row.records.removeFirst(batch)
            row.bytes = row.bytes / (row.records.count + batch) * row.records.count
        }
        if row.wasFull, row.records.count <= 2 * batch, row.bytes <= Self.mostBytes / 2 {
            row.wasFull = false
            emptied = place
        }
        return .batch(
            PartitionBatch(
                topic: place.topic, partition: place.partition, records: records, highWatermark: row.highWatermark))
    }

    /// Changes the shelf and hands what is there to whoever waits.
    private func wakeReaders(_ change: (inout State) -> Void) {
        var emptied: [TopicPartition] = []
        let served = state.withLock { state in
            change(&state)
            var served: [(CheckedContinuation<KafkaConsumerEvent?, Never>, KafkaConsumerEvent?)] = []
            while let first = state.waiting.first {
                var room: TopicPartition?
                let event = first.isCancelled ? nil : take(&state, &room)
                guard event != nil || first.isCancelled || state.isFinished else { break }
                if let room { emptied.append(room) }
                state.waiting.removeFirst()
                served.append((first.continuation, event))
            }
            return served
        }
        for place in emptied { hasRoom(place) }
        for (continuation, event) in served { continuation.resume(returning: event) }
    }
}
