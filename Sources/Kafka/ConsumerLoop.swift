internal import CRdKafka
internal import Glibc
internal import Logging

/// The consumer's thread: takes part in the group, reads, and puts batches on the shelf.
final class ConsumerLoop {
    private let desk: ConsumerDesk
    private let topics: [String]
    private let makeHandle: @Sendable () throws(KafkaError) -> ClientHandle
    private let logger: Logger
    private let startOffsets: @Sendable (String, [Int32]) async throws -> [Int32: Int64]
    private let clock = ContinuousClock()

    private var places: [TopicPartition: PartitionPlace] = [:]
    /// Counted up at every change of assignment, so that answers to an earlier one are recognised.
    private var assignment: UInt64 = 0
    private var asking: Task<Void, Never>?
    /// The places have been handed to librdkafka; until then the start offsets are still being asked for.
    private var isStarted = false
    private var filled: [PartitionPlace] = []
    private var mustReassign = false
    private var reassignAt: ContinuousClock.Instant?
    private var nextCommit: ContinuousClock.Instant
    /// Why this handle is of no more use; the next one starts from the stored offsets.
    private var isFinished: Finish?
    private var clusterID: String?
    /// Since when the group owes this member an assignment.
    private var owedSince: ContinuousClock.Instant?
    private var lastSeen: (topic: OpaquePointer, partition: Int32, place: PartitionPlace)?

    /// How many events are handled before batches go on the shelf, however many more are there.
    private static let sweep = 2000
    private static let commitEvery = Duration.seconds(5)
    private static let closingPatience = Duration.seconds(5)
    private let assignmentPatience: Duration

    private enum Finish: String {
        case fatalError = "a fatal error"
        /// The group and the logs of the old one are gone: librdkafka 2.0.2 goes on asking for its coordinator at the
        /// old address, and can wait for ever for an assignment to end.
        case anotherCluster = "another cluster"
        case noAssignment = "no assignment for too long"
    }

    init(
        desk: ConsumerDesk, topics: [String], makeHandle: @escaping @Sendable () throws(KafkaError) -> ClientHandle,
        assignmentPatience: Duration, logger: Logger,
        startOffsets: @escaping @Sendable (String, [Int32]) async throws -> [Int32: Int64]
    ) {
        self.desk = desk
        self.assignmentPatience = assignmentPatience
        self.topics = topics
        self.makeHandle = makeHandle
        self.logger = logger
        self.startOffsets = startOffsets
        nextCommit = clock.now + Self.commitEvery
    }

    /// Runs until the desk closes.
    func run(_ first: ClientHandle) {
        var present: ClientHandle? = first
        while let handle = present {
            serve(ConsumerCalls(handle, topics: topics))
            guard !desk.take().closing else { break }
            present = replacement()
        }
        desk.end()
    }

    /// Serves one handle until the desk closes or the handle is finished.
    private func serve(_ calls: ConsumerCalls) {
        calls.subscribe()
        (isFinished, clusterID, owedSince) = (nil, nil, nil)
        while isFinished == nil {
            let (words, closing) = desk.take()
            if closing { break }
            for word in words { heed(word, calls) }
            if let due = reassignAt, clock.now >= due { mustReassign = true }
            if mustReassign { reassign(calls) }
            if clock.now >= nextCommit { commit(calls) }
            sweep(calls)
            lookAfterMembership(calls)
        }
        if isFinished == nil { commit(calls) }
        dropAssignment()
        desk.replaceHandle(nil)
        guard isFinished == nil else { return calls.abandon() }
        calls.leave(
            within: Self.closingPatience,
            late: {
                logger.warning("Kafka consumer left its group without a goodbye")
                desk.end()
            }, log: logger.passOn)
    }

    /// Notices what librdkafka 2.0.2 does not recover from by itself.
    private func lookAfterMembership(_ calls: ConsumerCalls) {
        if let seen = calls.handle.clusterID {
            if let clusterID, clusterID != seen { isFinished = .anotherCluster }
            // From the first sight of the cluster: a coordinator may forget who waits to join, and never answer.
            if clusterID == nil { owedSince = owedSince ?? clock.now }
            clusterID = seen
        }
        if let owedSince, clock.now - owedSince > assignmentPatience { isFinished = .noAssignment }
    }

