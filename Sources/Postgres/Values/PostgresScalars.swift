import FoundationEssentials

extension String: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// Follows from the place.
    public static var postgresType: PostgresType { .text }
    /// UTF-8.
    public func encode(into buffer: inout PostgresBuffer) { buffer.append(utf8) }
    /// Any type: its text as PostgreSQL writes it.
    public static func decode(_ field: PostgresField) -> String? { field.text }
}

extension Int: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// bigint
    public static var postgresType: PostgresType { .int8 }
    /// Eight bytes.
    public func encode(into buffer: inout PostgresBuffer) { buffer.append(bigEndian: Int64(self)) }
    /// A whole number in range.
    public static func decode(_ field: PostgresField) -> Int? { wholeNumber(field) }
}

extension Int64: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// bigint
    public static var postgresType: PostgresType { .int8 }
    /// Eight bytes.
    public func encode(into buffer: inout PostgresBuffer) { buffer.append(bigEndian: self) }
    /// A whole number in range.
    public static func decode(_ field: PostgresField) -> Int64? { wholeNumber(field) }
}

extension Int32: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// integer
    public static var postgresType: PostgresType { .int4 }
    /// Four bytes.
    public func encode(into buffer: inout PostgresBuffer) { buffer.append(bigEndian: self) }
    /// A whole number in range.
    public static func decode(_ field: PostgresField) -> Int32? { wholeNumber(field) }
}

extension Bool: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// boolean
    public static var postgresType: PostgresType { .bool }
    /// One byte.
    public func encode(into buffer: inout PostgresBuffer) { buffer.append(bigEndian: self ? UInt8(1) : 0) }
    /// PostgreSQL writes `t` and `f`.
    public static func decode(_ field: PostgresField) -> Bool? {
        guard let bytes = field.bytes, bytes.count == 1 else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "t"): return true
        case UInt8(ascii: "f"): return false
        default: return nil
        }
    }
}

extension Double: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// double precision
    public static var postgresType: PostgresType { .float8 }
    /// Eight bytes.
    public func encode(into buffer: inout PostgresBuffer) { buffer.append(bigEndian: bitPattern) }
    /// A number, `NaN`, `Infinity` or `-Infinity`.
    public static func decode(_ field: PostgresField) -> Double? { field.text.flatMap(Double.init) }
}

extension UUID: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// uuid
    public static var postgresType: PostgresType { .uuid }
    /// Sixteen bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        withUnsafeBytes(of: uuid) { buffer.append($0) }
    }
    /// The 36-character form.
    public static func decode(_ field: PostgresField) -> UUID? {
        guard let bytes = field.bytes, bytes.count == 36 else { return nil }
        var uuid: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let good = withUnsafeMutableBytes(of: &uuid) { out in
            var position = 0
            for index in 0..<16 {
                if position == 8 || position == 13 || position == 18 || position == 23 {
                    guard bytes[position] == UInt8(ascii: "-") else { return false }
                    position += 1
                }
                guard let high = hexDigit(bytes[position]), let low = hexDigit(bytes[position + 1]) else {
                    return false
                }
                out[index] = high << 4 | low
                position += 2
            }
            return true
        }
        return good ? UUID(uuid: uuid) : nil
    }
}

extension Date: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// timestamp with time zone
    public static var postgresType: PostgresType { .timestamptz }
    /// Microseconds since 2000, rounded to the nearest.
    public func encode(into buffer: inout PostgresBuffer) {
        guard let microseconds = PostgresTime.microseconds(self) else { return buffer.setUnrepresentable() }
        buffer.append(bigEndian: microseconds)
    }
    /// A `timestamptz`, or a `timestamp` or `date` taken as UTC. `infinity` has no `Date`.
    public static func decode(_ field: PostgresField) -> Date? {
        field.bytes.flatMap(PostgresTime.parse).map(PostgresTime.date)
    }
}

extension UInt8: PostgresArrayElement {
    /// bytea
    public static var postgresArrayType: PostgresType { .bytea }
    /// The bytes as they are.
    public static func encode(array: [UInt8], into buffer: inout PostgresBuffer) { buffer.append(array) }
    /// A `bytea`.
    public static func decode(array field: PostgresField) -> [UInt8]? {
        guard let hex = field.byteaDigits else { return nil }
        var good = true
        let bytes = [UInt8](unsafeUninitializedCapacity: hex.count / 2) { out, count in
            good = unhex(hex, into: out)
            count = hex.count / 2
        }
        return good ? bytes : nil
    }
}

extension Data: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// bytea
    public static var postgresType: PostgresType { .bytea }
    /// The bytes as they are.
    public func encode(into buffer: inout PostgresBuffer) { buffer.append(self) }
    /// A `bytea`.
    public static func decode(_ field: PostgresField) -> Data? { UInt8.decode(array: field).map { Data($0) } }
}

extension PostgresField {
    /// The hexadecimal digits of a `bytea` in PostgreSQL's `\x…` form.
    fileprivate var byteaDigits: UnsafeBufferPointer<UInt8>? {
        guard let bytes, oid == PostgresType.bytea.oid, bytes.count >= 2, bytes.count % 2 == 0,
            bytes[0] == UInt8(ascii: "\\"), bytes[1] == UInt8(ascii: "x")
        else { return nil }
        return UnsafeBufferPointer(rebasing: bytes[2...])
    }
}

private func unhex(_ hex: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    // Payloads come this way: one look in a table per digit, and one at the end for all that was wrong.
    hexDigits.withUnsafeBufferPointer { digits in
        var wrong: UInt8 = 0
        for index in 0..<(hex.count / 2) {
            let high = digits[Int(hex[2 * index])]
            let low = digits[Int(hex[2 * index + 1])]
            wrong |= high | low
            out[index] = high << 4 | low & 0x0F
        }
        return wrong < 0x10
    }
}

/// What each byte is worth as a hexadecimal digit; 0xFF for none.
private let hexDigits: [UInt8] = (0...255).map { hexDigit($0) ?? 0xFF }

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// Reads decimal digits without making a string of them.
private func wholeNumber<Number: FixedWidthInteger>(_ field: PostgresField) -> Number? {
    guard let bytes = field.bytes, !bytes.isEmpty else { return nil }
    let negative = bytes[0] == UInt8(ascii: "-")
    guard bytes.count > (negative ? 1 : 0) else { return nil }
    var value: Number = 0
    for byte in bytes[(negative ? 1 : 0)...] {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        let digit = Number(truncatingIfNeeded: byte - UInt8(ascii: "0"))
        let (product, tooBig) = value.multipliedReportingOverflow(by: 10)
        // Building a negative number downwards reaches the smallest one too.
        let (sum, over) =
            negative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
        guard !tooBig, !over else { return nil }
        value = sum
    }
    return value
}
