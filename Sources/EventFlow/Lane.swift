import Kafka
import Synchronization

/// Works through some of a projector's partitions, one batch at a time. Partitions of the same number are always in the
/// same lane, whatever their topic: they hold the same referrals, and two at once would wait for each other's rows.
final class Lane: Sendable {
    private let queue = Mutex(LaneQueue())
    private let news = Signal()

    func add(_ work: LaneQueue.Work, of place: TopicPartition) {
        queue.withLock { $0.add(work, of: place) }
        news.raise()
    }

    func drop(_ places: [TopicPartition]) { queue.withLock { $0.drop(places) } }

    var inTrouble: Int { queue.withLock { $0.inTrouble } }

    /// Cuts a wait short, so that ``work(until:_:_:)`` sees that it should stop.
    func wake() { news.raise() }

    /// Runs until stopped.
    ///
    /// - Parameters:
    ///   - attempt: does one piece of work; `false` when the partition has to rest and the same work is to come again.
    ///   - after: told after each attempt whether the partition has no more work in hand.
    func work(
        until stopping: StopFlag, attempt: (TopicPartition, LaneQueue.Work) async -> Bool,
        after: (TopicPartition, _ isIdle: Bool) -> Void
    ) async {
        while !stopping.isStopped {
            switch queue.withLock({ $0.next(now: .now) }) {
            case .rest(let until):
                await news.wait(atMost: until.map { $0 - .now } ?? .seconds(60))
            case .work(let place, let work):
                let isDone = await attempt(place, work)
                let isIdle = queue.withLock { queue in
                    if isDone { return queue.finish(place) }
                    queue.postpone(place, now: .now)
                    return false
                }
                after(place, isIdle)
            }
        }
    }
}