    /// A new handle, after a pause so as not to spin on an error that lasts.
    private func replacement() -> ClientHandle? {
        logger.warning("Kafka consumer starts anew", metadata: ["why": "\(isFinished?.rawValue ?? "")"])
        while !desk.take().closing {
            if let handle = try? makeHandle() {
                desk.replaceHandle(handle)
                return handle
            }
            // Nobody is to be served meanwhile; only close() waits longer.
            usleep(500_000)
        }
        return nil
    }

    // MARK: Events

    /// Waits for an event, handles those that are there, and puts what was read on the shelf.
    private func sweep(_ calls: ConsumerCalls) {
        var wait: Int32 = 500
        for _ in 0..<Self.sweep {
            guard let event = calls.handle.poll(milliseconds: wait) else { break }
            wait = 0
            switch rd_kafka_event_type(event) {
            case RD_KAFKA_EVENT_FETCH:
                while let message = rd_kafka_event_message_next(event) { read(message) }
            case RD_KAFKA_EVENT_REBALANCE: rebalance(event, calls)
            case RD_KAFKA_EVENT_ERROR: heedError(event)
            case RD_KAFKA_EVENT_LOG: logger.passOn(event)
            default: break
            }
            rd_kafka_event_destroy(event)
        }
        shelve(calls)
    }

    private func read(_ message: UnsafePointer<rd_kafka_message_t>) {
        guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR, let place = place(of: message) else { return }
        switch place.judge(message.pointee.offset) {
        case .drop: return
        case .lookAgain:
            logger.warning(
                "Kafka records seem to be missing, reading again",
                metadata: [
                    "partition": "\(place.place)", "from": "\(place.position)", "to": "\(message.pointee.offset)",
                ])
            place.isStale = true
            mustReassign = true
        case .take:
            if place.records.isEmpty { filled.append(place) }
            let record = ConsumerRecord(message)
            place.records.append(record)
            place.bytes += message.pointee.len + message.pointee.key_len + 64
            place.position = record.offset + 1
        }
    }

    /// Consecutive records are mostly of one partition.
    private func place(of message: UnsafePointer<rd_kafka_message_t>) -> PartitionPlace? {
        guard let topic = message.pointee.rkt else { return nil }
        let partition = message.pointee.partition
        if let lastSeen, lastSeen.topic == topic, lastSeen.partition == partition { return lastSeen.place }
        let name = String(cString: rd_kafka_topic_name(topic))
        guard let place = places[TopicPartition(topic: name, partition: partition)] else { return nil }
        lastSeen = (topic, partition, place)
        return place
    }

    private func shelve(_ calls: ConsumerCalls) {
        for place in filled where !place.records.isEmpty {
            let isFull = desk.shelf.put(
                place.records, bytes: place.bytes, highWatermark: calls.highWatermark(place.place), for: place.place,
                round: place.round)
            place.records = []
            place.bytes = 0
            if isFull, !place.isPaused, !place.isStale {
                place.isPaused = true
                calls.pause(place.place)
            }
        }
        filled = []
    }

    private func heedError(_ event: OpaquePointer) {
        let error = rd_kafka_event_error(event)
        if rd_kafka_event_error_is_fatal(event) != 0 {
            isFinished = .fatalError
            return
        }
        guard error == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET, let found = rd_kafka_event_topic_partition(event) else {
            logger.debug("Kafka consumer", metadata: ["error": "\(KafkaError(error).name)"])
            return
        }
        defer { rd_kafka_topic_partition_destroy(found) }
        let name = TopicPartition(topic: String(cString: found.pointee.topic), partition: found.pointee.partition)
        guard let place = places[name], !place.isOutOfRange, !place.isStale else { return }
        if place.position >= 0, found.pointee.offset == place.position {
            place.isOutOfRange = true
            shelveNow(place)
            desk.shelf.putOutOfRange(name, round: place.round)
        } else {
            // Not about the place we are at (an end of log that could not be asked for, or an error overtaken by a new
            // start): librdkafka has stopped reading it, so it is started again.
            reassignAt = clock.now + .milliseconds(500)
        }
    }

    /// What was read before must be told before.
    private func shelveNow(_ place: PartitionPlace) {
        guard !place.records.isEmpty else { return }
        _ = desk.shelf.put(place.records, bytes: place.bytes, highWatermark: -1, for: place.place, round: place.round)
        place.records = []
        place.bytes = 0
    }

