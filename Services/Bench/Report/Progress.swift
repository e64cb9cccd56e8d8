import Foundation

/// What goes on, a line at a time, on standard error: standard output belongs to the result.
struct Progress: Sendable {
    private let begun = ContinuousClock.now

    /// Says what is being done, with the seconds since the start.
    func say(_ words: String) {
        let seconds = Int((ContinuousClock.now - begun) / .seconds(1))
        let time = String(format: "%2d:%02d", seconds / 60, seconds % 60)
        FileHandle.standardError.write(Data("  \(time)  \(words)\n".utf8))
    }
}
