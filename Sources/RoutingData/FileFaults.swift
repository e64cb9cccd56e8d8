/// What is wrong with a line of a file.
public struct FileFault: Error, Sendable, Equatable {
    /// Counted from 1, as editors do.
    public let line: Int
    /// A sentence.
    public let words: String
}

/// Why a file cannot be used: everything that is wrong with it, in the order of its lines.
public struct FileFaults: Error, Sendable, Equatable {
    /// At least one.
    public let all: [FileFault]
}

/// Gathers what is wrong while a file is read, so that all of it can be told at once.
final class FaultBook {
    private(set) var faults: [FileFault] = []

    func add(_ line: Int, _ words: String) {
        let fault = FileFault(line: line, words: words)
        if !faults.contains(fault) { faults.append(fault) }
    }

    /// - Throws: all that was gathered, if anything was.
    func close() throws(FileFaults) {
        guard faults.isEmpty else { throw FileFaults(all: faults.sorted { $0.line < $1.line }) }
    }
}
