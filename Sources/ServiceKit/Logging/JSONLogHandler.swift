import EventFlow
import FoundationEssentials
import Logging

/// Writes each log entry as one line of JSON: `time`, `level`, `service`, `label`, `message`, then `trace` when the task
/// works for a request or an event, then `metadata`.
///
/// **Never a personal detail.** A message is a fixed sentence; what varies goes into metadata, as strings and numbers
/// the caller has chosen: ids, counts, codes, SQLSTATEs. To keep slips out of the log, ``Redaction`` drops values under
/// names that stand for personal details or secrets, and values that merely happen to be printable. It is a net under
/// the rule, not a licence to break it.
public struct JSONLogHandler: LogHandler {
    /// The least level that is written.
    public var logLevel: Logger.Level
    /// Said with every entry.
    public var metadata: Logger.Metadata = [:]
    /// Asked at every entry.
    public var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let service: String
    private let sink: LogSink

    /// - Parameters:
    ///   - label: which part of the program speaks.
    ///   - service: the executable, such as `referral-intake`.
    ///   - sink: where lines go; standard error unless told otherwise.
    public init(label: String, service: String, level: Logger.Level = .info, sink: LogSink = .standardError) {
        self.label = label
        self.service = service
        self.logLevel = level
        self.sink = sink
    }

    /// One item of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes the entry.
    public func log(event: LogEvent) {
        var merged = metadata
        if let provided = metadataProvider?.get() { merged.merge(provided) { $1 } }
        if let own = event.metadata { merged.merge(own) { $1 } }
        // Hummingbird's number for the request; the trace id says the same and more.
        merged["hb.request.id"] = nil
        var line: [JSON.Member] = [
            .init("time", .string(Date.now.formatted(Self.timeStyle))),
            .init("level", .string(event.level.rawValue)),
            .init("service", .string(service)),
            .init("label", .string(label)),
            .init("message", .string(Redaction.text(event.message.description))),
        ]
        if let trace = TraceContext.current { line.append(.init("trace", .string(trace.traceID))) }
        if let error = event.error {
            // Only the kind: what an error says about itself may quote what a person wrote.
            line.append(.init("error", .string(String(describing: type(of: error)))))
        }
        if !merged.isEmpty {
            let members = merged.sorted { $0.key < $1.key }.map { key, value in
                JSON.Member(key, Redaction.value(value, under: key))
            }
            line.append(.init("metadata", .object(members)))
        }
        var bytes = JSON.object(line).bytes
        bytes.append(UInt8(ascii: "\n"))
        sink.write(bytes)
    }

    private static let timeStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
