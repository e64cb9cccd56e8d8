internal import CRdKafka
internal import Synchronization

/// Records handed in together, and what became of them so far. Touched by the producer's thread alone once handed in.
final class ProducerBatch: @unchecked Sendable {
    let records: [ProducerRecord]
    /// The first record librdkafka has not taken yet.
    var next = 0
    private var results: [Result<Int64?, KafkaError>?]
    private var open: Int
    private let done: ([Result<Int64?, KafkaError>]) -> Void

    init(_ records: [ProducerRecord], done: @escaping ([Result<Int64?, KafkaError>]) -> Void) {
        self.records = records
        self.done = done
        results = Array(repeating: nil, count: records.count)
        open = records.count
    }

    var isDone: Bool { open == 0 }

    /// Notes a record's fate, once; the last one ends the wait of whoever handed the batch in.
    func settle(_ index: Int, _ result: Result<Int64?, KafkaError>) {
        guard results.indices.contains(index), results[index] == nil else { return }
        results[index] = result
        open -= 1
        if open == 0 { done(results.map { $0 ?? .failure(.closed) }) }
    }

    /// Fails whatever has no fate yet among `range`.
    func settle(_ range: Range<Int>, _ error: KafkaError) {
        for index in range { settle(index, .failure(error)) }
    }
}

/// Where tasks hand batches to the producer's thread.
final class ProducerDesk: Sendable {
    private struct State {
        var handle: ClientHandle?
        var batches: [ProducerBatch] = []
        /// When closing has taken long enough; `nil` while nobody wants it closed.
        var closeBy: ContinuousClock.Instant?
        var ended = false
        var waiting: [@Sendable () -> Void] = []
    }

    private let state: Mutex<State>

    init(_ handle: ClientHandle) {
        state = Mutex(State(handle: handle))
    }

    /// The present handle; `nil` between two handles and after the end.
    var handle: ClientHandle? { state.withLock { $0.handle } }

    func replaceHandle(_ handle: ClientHandle?) { state.withLock { $0.handle = handle } }

    func hand(in batch: ProducerBatch) {
        let taken = state.withLock { state in
            guard state.closeBy == nil else { return false }
            state.batches.append(batch)
            state.handle?.wake()
            return true
        }
        if !taken { batch.settle(0..<batch.records.count, .closed) }
    }

    func take() -> (batches: [ProducerBatch], closeBy: ContinuousClock.Instant?) {
        state.withLock { state in
            defer { state.batches.removeAll(keepingCapacity: true) }
            return (state.batches, state.closeBy)
        }
    }

    func beginClosing(patience: Duration = .seconds(5), _ ended: (@Sendable () -> Void)? = nil) {
        let latest = ContinuousClock.now + patience
        let already = state.withLock { state in
            state.closeBy = min(state.closeBy ?? latest, latest)
            state.handle?.wake()
            if !state.ended, let ended { state.waiting.append(ended) }
            return state.ended
        }
        if already { ended?() }
    }

    func end() {
        let waiting = state.withLock { state in
            state.handle = nil
            state.ended = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for resume in waiting { resume() }
    }
}
