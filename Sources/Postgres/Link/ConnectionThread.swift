import Glibc
import Synchronization

/// A serial executor with a thread of its own, so that waiting for the database never holds up Swift's shared threads.
///
/// The thread starts with the first job and ends when the executor is retired and has nothing left to do; a job that
/// comes later still runs, on a new thread.
final class ConnectionThread: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var running = false
        var retired = false
    }

    private let state = Mutex(State())
    private let bell = Semaphore()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let start = state.withLock { state in
            state.jobs.append(job)
            defer { state.running = true }
            return !state.running
        }
        if start { startThread { self.work() } }
        bell.ring()
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// Lets the thread go once its work is done.
    func retire() {
        let running = state.withLock { state in
            state.retired = true
            return state.running
        }
        if running { bell.ring() }
    }

    private func work() {
        while true {
            bell.wait()
            let (jobs, done) = state.withLock { state in
                let jobs = state.jobs
                state.jobs = []
                let done = jobs.isEmpty && state.retired
                if done { state.running = false }
                return (jobs, done)
            }
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
            if done { return }
        }
    }
}

/// Starts a detached thread. Should the system have none left, the work is done here and now: late is better than never.
func startThread(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    let box = Unmanaged.passRetained(ThreadBody(body))
    var thread = pthread_t()
    let status = pthread_create(
        &thread, &attributes,
        { argument in
            if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
            return nil
        }, box.toOpaque())
    if status != 0 { box.takeRetainedValue().run() }
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

/// A POSIX semaphore. Unchecked because it holds a pointer; sound because that is what a semaphore is for.
private final class Semaphore: @unchecked Sendable {
    private let handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() {
        sem_init(handle, 0, 0)
    }

    deinit {
        sem_destroy(handle)
        handle.deallocate()
    }

    func ring() {
        sem_post(handle)
    }

    func wait() {
        while sem_wait(handle) != 0 && errno == EINTR {}
    }
}
