import CLibPQ
import Glibc
import Synchronization

/// How another thread reaches a connection's thread while that one waits for the server: a pipe beside the socket.
final class WakeUp: Sendable {
    /// Readable after a signal; negative when the process has no descriptors left.
    let descriptor: Int32
    private let writer: Int32
    private let cancelled = Atomic<UInt64>(0)

    init() {
        var ends: (Int32, Int32) = (-1, -1)
        _ = withUnsafeMutableBytes(of: &ends) { pipe($0.assumingMemoryBound(to: Int32.self).baseAddress) }
        for end in [ends.0, ends.1] where end >= 0 {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (descriptor, writer) = ends
    }

    deinit {
        for end in [descriptor, writer] where end >= 0 { close(end) }
    }

    /// Asks for an operation to be cancelled; one that has ended meanwhile is left alone.
    func cancel(_ operation: UInt64) {
        cancelled.store(operation, ordering: .releasing)
        signal()
    }

    func isCancelled(_ operation: UInt64) -> Bool {
        cancelled.load(ordering: .acquiring) == operation
    }

    func signal() {
        var one: UInt8 = 1
        // A full pipe is signal enough.
        _ = write(writer, &one, 1)
    }

    /// Forgets the signals so far.
    func clear() {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { scrap in
            while read(descriptor, scrap.baseAddress, scrap.count) > 0 {}
        }
    }
}

/// One request to the server to cancel what a connection is doing.
///
/// libpq 15 makes it over a second connection and waits without a limit for that to be closed, so it has a thread of its
/// own, and the connection's thread decides how long it cares.
final class CancelRequest: Sendable {
    private let finished = Atomic<Bool>(false)

    var isFinished: Bool { finished.load(ordering: .acquiring) }

    init(_ connection: OpaquePointer, wake: WakeUp) {
        let token = CancelToken(connection)
        startThread { [self] in
            token.send()
            finished.store(true, ordering: .releasing)
            wake.signal()
        }
    }
}

/// libpq's cancel object. Unchecked because it is a pointer; sound because libpq documents it as usable from any thread.
private final class CancelToken: @unchecked Sendable {
    private let pointer: OpaquePointer?

    init(_ connection: OpaquePointer) {
        pointer = PQgetCancel(connection)
    }

    deinit {
        PQfreeCancel(pointer)
    }

    func send() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { words in
            // A refusal needs no words: the statement timeout is the guard behind this one.
            _ = PQcancel(pointer, words.baseAddress, Int32(words.count))
        }
    }
}
