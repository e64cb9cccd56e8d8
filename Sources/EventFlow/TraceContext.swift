/// Where a piece of work belongs in a distributed trace: the W3C `traceparent` of the request or event that caused it.
///
/// The trace id is what a person quotes when they report a problem, what every log line carries, and what travels with
/// every event. It says nothing about anybody: it is random.
///
/// Source of the format: W3C Trace Context, level 1.
public struct TraceContext: Sendable, Hashable {
    /// Identifies the whole trace: 32 lowercase hexadecimal digits, not all zero.
    public let traceID: String
    /// Identifies this step of it: 16 lowercase hexadecimal digits, not all zero.
    public let spanID: String
    /// Whether the caller asked for this trace to be recorded. Passed on as it came.
    public let isSampled: Bool

    /// The trace that the current task works for; `nil` outside any request or event.
    @TaskLocal public static var current: TraceContext?

    /// The trace as a `traceparent` header: `00-<trace id>-<span id>-<flags>`.
    public var header: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    /// Reads a `traceparent` header, or gives `nil` when it is not one: wrong length, capital letters, all zeros, or the
    /// forbidden version `ff`. Fields that a later version may append are ignored, as the standard asks.
    public init?(header: String) {
        let bytes = Array(header.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash else { return nil }
        let version = bytes[0..<2]
        guard Self.isHex(version), !version.allSatisfy({ $0 == UInt8(ascii: "f") }) else { return nil }
        let isFirstVersion = version.allSatisfy { $0 == UInt8(ascii: "0") }
        guard bytes.count == 55 || (!isFirstVersion && bytes[55] == dash) else { return nil }
        let trace = bytes[3..<35]
        let span = bytes[36..<52]
        let flags = bytes[53..<55]
        guard Self.isIdentifier(trace), Self.isIdentifier(span), Self.isHex(flags) else { return nil }
        traceID = String(decoding: trace, as: UTF8.self)
        spanID = String(decoding: span, as: UTF8.self)
        // Only the lowest flag bit has a meaning, and it sits in the last digit.
        isSampled = [UInt8]("13579bdf".utf8).contains(bytes[54])
    }

    private init(traceID: String, spanID: String, isSampled: Bool) {
        self.traceID = traceID
        self.spanID = spanID
        self.isSampled = isSampled
    }

    /// Begins a new trace with ids taken from `generator`.
    public static func random(using generator: inout some RandomNumberGenerator) -> TraceContext {
        let high = UInt64.random(in: .min ... .max, using: &generator)
        let low = UInt64.random(in: 1 ... .max, using: &generator)
        let span = UInt64.random(in: 1 ... .max, using: &generator)
        return TraceContext(traceID: hex(high) + hex(low), spanID: hex(span), isSampled: true)
    }

    /// Begins a new trace with ids from the system's generator.
    public static func random() -> TraceContext {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// The next step of the same trace: same trace id, a span id of its own.
    public func child(using generator: inout some RandomNumberGenerator) -> TraceContext {
        let span = UInt64.random(in: 1 ... .max, using: &generator)
        return TraceContext(traceID: traceID, spanID: Self.hex(span), isSampled: isSampled)
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func isHex(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
            default: false
            }
        }
    }

    private static func isIdentifier(_ bytes: ArraySlice<UInt8>) -> Bool {
        isHex(bytes) && !bytes.allSatisfy { $0 == UInt8(ascii: "0") }
    }
}
