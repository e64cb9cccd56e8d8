import Foundation
import FoundationNetworking
import Synchronization

/// A real OpenID provider in a process of its own: the one that `ops/up` starts, with the sample people.
final class SampleProvider: Sendable {
    let issuer: String
    private let process: Mutex<Process>

    struct CannotStart: Error, CustomStringConvertible {
        let description = "oidc-provider-mock cannot be started: run the tests with ./ops/test, which installs it"
    }

    /// Starts it, hands it to `body`, and stops it.
    static func run(_ body: @Sendable (SampleProvider) async throws -> Void) async throws {
        let provider = try SampleProvider()
        defer { provider.stop() }
        try await provider.untilThere()
        try await body(provider)
    }

    private init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        let python = ProcessInfo.processInfo.environment["HUB_TEST_VENV"].map { "\($0)/bin/python" } ?? "python3"
        let port = try Self.freePort()
        issuer = "http://127.0.0.1:\(port)"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            python, root.appending(path: "ops/lib/sign-in.py").path, "--port", "\(port)", "--people",
            root.appending(path: "ops/samples/people.json").path,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = Mutex(process)
    }

    /// The settings file of a portal that sends people here.
    func settings(in folder: URL) throws -> String {
        try Data("believes-everybody".utf8).write(to: folder.appending(path: "sign-in.secret"))
        let file = folder.appending(path: "issuers.json")
        let claims = ["organisation", "roles", "localities", "name", "agency_kind"].map { "\"\($0)\": \"\($0)\"" }
            .joined(separator: ", ").replacing("\"organisation\": \"organisation\"", with: "\"organisation\": \"org\"")
        try Data(
            """
            [{"issuer": "\(issuer)", "name": "a sample account", "client_id": "referral-hub",
              "client_secret_file": "sign-in.secret", "scopes": ["profile"], "claims": {\(claims)},
              "roles": {"coordinator": "coordinator"}}]
            """.utf8
        ).write(to: file)
        return file.path
    }

    private func untilThere() async throws {
        let document = URL(string: "\(issuer)/.well-known/openid-configuration")
        while true {
            guard process.withLock(\.isRunning), let document else { throw CannotStart() }
            if let (_, answer) = try? await URLSession.shared.data(from: document),
                (answer as? HTTPURLResponse)?.statusCode == 200
            {
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func stop() {
        process.withLock { process in
            // Threads of the tests block signals, and a child inherits that: TERM would never reach it.
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
        }
    }

    /// A port nobody listens on at the moment: the provider takes none of its own choice.
    private static func freePort() throws -> UInt16 {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw CannotStart() }
        return UInt16(bigEndian: address.sin_port)
    }
}
