import Foundation
import Glibc
import Kafka
import Logging

/// A process of noida-db that speaks Kafka on a port of its own and keeps its topics in a folder.
///
/// It writes down all it holds about once a second: killed, it forgets what came after that.
final class NoidaProcess: Sendable {
    struct CannotStart: Error, CustomStringConvertible {
        let description: String
    }

    private let process = Process()
    let folder: URL
    let port: UInt16

    var bootstrap: String { "127.0.0.1:\(port)" }

    /// A folder with those topics and nothing in them. They are made where no client waits, which would have a topic made
    /// with one partition, and are written down before anything can be killed.
    static func prepare(_ executable: String, topics: [(name: String, partitions: Int32)]) async throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "referral-hub-noida-\(UUID().uuidString)")
        let noida = try await start(executable, folder: folder)
        try await noida.create(topics)
        noida.end(SIGTERM)
        return folder
    }

    /// Starts one on a free port with the topics of a folder, and waits until it answers.
    static func start(_ executable: String, folder: URL) async throws -> NoidaProcess {
        for _ in 0..<3 {
            // Below the ports that the kernel hands out to clients by itself.
            let port = UInt16.random(in: 20000..<32000)
            if let noida = try? await start(executable, port: port, folder: folder) { return noida }
        }
        return try await start(executable, port: .random(in: 20000..<32000), folder: folder)
    }

    /// Starts one on that port with the topics of a folder, and waits until it answers.
    static func start(_ executable: String, port: UInt16, folder: URL) async throws -> NoidaProcess {
        let noida = try NoidaProcess(executable, port: port, folder: folder)
        do {
            try await noida.answer { admin throws(KafkaError) in
                _ = try await admin.describeTopics(timeout: .seconds(2))
            }
            return noida
        } catch {
            noida.end(SIGKILL)
            throw error
        }
    }

    private init(_ executable: String, port: UInt16, folder: URL) throws {
        self.port = port
        self.folder = folder
        // Started from a thread of the test's, which takes no signals, it would not hear SIGTERM.
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "--default-signal=TERM", executable, "start", "--only", "kafka", "--kafka-port", String(port), "--data-dir",
            folder.path,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Ends it: with `SIGKILL` at once, as when a machine loses power; with `SIGTERM` when it has written everything down.
    func end(_ signal: Int32) {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    private func create(_ topics: [(name: String, partitions: Int32)]) async throws {
        try await answer { admin throws(KafkaError) in
            try await admin.createTopics(
                topics.map { .init(name: $0.name, partitions: $0.partitions, replication: 1) }, timeout: .seconds(2))
        }
    }

    /// Asks until it gets an answer.
    private func answer(_ question: (KafkaAdmin) async throws(KafkaError) -> Void) async throws {
        let admin = try KafkaAdmin(
            KafkaConfiguration(bootstrap: bootstrap), clientID: "test",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            do throws(KafkaError) {
                return try await question(admin)
            } catch {
                guard process.isRunning, ContinuousClock.now < deadline else {
                    throw CannotStart(description: "noida-db does not answer on \(bootstrap): \(error)")
                }
            }
        }
    }
}
