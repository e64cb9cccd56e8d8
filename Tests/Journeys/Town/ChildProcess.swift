import Foundation
import Glibc
import Synchronization

/// A process that can be waited for without blocking a thread of the test.
final class ChildProcess: Sendable {
    private struct State {
        var status: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []
    }

    private let state = Mutex(State())
    private let pid: Int32

    /// Starts it, with `environment` besides the variables of the tests; what it writes goes to `output`.
    init(
        _ executable: String, _ arguments: [String], output: FileHandle, errors: FileHandle? = nil,
        environment: [String: String] = [:]
    ) throws {
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        if !environment.isEmpty {
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors ?? output
        let ended = Mutex<(@Sendable (Int32) -> Void)?>(nil)
        let early = Mutex<Int32?>(nil)
        process.terminationHandler = { process in
            if let tell = ended.withLock({ $0 }) {
                tell(process.terminationStatus)
            } else {
                early.withLock { $0 = process.terminationStatus }
            }
        }
        try process.run()
        pid = process.processIdentifier
        ended.withLock { $0 = { [weak self] in self?.end($0) } }
        if let status = early.withLock({ $0 }) { end(status) }
    }

    private func end(_ status: Int32) {
        let waiting = state.withLock { state in
            state.status = state.status ?? status
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: status) }
    }

    var hasEnded: Bool { state.withLock { $0.status != nil } }

    func signal(_ number: Int32) { Glibc.kill(pid, number) }

    /// Its exit status, or the number of the signal that ended it, once it has one.
    func status() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status
            }
            if let status { continuation.resume(returning: status) }
        }
    }
}