    // MARK: Assignment

    private func rebalance(_ event: OpaquePointer, _ calls: ConsumerCalls) {
        dropAssignment()
        guard rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS,
            let list = rd_kafka_event_topic_partition_list(event)
        else {
            calls.unassign()
            owedSince = clock.now
            return
        }
        owedSince = nil
        let mine = ConsumerCalls.places(list)
        for (place, round) in desk.shelf.assign(mine) {
            places[place] = PartitionPlace(place, position: Int64(RD_KAFKA_OFFSET_INVALID), round: round)
        }
        ask(mine)
    }

    private func dropAssignment() {
        asking?.cancel()
        asking = nil
        assignment += 1
        let isKnown = isStarted
        isStarted = false
        filled = []
        lastSeen = nil
        mustReassign = false
        reassignAt = nil
        let gone = places.keys.sorted()
        places = [:]
        if !gone.isEmpty || isKnown { desk.shelf.revoke(gone, isKnown: isKnown) }
    }

    /// Asks for the start offsets in a task, while this thread keeps the membership alive.
    private func ask(_ mine: [TopicPartition]) {
        let (assignment, desk, logger, startOffsets) = (assignment, desk, logger, startOffsets)
        asking = Task {
            var found: [TopicPartition: Int64] = [:]
            for (topic, places) in Dictionary(grouping: mine, by: \.topic) {
                var pause = Duration.milliseconds(100)
                while !Task.isCancelled {
                    do {
                        for (partition, offset) in try await startOffsets(topic, places.map(\.partition)) {
                            found[TopicPartition(topic: topic, partition: partition)] = offset
                        }
                        break
                    } catch {
                        logger.warning(
                            "Kafka start offsets are not to be had yet",
                            metadata: ["topic": "\(topic)", "error": "\(type(of: error))"])
                        try? await Task.sleep(for: pause)
                        pause = min(pause * 2, .seconds(2))
                    }
                }
            }
            if !Task.isCancelled { desk.tell(.start(found, assignment: assignment)) }
        }
    }

    private func heed(_ word: ConsumerDesk.Word, _ calls: ConsumerCalls) {
        switch word {
        case .start(let offsets, let assignment):
            guard assignment == self.assignment, !isStarted else { return }
            isStarted = true
            for place in places.values where place.position == Int64(RD_KAFKA_OFFSET_INVALID) {
                place.position = offsets[place.place].map { KafkaOffset.at($0).number } ?? KafkaOffset.earliest.number
            }
            // Told before anything can be read.
            desk.shelf.announce(.assigned(places.keys.sorted()))
            mustReassign = true
        case .reposition(let name, let offset, let round):
            // Asked for before the latest assignment, or before another reposition.
            guard let place = places[name], desk.shelf.isCurrent(name, round: round) else { return }
            place.startOver(at: offset.number, round: round)
            mustReassign = isStarted
        case .room(let name):
            guard let place = places[name], place.isPaused else { return }
            place.isPaused = false
            if !place.isStale { calls.resume(name, at: place.position) }
        }
    }

    /// Hands all places to librdkafka anew, each at its own position.
    ///
    /// A partition that is out of range is left out until it is repositioned. Pauses end first: librdkafka keeps them
    /// across assignments. A partition that is still full is paused when its next records come, not at once: a pause
    /// before the first record was read would lose what had been fetched by then.
    private func reassign(_ calls: ConsumerCalls) {
        mustReassign = false
        reassignAt = nil
        guard isStarted else { return }
        calls.resume(places.values.filter(\.isPaused).map(\.place))
        for place in places.values {
            place.isPaused = false
            place.isStale = false
        }
        let error = calls.assign(places.values.filter { !$0.isOutOfRange }.map { ($0.place, $0.position) })
        guard error != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        logger.warning("Kafka consumer could not take its partitions", metadata: ["error": "\(KafkaError(error).name)"])
        reassignAt = clock.now + .milliseconds(500)
    }

    private func commit(_ calls: ConsumerCalls) {
        nextCommit = clock.now + Self.commitEvery
        guard isStarted else { return }
        calls.commit(desk.takeStored().filter { places[$0.key] != nil }.map { ($0.key, $0.value) })
    }
}
