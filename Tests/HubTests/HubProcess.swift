import Foundation
import Testing

/// The real `hub`, as an operator runs it: found beside the tests, or named by `HUB_EXECUTABLE`.
struct HubProcess {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    static var path: String {
        get throws {
            if let path = ProcessInfo.processInfo.environment["HUB_EXECUTABLE"] { return path }
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("hub").path
        }
    }

    /// Runs it to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        let running = try start(arguments, environment: environment)
        return try await running.outcome()
    }

    /// Starts it and lets it run.
    static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try path)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { _, new in new }
        return try Running(process)
    }

    /// A process under way. Its streams are read from the start, in threads that may be blocked.
    final class Running: Sendable {
        private let pid: Int32
        private let lines: AsyncStream<String>
        private let output: AsyncStream<String>
        private let errors: AsyncStream<String>
        private let ended: AsyncStream<Int32>

        init(_ process: Process) throws {
            let (output, errors) = (Pipe(), Pipe())
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = errors
            let (ended, end) = AsyncStream.makeStream(of: Int32.self)
            self.ended = ended
            process.terminationHandler = {
                end.yield($0.terminationStatus)
                end.finish()
            }
            try process.run()
            pid = process.processIdentifier
            (lines, self.output) = Self.read(output.fileHandleForReading)
            (_, self.errors) = Self.read(errors.fileHandleForReading)
        }

        private static func read(_ handle: FileHandle) -> (lines: AsyncStream<String>, all: AsyncStream<String>) {
            let (lines, line) = AsyncStream.makeStream(of: String.self)
            let (all, whole) = AsyncStream.makeStream(of: String.self)
            Thread.detachNewThread {
                var bytes = Data()
                var told = 0
                while case let data = handle.availableData, !data.isEmpty {
                    bytes += data
                    while let end = bytes[told...].firstIndex(of: UInt8(ascii: "\n")) {
                        line.yield(String(decoding: bytes[told..<end], as: UTF8.self))
                        told = end + 1
                    }
                }
                line.finish()
                whole.yield(String(decoding: bytes, as: UTF8.self))
                whole.finish()
            }
            return (lines, all)
        }

        /// The next line it says on standard output; `nil` when it has ended without another.
        func nextLine() async -> String? {
            for await line in lines { return line }
            return nil
        }

        func send(_ signal: Int32) { kill(pid, signal) }

        /// Waits for its end. Once only.
        func outcome() async throws -> Outcome {
            var (status, output, errors): (Int32, String, String) = (-1, "", "")
            for await value in ended { status = value }
            for await text in self.output { output = text }
            for await text in self.errors { errors = text }
            return Outcome(status: status, output: output, errors: errors)
        }
    }
}

/// A folder that is gone afterwards.
func withFolder<R>(_ body: (String) async throws -> R) async throws -> R {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("hub-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}

func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}
