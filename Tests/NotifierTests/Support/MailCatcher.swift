import Foundation
import Synchronization
import Testing

/// A real mail server (aiosmtpd) in a process of its own, and what it has received.
final class MailCatcher: Sendable {
    struct Caught: Decodable, Sendable {
        let sender: String
        let recipients: [String]
        let headers: [String: String]
        let text: String
        let defects: [String]
        let user: String
        /// The port the connection came from: the same for mails that shared one.
        let peer: Int

        var subject: String { headers["Subject"] ?? "" }
        var messageID: String { headers["Message-ID"] ?? "" }
    }

    struct CannotStart: Error, CustomStringConvertible {
        let description = "aiosmtpd cannot be started: run the tests with ./ops/test, which installs it"
    }

    private struct Line: Decodable {
        let port: Int?
        let later: String?
    }

    private struct State {
        var unread: [UInt8] = []
        var port: Int?
        var caught: [Caught] = []
        var putOff: [String] = []
    }

    private let process: Process
    private let input = Pipe()
    private let state = Mutex(State())

    /// Starts it and waits until it listens.
    /// - Parameter port: 0 takes any free one.
    static func start(port: Int = 0, demandingPassword: Bool = false) async throws -> MailCatcher {
        let catcher = try MailCatcher(port: port, demandingPassword: demandingPassword)
        try await eventually("the mail server listens") {
            guard catcher.process.isRunning else { throw CannotStart() }
            return catcher.isListening
        }
        return catcher
    }

    private init(port: Int, demandingPassword: Bool) throws {
        process = Process()
        let environment = ProcessInfo.processInfo.environment
        let python = environment["HUB_TEST_VENV"].map { "\($0)/bin/python" } ?? "python3"
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "catcher.py").path
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, script, "--port", String(port)] + (demandingPassword ? ["--auth"] : [])
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // A thread, not a handler of FileHandle: libdispatch may look at a pipe that is closed already, and crash.
        Thread.detachNewThread { [weak self] in
            while true {
                let data = output.fileHandleForReading.availableData
                guard !data.isEmpty else { return }
                self?.take(data)
            }
        }
    }

    deinit { stop() }

    func stop() {
        try? input.fileHandleForWriting.close()
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }

    private func take(_ data: Data) {
        state.withLock { state in
            state.unread += data
            while let end = state.unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Data(state.unread[..<end])
                state.unread.removeSubrange(...end)
                if let caught = try? JSONDecoder().decode(Caught.self, from: line) {
                    state.caught.append(caught)
                } else if let words = try? JSONDecoder().decode(Line.self, from: line) {
                    if let port = words.port { state.port = port }
                    if let address = words.later { state.putOff.append(address) }
                }
            }
        }
    }

    private var isListening: Bool { state.withLock { $0.port != nil } }

    var port: Int { state.withLock { $0.port ?? 0 } }
    var url: String { "smtp://127.0.0.1:\(port)" }
    /// All mails taken so far.
    var caught: [Caught] { state.withLock { $0.caught } }
    /// Every time somebody was told to try later.
    var putOff: [String] { state.withLock { $0.putOff } }

    /// Waits until that many mails have been taken.
    func caught(_ count: Int, within limit: Duration = .seconds(20)) async throws -> [Caught] {
        try await eventually("\(count) mails arrive", within: limit) { self.caught.count >= count }
        return caught
    }
}

/// Waits for something that is being brought about elsewhere; fails when it does not come about in time.
func eventually(
    _ what: String, within limit: Duration = .seconds(20), at location: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    struct NotInTime: Error {}
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("not in time: \(what)", sourceLocation: location)
            throw NotInTime()
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}
