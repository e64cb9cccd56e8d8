import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where log lines go, one whole line at a time.
public struct LogSink: Sendable {
    private let take: @Sendable ([UInt8]) -> Void

    /// A sink that hands each line, its end included, to `take`.
    public init(_ take: @escaping @Sendable ([UInt8]) -> Void) {
        self.take = take
    }

    func write(_ line: [UInt8]) { take(line) }

    /// Standard error, unbuffered; lines of different threads never mix.
    public static let standardError = LogSink(file: STDERR_FILENO)
    /// Standard output, for what somebody asked to read.
    static let standardOutput = LogSink(file: STDOUT_FILENO)

    private init(file: Int32) {
        let turn = Turn()
        self.init { line in turn.write(line, to: file) }
    }

    /// Lets one line out at a time.
    private final class Turn: Sendable {
        private let lock = Mutex(())

        func write(_ line: [UInt8], to file: Int32) {
            lock.withLock { _ in
                var start = 0
                while start < line.count {
                    let written = line[start...].withUnsafeBytes { buffer in
                        #if canImport(Glibc)
                        Glibc.write(file, buffer.baseAddress, buffer.count)
                        #else
                        Darwin.write(file, buffer.baseAddress, buffer.count)
                        #endif
                    }
                    // A log that cannot be written must not stop the service.
                    guard written > 0 || errno == EINTR else { return }
                    start += max(0, written)
                }
            }
        }
    }
}
