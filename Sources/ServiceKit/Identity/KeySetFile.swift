import FoundationEssentials
import Logging

/// A key set kept in a file, read again when the file changes or a token names a key that is not in it.
///
/// Keys rotate while the service runs. The file is looked at every few seconds at most, however many tokens with
/// unknown keys arrive.
actor KeySetFile {
    private let path: String
    private let logger: Logger
    private let now: @Sendable () -> Date
    private var current: KeySet?
    private var stamp: Stamp?
    private var lookedAt: Date = .distantPast

    /// The file is not looked at more often than this.
    static let patience: TimeInterval = 2

    init(path: String, logger: Logger, now: @escaping @Sendable () -> Date) {
        self.path = path
        self.logger = logger
        self.now = now
    }

    /// Reads the file now.
    /// - Throws: when it is not a usable key set.
    func load() async throws {
        lookedAt = now()
        let stamp = stampNow()
        guard let data = FileManager.default.contents(atPath: path) else { throw CocoaError(.fileReadNoSuchFile) }
        current = try await KeySet(json: data)
        self.stamp = stamp
    }

    /// The keys as they are now, hoping for `wanted` to be among them; `nil` when they were never readable.
    func keys(wanting wanted: String) async -> KeySet? {
        if now().timeIntervalSince(lookedAt) >= Self.patience {
            let changed = stampNow() != stamp
            if changed || current?.has(wanted) != true {
                do {
                    try await load()
                } catch {
                    // What was read before is still true: a file half written must not lock everybody out.
                    logger.warning(
                        "The key set cannot be read; the one read before stays", metadata: ["file": "\(path)"])
                }
            } else {
                lookedAt = now()
            }
        }
        return current
    }

    /// What tells one state of the file from another. The time alone does not: two writes may fall into one tick of the
    /// file system's clock, but a file that replaces another has a number of its own.
    private struct Stamp: Equatable {
        let modified: Date?
        let size: UInt64?
        let number: UInt64?
    }

    private func stampNow() -> Stamp? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        return Stamp(
            modified: attributes[.modificationDate] as? Date, size: attributes[.size] as? UInt64,
            number: attributes[.systemFileNumber] as? UInt64)
    }
}
