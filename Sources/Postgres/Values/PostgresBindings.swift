/// The bound values of one statement, laid end to end in one buffer so that binding allocates little.
struct PostgresBindings: Sendable {
    struct Entry: Sendable {
        /// The parameter's type; 0 lets the server infer it.
        var oid: UInt32
        /// libpq's format code: 0 text, 1 binary.
        var format: Int32
        /// Where the value starts in ``bytes``.
        var offset: Int
        /// The value's length in bytes; -1 for NULL.
        var length: Int32
        /// Where its `$n` starts in the SQL, in UTF-8 bytes: for splicing.
        var place: Int
    }

    private(set) var entries: [Entry] = []
    private(set) var bytes: [UInt8] = []
    /// The first parameter (from 1) that PostgreSQL cannot express.
    private(set) var firstBad: Int?

    var count: Int { entries.count }

    mutating func reserve(_ count: Int) {
        entries.reserveCapacity(count)
        bytes.reserveCapacity(24 * count)
    }

    mutating func append<Value: PostgresEncodable>(_ value: Value, at place: Int) {
        let type = Value.postgresType
        let offset = bytes.count
        var buffer = PostgresBuffer(bytes: bytes)
        // Handing the storage over and back keeps it uniquely owned: no copy.
        bytes = []
        value.encode(into: &buffer)
        bytes = buffer.bytes
        let length = bytes.count - offset
        var good = buffer.isRepresentable && length <= Int(Int32.max)
        if type.format == 0 && !buffer.isNull && bytes[offset...].contains(0) {
            // A text parameter ends at its first NUL: refuse what would be cut short.
            good = false
        }
        if !good && firstBad == nil { firstBad = entries.count + 1 }
        entries.append(
            Entry(
                oid: type.oid, format: type.format, offset: offset,
                length: buffer.isNull ? -1 : Int32(truncatingIfNeeded: length), place: place))
        // Ends a text value, and keeps an empty value's address from being taken for NULL.
        bytes.append(0)
    }

    mutating func append(_ entry: Entry, of other: PostgresBindings, at place: Int) {
        if let bad = other.firstBad, firstBad == nil { firstBad = bad + entries.count }
        var copy = entry
        copy.offset = bytes.count
        copy.place = place
        if entry.length > 0 {
            bytes.append(contentsOf: other.bytes[entry.offset..<(entry.offset + Int(entry.length))])
        }
        bytes.append(0)
        entries.append(copy)
    }
}

/// Where a value writes its PostgreSQL form.
public struct PostgresBuffer {
    var bytes: [UInt8]
    var isNull = false
    var isRepresentable = true

    /// Adds bytes.
    public mutating func append(_ more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Adds an integer in network order.
    public mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Says that the value is NULL.
    public mutating func setNull() {
        isNull = true
    }

    /// Says that PostgreSQL has no such value; running the statement then fails with ``PostgresError/Kind/bind(parameter:)``.
    public mutating func setUnrepresentable() {
        isRepresentable = false
    }
}
