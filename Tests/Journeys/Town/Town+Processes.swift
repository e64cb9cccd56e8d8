import Foundation
import Glibc
import Synchronization
import Testing

@testable import Hub

/// What runs in the town.
extension Town {
    /// Starts a part of the town, or starts it again.
    /// - Parameter environment: variables besides the journey's own.
    func start(_ name: String, environment: [String: String] = [:]) throws {
        let (executable, arguments): (String, [String]) =
            switch name {
            case "broker":
                (executable("hub"), ["broker", "--listen", "127.0.0.1:\(port("broker"))"])
            case "mail":
                (
                    surroundings.python,
                    [
                        "-m", "aiosmtpd", "-n", "-l", "127.0.0.1:\(port("mail"))", "-c", "aiosmtpd.handlers.Mailbox",
                        path("mail"),
                    ]
                )
            case "sign-in":
                (
                    surroundings.python,
                    [
                        Self.root.appending(path: "ops/lib/sign-in.py").path, "--port", String(port("sign-in")),
                        "--people", Self.root.appending(path: "ops/samples/people.json").path,
                    ]
                )
            default:
                service(name)
            }
        var environment = environment
        environment["CLOCK_AHEAD"] = String(daysAhead)
        let process = try ChildProcess(executable, arguments, output: try log(name), environment: environment)
        running.withLock { $0[name] = process }
    }

    /// Every copy has the service's configuration, and a port of its own.
    private func service(_ copy: String) -> (String, [String]) {
        let service = copy.split(separator: ".").first.map(String.init) ?? copy
        return (
            executable(service),
            ["--config", path("config/\(service).json"), "--http-port", String(port(copy))]
        )
    }

    func executable(_ name: String) -> String { surroundings.executables.appending(path: name).path }

    /// A part's log, to be gone on with.
    private func log(_ name: String) throws -> FileHandle {
        let file = folder.appending(path: "log/\(name).log")
        if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        return handle
    }

    /// Ends a part at once, as a power cut would.
    func kill(_ name: String) async {
        guard let process = running.withLock({ $0.removeValue(forKey: name) }) else { return }
        process.signal(SIGKILL)
        _ = await process.status()
    }

    /// Asks a part to stop, and waits until it has.
    /// - Returns: its exit status.
    @discardableResult
    func stop(_ name: String) async -> Int32? {
        guard let process = running.withLock({ $0.removeValue(forKey: name) }) else { return nil }
        process.signal(SIGTERM)
        return await process.status()
    }

    /// A part that runs, to be frozen and thawed; it stays that process when the part is started again.
    func process(_ name: String) -> ChildProcess? { running.withLock { $0[name] } }

    /// Waits until a part has ended.
    /// - Returns: its exit status, or the number of the signal that ended it; `nil` when it goes on for longer.
    func end(of name: String, within limit: Duration) async throws -> Int32? {
        guard let process = process(name) else { return nil }
        let deadline = ContinuousClock.now + limit
        while !process.hasEnded {
            guard .now < deadline else { return nil }
            try await Task.sleep(for: .milliseconds(10))
        }
        running.withLock { $0[name] = nil }
        return await process.status()
    }

    /// Everything all processes have written so far.
    func logs() -> String {
        allCopies.map { (try? String(contentsOf: folder.appending(path: "log/\($0).log"), encoding: .utf8)) ?? "" }
            .joined()
    }

    /// Runs something to its end, which has to be a good one.
    func run(_ executable: String, _ arguments: [String]) async throws {
        let status = try await ChildProcess(executable, arguments, output: try log("setting-up")).status()
        let words = try text(of: "setting-up").suffix(4000)
        try #require(status == 0, "\(executable) \(arguments.first ?? ""): \(words)")
    }

    /// Runs `hub` to its end, beside the journey.
    /// - Returns: also everything it has written to its output in this journey.
    func hub(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> (status: Int32, output: String) {
        let process = try ChildProcess(
            executable("hub"), arguments, output: try log("hub-output"), errors: try log("hub"),
            environment: environment)
        return (await process.status(), try text(of: "hub-output"))
    }

    func text(of log: String) throws -> String {
        try String(contentsOf: folder.appending(path: "log/\(log).log"), encoding: .utf8)
    }

    /// Plays a day of `count` referrals.
    func playDay(_ count: Int, quiet: Int = 8) async throws -> JSONValue {
        let (_, output) = try await hub([
            "samples", "--count", String(count), "--json", "--quiet", String(quiet), "--deadline", "240",
            "--ahead", String(daysAhead),
            "--config", path("config"), "--secrets", Self.sharedSecrets.path,
            "--file", Self.root.appending(path: "ops/samples/referrals.json").path,
            "--people", Self.root.appending(path: "ops/samples/people.json").path,
        ])
        let errors = try text(of: "hub").suffix(2000)
        return try #require(try? JSONValue(Data(output.utf8)), "hub samples said: \(errors)")
    }
}
