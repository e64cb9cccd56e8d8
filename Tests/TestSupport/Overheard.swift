public import Logging
import Synchronization

/// A log that a test can read.
public struct Overheard: LogHandler {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private let lines = Lines()
    /// Kept, and not written down.
    public var metadata = Logger.Metadata()
    /// What is less important is not heard.
    public var logLevel = Logger.Level.info

    /// A log in which nothing has been said yet.
    public init() {}

    /// Writes the message down, without its metadata.
    public func log(event: LogEvent) { lines.all.withLock { $0.append("\(event.message)") } }

    /// Whether anything that was said has this in it.
    public func contain(_ part: String) -> Bool { lines.all.withLock { $0.contains { $0.contains(part) } } }

    /// One of the values in ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}
