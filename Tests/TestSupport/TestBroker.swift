import Foundation
import Glibc
public import Kafka
import Logging
import Synchronization

/// One broker of a test's own, which can be stopped and started again behind the same port: the embedded one, or, when
/// `HUB_TEST_NOIDA` names its executable, a process of noida-db, which nobody here has written.
public final class TestBroker: Sendable {
    /// Whether the tests run on the embedded broker. It alone lets faults be injected; it alone forgets when it stops.
    public static let isEmbedded = executable == nil

    private static let executable = ProcessInfo.processInfo.environment["HUB_TEST_NOIDA"]

    private enum Server {
        case embedded(EmbeddedBroker)
        case noida(NoidaProcess)
    }

    private let topics: [(name: String, partitions: Int32)]
    private let running: Mutex<Server?>
    private let kept = Mutex<URL?>(nil)
    private let port: UInt16

    /// `host:port` for clients.
    public var bootstrap: String { "127.0.0.1:\(port)" }

    /// Starts a broker with those topics and nothing in them.
    public init(topics: [(name: String, partitions: Int32)]) async throws {
        self.topics = topics
        if let executable = Self.executable {
            let folder = try await NoidaProcess.prepare(executable, topics: topics)
            let process = try await NoidaProcess.start(executable, folder: folder)
            port = process.port
            running = Mutex(.noida(process))
        } else {
            let broker = try EmbeddedBroker(topics: topics)
            port = broker.bootstrap.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
            running = Mutex(.embedded(broker))
        }
    }

    deinit {
        stop()
        discardKept()
    }

    /// How clients find it and talk to it.
    public func configuration(_ settings: [String: String] = [:]) -> KafkaConfiguration {
        guard !Self.isEmbedded else {
            return KafkaConfiguration(bootstrap: bootstrap, profile: .embedded, settings: settings)
        }
        return KafkaConfiguration(
            bootstrap: bootstrap, profile: .standard,
            settings: Self.impatient.merging(settings) { _, wanted in wanted })
    }

    /// No test has the half minute after which a member of a group counts as gone.
    private static let impatient = ["session.timeout.ms": "6000", "heartbeat.interval.ms": "500"]

    /// Ends it at once. What noida-db had written down until then stays for ``startAgain()``.
    public func stop() {
        let server = running.withLock { running in
            defer { running = nil }
            return running
        }
        switch server {
        case .embedded(let broker): broker.stop()
        case .noida(let process):
            process.end(SIGKILL)
            kept.withLock { $0 = process.folder }
        case nil: break
        }
    }

    /// Starts the stopped broker again with its topics and nothing in them.
    public func startAgainEmpty() async throws {
        guard let executable = Self.executable else {
            let broker = try EmbeddedBroker(listen: ("127.0.0.1", port), topics: topics)
            running.withLock { $0 = .embedded(broker) }
            return
        }
        let folder = try await NoidaProcess.prepare(executable, topics: topics)
        discardKept()
        kept.withLock { $0 = folder }
        try await startAgain()
    }

    /// Starts the stopped noida-db again with what it had written down.
    public func startAgain() async throws {
        guard let executable = Self.executable, let folder = kept.withLock({ $0 }) else { return }
        let process = try await NoidaProcess.start(executable, port: port, folder: folder)
        running.withLock { $0 = .noida(process) }
    }

    private func discardKept() {
        kept.withLock { folder in
            if let folder { try? FileManager.default.removeItem(at: folder) }
            folder = nil
        }
    }
}
