import Kafka

/// What one lane of a projector has in hand: per partition the batches that came, in order, and how long a partition in
/// trouble rests. Pure: the time is handed in.
struct LaneQueue {
    enum Work: Equatable {
        case batch(PartitionBatch)
        /// The position lies outside the log.
        case outOfRange
    }

    enum Next: Equatable {
        case work(TopicPartition, Work)
        /// Nothing to do until then; `nil` when nothing waits at all.
        case rest(until: ContinuousClock.Instant?)
    }

    private struct Place {
        var waiting: [Work] = []
        var backoff: Backoff
        var restsUntil: ContinuousClock.Instant?
    }

    private var places: [TopicPartition: Place] = [:]
    /// The partitions with work, in the order of their turns.
    private var turns: [TopicPartition] = []

    /// Partitions whose first batch has failed and is to be tried again.
    var inTrouble: Int { places.values.count { $0.restsUntil != nil } }

    mutating func add(_ work: Work, of place: TopicPartition) {
        if places[place] == nil {
            places[place] = Place(backoff: Backoff(from: .milliseconds(20), to: .seconds(5)))
            turns.append(place)
        }
        places[place]?.waiting.append(work)
    }

    /// Forgets partitions that are another's now.
    mutating func drop(_ gone: [TopicPartition]) {
        for place in gone { places[place] = nil }
        turns.removeAll { places[$0] == nil }
    }

    /// The work whose turn it is; it stays in hand until ``finish(_:)`` or ``postpone(_:now:)``.
    func next(now: ContinuousClock.Instant) -> Next {
        var soonest: ContinuousClock.Instant?
        for place in turns {
            guard let entry = places[place], let work = entry.waiting.first else { continue }
            guard let rest = entry.restsUntil, rest > now else { return .work(place, work) }
            soonest = min(soonest ?? rest, rest)
        }
        return .rest(until: soonest)
    }

    /// The first work of the partition is done; another partition's turn comes before its next.
    /// - Returns: whether the partition has no more work in hand.
    mutating func finish(_ place: TopicPartition) -> Bool {
        guard var entry = places.removeValue(forKey: place) else { return true }
        turns.removeAll { $0 == place }
        entry.waiting.removeFirst()
        guard !entry.waiting.isEmpty else { return true }
        entry.restsUntil = nil
        entry.backoff.reset()
        places[place] = entry
        turns.append(place)
        return false
    }

    /// The first work of the partition has failed for now: it rests, longer each time. The others go on.
    mutating func postpone(_ place: TopicPartition, now: ContinuousClock.Instant) {
        guard var entry = places.removeValue(forKey: place) else { return }
        entry.restsUntil = now + entry.backoff.next()
        places[place] = entry
    }
}
