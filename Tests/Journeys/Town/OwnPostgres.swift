import Foundation
import Testing

/// A PostgreSQL server of a town's own, from Debian's binaries: it may be stopped and killed without anybody else
/// noticing.
struct OwnPostgres: Sendable {
    let home: URL
    let port: UInt16

    /// A new server, started.
    func create() async throws { try await act("create") }

    func start() async throws { try await act("start") }

    /// Ends every session, writes everything down, and starts again.
    func restart() async throws { try await act("restart") }

    /// Ends the server as a power cut would: it recovers at the next start.
    func kill() async throws { try await act("kill") }

    func stop() async throws { try await act("stop") }

    func discard() async throws { try await act("discard") }

    /// As its superuser.
    var url: String {
        let password = (try? String(contentsOfFile: home.path + ".password", encoding: .utf8)) ?? ""
        return "postgres://postgres:\(password)@127.0.0.1:\(port)/postgres"
    }

    private func act(_ action: String) async throws {
        let log = home.deletingLastPathComponent().appending(path: "log/server.log")
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let output = try FileHandle(forWritingTo: log)
        try output.seekToEnd()
        let script = Town.root.appending(path: "ops/lib/own-postgres.sh").path
        let status = try await ChildProcess(
            "/usr/bin/env", ["bash", script, action, home.path, String(port)], output: output
        ).status()
        try #require(status == 0, "own-postgres.sh \(action): \((try? String(contentsOf: log, encoding: .utf8)) ?? "")")
    }
}
