/// Bytes that are not what the Kafka protocol says they are.
struct NotUnderstood: Error {}

/// Reads the Kafka protocol's fields one after the other, in its older encoding without compact strings and tags.
struct WireReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    mutating func integer<Value: FixedWidthInteger>(_: Value.Type) throws(NotUnderstood) -> Value {
        let place = position
        try skip(MemoryLayout<Value>.size)
        return Value(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: Value.self))
    }

    mutating func skip(_ count: Int) throws(NotUnderstood) {
        guard count >= 0, bytes.count - position >= count else { throw NotUnderstood() }
        position += count
    }

    /// `nil` where the protocol has none.
    mutating func string() throws(NotUnderstood) -> String? {
        let length = Int(try integer(Int16.self))
        guard length >= 0 else { return nil }
        let place = position
        try skip(length)
        return String(decoding: bytes[place..<position], as: UTF8.self)
    }

    /// How many elements of an array follow; none where the protocol has no array.
    mutating func elements() throws(NotUnderstood) -> Range<Int> {
        0..<max(0, Int(try integer(Int32.self)))
    }
}

/// What every request begins with.
struct RequestHead {
    /// Requests that the front of the cluster looks into, by Kafka's own numbers.
    enum API {
        static let produce: Int16 = 0
        static let fetch: Int16 = 1
        static let metadata: Int16 = 3
        static let findCoordinator: Int16 = 10
    }

    let api: Int16
    let version: Int16
    /// The answer bears the same.
    let correlation: Int32
    /// Where what is special to that request begins.
    let body: Int

    init(_ frame: UnsafeRawBufferPointer) throws(NotUnderstood) {
        var reader = WireReader(frame, at: 4)
        api = try reader.integer(Int16.self)
        version = try reader.integer(Int16.self)
        correlation = try reader.integer(Int32.self)
        _ = try reader.string()
        body = reader.position
    }
}
