import Synchronization

/// A live line that several tasks may write above.
final class Screen: Sendable {
    private let line: Mutex<LiveLine>

    init(_ stream: Console.Stream) { line = Mutex(LiveLine(on: stream)) }

    /// How many characters there is room for.
    var columns: Int { line.withLock { $0.columns } }

    func show(_ text: String) { line.withLock { $0.show(text) } }
    func say(_ text: String) { line.withLock { $0.say(text) } }
    func clear() { line.withLock { $0.clear() } }
}
