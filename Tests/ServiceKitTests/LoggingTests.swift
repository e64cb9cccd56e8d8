import EventFlow
import Foundation
import Logging
import Synchronization
import Testing

@testable import ServiceKit

@Suite("Logging", .timeLimit(.minutes(1)))
struct LoggingTests {
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var sink: LogSink {
            LogSink { line in self.lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
        }
        var all: [String] { lines.withLock { $0 } }
    }

    private func logger(_ lines: Lines, level: Logger.Level = .info) -> Logger {
        Logger(label: "test") { label in
            JSONLogHandler(label: label, service: "locality-router", level: level, sink: lines.sink)
        }
    }

    private func parse(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func writesOneObjectPerLine() throws {
        let lines = Lines()
        var logger = logger(lines)
        logger[metadataKey: "topic"] = "cases"
        logger.info("Two\nlines", metadata: ["rows": "\(3)", "id": .stringConvertible(UUID())])
        logger.debug("unheard")
        #expect(lines.all.count == 1)
        let line = try #require(lines.all.first)
        #expect(line.hasSuffix("}\n"))
        #expect(line.filter { $0 == "\n" }.count == 1)
        let entry = try parse(line)
        #expect(entry["level"] as? String == "info")
        #expect(entry["service"] as? String == "locality-router")
        #expect(entry["label"] as? String == "test")
        #expect(entry["message"] as? String == "Two\nlines")
        #expect(entry["trace"] == nil)
        #expect((entry["time"] as? String)?.hasSuffix("Z") == true)
        let metadata = try #require(entry["metadata"] as? [String: Any])
        #expect(metadata["topic"] as? String == "cases")
        #expect(metadata["rows"] as? String == "3")
    }

    @Test func carriesTheTrace() throws {
        let lines = Lines()
        let trace = TraceContext.random()
        TraceContext.$current.withValue(trace) { logger(lines).warning("Something") }
        #expect(try parse(try #require(lines.all.first))["trace"] as? String == trace.traceID)
    }

    struct Child: CustomStringConvertible {
        var description: String { "Ada Lovelace" }
    }

    struct Surprise: Error, CustomStringConvertible {
        var description: String { "Ada Lovelace" }
    }

    @Test func keepsPersonalDetailsOut() throws {
        let lines = Lines()
        logger(lines).error(
            "Mail to ada@example.org with Bearer eyJhbGciOiJFUzI1NiJ9.e30.x failed", error: Surprise(),
            metadata: [
                "given_name": "Ada", "Date-Of-Birth": "2014-01-01", "upn": "A123", "what": .stringConvertible(Child()),
                "nested": ["postcode": "GL1 1AA", "count": .stringConvertible(3)],
            ])
        let line = try #require(lines.all.first)
        for secret in ["Ada", "2014", "A123", "GL1", "example.org", "eyJ"] {
            #expect(!line.contains(secret), "\(secret)")
        }
        #expect(line.contains("\"what\":\"<Child>\""))
        #expect(line.contains("\"count\":3"))
        #expect(line.contains("\"error\":\"Surprise\""))
    }

    @Test func cutsWhatIsEndless() {
        #expect(Redaction.text(String(repeating: "x", count: 100_000)).count == Redaction.maxLength + 1)
    }
}
