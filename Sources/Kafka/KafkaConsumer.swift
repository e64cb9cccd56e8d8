internal import CRdKafka
public import Logging

/// Reads topics as a member of a group, from the positions its user keeps.
///
/// One thread of its own serves librdkafka without pause, so the group never loses this member however slow its reader is:
/// a partition whose reader is behind is paused instead. Assignment is eager, whole partitions come and go with
/// ``KafkaConsumerEvent/assigned(_:)`` and ``KafkaConsumerEvent/revoked(_:)``.
public final class KafkaConsumer: Sendable {
    private let desk: ConsumerDesk

    /// Joins the group in the background; brokers out of reach are no error.
    ///
    /// - Parameters:
    ///   - batch: the most records a ``PartitionBatch`` holds. Up to four times as many (or 2 MB) wait per partition.
    ///   - startOffsets: asked, per topic, at every assignment for the next offset to read of each partition; a partition
    ///     it leaves out starts at the earliest. While it throws it is asked again, after 100 ms to 2 s.
    /// - Throws: ``KafkaError/Kind/badSetting(_:)`` or ``KafkaError/Kind/libraryTooOld``.
    public convenience init(
        _ configuration: KafkaConfiguration, group: String, topics: [String], clientID: String, batch: Int = 500,
        logger: Logger,
        startOffsets: @escaping @Sendable (_ topic: String, _ partitions: [Int32]) async throws -> [Int32: Int64]
    ) throws(KafkaError) {
        try self.init(
            configuration, group: group, topics: topics, clientID: clientID, batch: batch,
            // Several sessions long: a group that changes in good order takes one.
            assignmentPatience: configuration.profile == .embedded ? .seconds(20) : .seconds(180), logger: logger,
            startOffsets: startOffsets)
    }

    init(
        _ configuration: KafkaConfiguration, group: String, topics: [String], clientID: String, batch: Int,
        assignmentPatience: Duration, logger: Logger,
        startOffsets: @escaping @Sendable (_ topic: String, _ partitions: [Int32]) async throws -> [Int32: Int64]
    ) throws(KafkaError) {
        let makeHandle: @Sendable () throws(KafkaError) -> ClientHandle = { () throws(KafkaError) in
            try ClientHandle(configuration, role: .consumer(group: group), clientID: clientID)
        }
        let handle = try makeHandle()
        logger.info("Kafka consumer starts", metadata: ["librdkafka": "\(ClientHandle.libraryVersion)"])
        let desk = ConsumerDesk(handle, batch: max(batch, 1))
        self.desk = desk
        try ClientThread.start {
            ConsumerLoop(
                desk: desk, topics: topics, makeHandle: makeHandle, assignmentPatience: assignmentPatience,
                logger: logger, startOffsets: startOffsets
            ).run(handle)
        }
    }

    deinit { desk.beginClosing() }

    /// What happens, in order for each partition. Ends at ``close()`` or when the reading task is cancelled.
    ///
    /// For one reader: two would take batches of one partition at the same time.
    public var events: KafkaConsumerEvents { KafkaConsumerEvents(shelf: desk.shelf) }

    /// Goes on reading that partition from there. Batches of it taken from ``events`` after this call are from there.
    ///
    /// Nothing happens when the partition is not, or no longer, assigned to this member.
    public func reposition(topic: String, partition: Int32, to offset: KafkaOffset) async {
        let place = TopicPartition(topic: topic, partition: partition)
        guard let round = desk.shelf.startOver(place) else { return }
        desk.tell(.reposition(place, offset, round: round))
    }

    /// ``reposition(topic:partition:to:)-(_,_,KafkaOffset)`` to an exact offset.
    public func reposition(topic: String, partition: Int32, to offset: Int64) async {
        await reposition(topic: topic, partition: partition, to: .at(offset))
    }

    /// Delivers no batch of that partition until ``resume(topic:partition:)`` or its next assignment; the others go on.
    public func pause(topic: String, partition: Int32) {
        desk.shelf.hold(TopicPartition(topic: topic, partition: partition), true)
    }

    /// Ends ``pause(topic:partition:)``.
    public func resume(topic: String, partition: Int32) {
        desk.shelf.hold(TopicPartition(topic: topic, partition: partition), false)
    }

    /// Notes how far the group has come, as a hint for lag tools: committed to Kafka every five seconds and at the end,
    /// never read back.
    public func storeOffset(topic: String, partition: Int32, next: Int64) {
        desk.store(TopicPartition(topic: topic, partition: partition), next)
    }

    /// Ends the events, leaves the group and returns when that is done, or after 10 s. May be called more than once.
    public func close() async {
        await withCheckedContinuation { continuation in
            let once = Once { continuation.resume() }
            desk.beginClosing { once.run() }
            Task {
                try? await Task.sleep(for: .seconds(10))
                once.run()
            }
        }
    }

    /// For tests: how many records lie here, read and not taken.
    var waitingRecords: Int { desk.shelf.count }

    /// For tests: whether it has met its cluster.
    var isConnected: Bool { desk.isConnected }

    /// For tests: makes the present handle believe it met a fatal error.
    func injectFatalError() { desk.injectFatalError() }

    /// For tests: makes the present handle one that can never be destroyed; `false` when nothing came to be kept.
    func injectKeptRecords() -> Bool { desk.injectKeptRecords() }
}

/// What a ``KafkaConsumer`` has to tell.
public enum KafkaConsumerEvent: Sendable, Equatable {
    /// Records to be worked through, in their order.
    case batch(PartitionBatch)
    /// The position lies outside the log the broker holds. Nothing more comes of that partition until
    /// ``KafkaConsumer/reposition(topic:partition:to:)-(_,_,KafkaOffset)``.
    case outOfRange(topic: String, partition: Int32)
    /// These partitions are this member's from now on. An assignment replaces the one before as a whole.
    case assigned([TopicPartition])
    /// These partitions may be another's already. No batch of them follows.
    case revoked([TopicPartition])
}

/// The events of a consumer, as fast as they are taken.
public struct KafkaConsumerEvents: AsyncSequence, Sendable {
    /// One thing that happened.
    public typealias Element = KafkaConsumerEvent
    /// Trouble with brokers is waited out, never thrown.
    public typealias Failure = Never

    let shelf: EventShelf

    /// Takes events off the consumer's shelf.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let shelf: EventShelf

        /// The next event; waits for one. `nil` once the consumer closes or the task is cancelled.
        public mutating func next() async -> KafkaConsumerEvent? { await shelf.next() }

        /// The same, without leaving the caller's actor on the way.
        public mutating func next(isolation actor: isolated (any Actor)?) async -> KafkaConsumerEvent? {
            await shelf.next()
        }
    }

    /// An iterator that starts with what is there now.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(shelf: shelf) }
}
