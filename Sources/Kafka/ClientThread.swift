internal import CRdKafka
internal import Glibc

/// Threads of our own: librdkafka's calls block, and the concurrency pool has one thread per core.
enum ClientThread {
    /// Runs `body` on a new thread that nobody joins.
    static func start(_ body: @escaping @Sendable () -> Void) throws(KafkaError) {
        let box = Unmanaged.passRetained(ThreadBody(body))
        let outcome = spawn(box.toOpaque())
        guard outcome == 0 else {
            box.release()
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE, "No thread could be started (errno \(outcome)).")
        }
    }

    /// Runs a blocking call on a thread of its own and waits for its outcome.
    static func call<Value: Sendable>(
        _ body: @escaping @Sendable () -> Result<Value, KafkaError>
    ) async throws(KafkaError) -> Value {
        let outcome: Result<Value, KafkaError> = await withCheckedContinuation { continuation in
            do throws(KafkaError) {
                try start { continuation.resume(returning: body()) }
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
        return try outcome.get()
    }

    private static func spawn(_ argument: UnsafeMutableRawPointer) -> Int32 {
        var thread = pthread_t()
        let outcome = pthread_create(&thread, nil, runThreadBody, argument)
        if outcome == 0 { pthread_detach(thread) }
        return outcome
    }
}

private final class ThreadBody {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runThreadBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
    return nil
}
