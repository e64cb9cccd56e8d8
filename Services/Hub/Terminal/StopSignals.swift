import Dispatch
import Glibc

/// SIGTERM and SIGINT as something to wait for. From when it is made they no longer end the process by themselves.
final class StopSignals: Sendable {
    private let stream: AsyncStream<Void>
    /// Only kept; a source that nobody holds stops watching.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.stream = stream
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
    }

    /// Returns at the first signal.
    func first() async {
        for await _ in stream { return }
    }
}
