internal import CRdKafka
internal import Synchronization

/// Where tasks leave word for the consumer's thread.
final class ConsumerDesk: Sendable {
    enum Word: Sendable {
        case reposition(TopicPartition, KafkaOffset, round: UInt64)
        /// The reader has caught up with a partition that was full.
        case room(TopicPartition)
        /// The start offsets asked for at that assignment.
        case start([TopicPartition: Int64], assignment: UInt64)
    }

    private struct State {
        var handle: ClientHandle?
        var words: [Word] = []
        var stored: [TopicPartition: Int64] = [:]
        var closing = false
        var ended = false
        var waiting: [@Sendable () -> Void] = []
    }

    /// A class of its own, so that the shelf can hold the state without holding the desk.
    private final class Box: Sendable {
        let state: Mutex<State>
        init(_ state: sending State) { self.state = Mutex(state) }

        func tell(_ word: Word) {
            state.withLock { state in
                state.words.append(word)
                state.handle?.wake()
            }
        }
    }

    private let box: Box
    let shelf: EventShelf
    let batch: Int

    init(_ handle: ClientHandle, batch: Int) {
        let box = Box(State(handle: handle))
        self.box = box
        self.batch = batch
        shelf = EventShelf(batch: batch) { box.tell(.room($0)) }
    }

    func tell(_ word: Word) { box.tell(word) }

    func store(_ place: TopicPartition, _ next: Int64) {
        box.state.withLock { $0.stored[place] = next }
    }

    /// Wakes nobody through a handle that is about to go.
    func replaceHandle(_ handle: ClientHandle?) { box.state.withLock { $0.handle = handle } }

    func take() -> (words: [Word], closing: Bool) {
        box.state.withLock { state in
            defer { state.words.removeAll(keepingCapacity: true) }
            return (state.words, state.closing)
        }
    }

    func takeStored() -> [TopicPartition: Int64] {
        box.state.withLock { state in
            defer { state.stored = [:] }
            return state.stored
        }
    }

    func beginClosing(_ ended: (@Sendable () -> Void)? = nil) {
        let already = box.state.withLock { state in
            state.closing = true
            state.handle?.wake()
            if !state.ended, let ended { state.waiting.append(ended) }
            return state.ended
        }
        shelf.finish()
        if already { ended?() }
    }

    var isConnected: Bool { box.state.withLock { $0.handle }?.clusterID != nil }

    func injectFatalError() {
        guard let handle = box.state.withLock({ $0.handle }) else { return }
        rd_kafka_test_fatal_error(handle.client, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID, "injected")
    }

    /// Takes records from the present handle and keeps them, and with them the handle: librdkafka destroys none while
    /// something it gave out is not given back.
    func injectKeptRecords() -> Bool {
        guard let handle = box.state.withLock({ $0.handle }), let event = handle.poll(milliseconds: 100) else {
            return false
        }
        if rd_kafka_event_type(event) == RD_KAFKA_EVENT_FETCH { return true }
        rd_kafka_event_destroy(event)
        return false
    }

    func end() {
        let waiting = box.state.withLock { state in
            state.handle = nil
            state.ended = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for resume in waiting { resume() }
    }
}

/// Runs its body the first time only.
final class Once: Sendable {
    private let body: Mutex<(@Sendable () -> Void)?>
    init(_ body: @escaping @Sendable () -> Void) { self.body = Mutex(body) }

    func run() {
        let body = body.withLock { body in
            defer { body = nil }
            return body
        }
        body?()
    }
}
