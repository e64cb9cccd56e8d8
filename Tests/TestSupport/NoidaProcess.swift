import Foundation
import Glibc
import Kafka
import Logging

/// A process of noida-db that speaks Kafka on a port of its own and keeps its topics in a folder of the port's name.
///
/// It writes down all it holds about once a second: killed, it forgets what came after that.
final class NoidaProcess: Sendable {
    struct CannotStart: Error, CustomStringConvertible {
        let description: String
    }

    private let process: Process
    private let folder: URL
    let bootstrap: String

    /// Starts one, empty, on a free port, and waits until it has its topics.
    static func start(_ executable: String, topics: [(name: String, partitions: Int32)]) async throws -> NoidaProcess {
        var attempts = 0
        while true {
            attempts += 1
            do {
                // Below the ports that the kernel hands out to clients by itself.
                return try await start(
                    executable, port: .random(in: 20000..<32000), topics: topics, keepingData: false)
            } catch let error as CannotStart where attempts < 5 {
                _ = error
            }
        }
    }

    /// Starts one on that port and waits until it has its topics.
    static func start(
        _ executable: String, port: UInt16, topics: [(name: String, partitions: Int32)], keepingData: Bool
    ) async throws -> NoidaProcess {
        let noida = try NoidaProcess(executable, port: port, keepingData: keepingData)
        try await noida.create(topics)
        return noida
    }

    private init(_ executable: String, port: UInt16, keepingData: Bool) throws {
        bootstrap = "127.0.0.1:\(port)"
        folder = FileManager.default.temporaryDirectory.appending(path: "referral-hub-noida-\(port)")
        if !keepingData { try? FileManager.default.removeItem(at: folder) }
        process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = ["start", "--only", "kafka", "--kafka-port", String(port), "--data-dir", folder.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Kills it, as a machine that loses power would.
    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private func create(_ topics: [(name: String, partitions: Int32)]) async throws {
        let admin = try KafkaAdmin(
            KafkaConfiguration(bootstrap: bootstrap), clientID: "test",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            do throws(KafkaError) {
                return try await admin.createTopics(
                    topics.map { .init(name: $0.name, partitions: $0.partitions, replication: 1) },
                    timeout: .seconds(2))
            } catch {
                guard process.isRunning, ContinuousClock.now < deadline else {
                    kill()
                    throw CannotStart(description: "noida-db does not answer on \(bootstrap): \(error)")
                }
            }
        }
    }
}
