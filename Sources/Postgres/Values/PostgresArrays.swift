extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// The array over the element's type; `bytea` for `[UInt8]`.
    public static var postgresType: PostgresType { Element.postgresArrayType }
    /// PostgreSQL's binary array; the bytes themselves for `[UInt8]`.
    public func encode(into buffer: inout PostgresBuffer) { Element.encode(array: self, into: &buffer) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    /// A one-dimensional array without NULLs; a `bytea` for `[UInt8]`.
    public static func decode(_ field: PostgresField) -> [Element]? { Element.decode(array: field) }
}

extension Array: PostgresArrayElement where Element == UInt8 {}

extension PostgresArrayElement where Self: PostgresEncodable {
    /// The array over the element's type.
    public static var postgresArrayType: PostgresType { postgresType.array }

    /// Header (dimensions, null flag, element type, length, lower bound), then each element with its length.
    public static func encode(array: [Self], into buffer: inout PostgresBuffer) {
        buffer.append(bigEndian: Int32(array.isEmpty ? 0 : 1))
        buffer.append(bigEndian: Int32(0))
        buffer.append(bigEndian: postgresType.elementOID)
        guard !array.isEmpty else { return }
        buffer.append(bigEndian: Int32(truncatingIfNeeded: array.count))
        buffer.append(bigEndian: Int32(1))
        for element in array {
            let start = buffer.bytes.count
            buffer.append(bigEndian: Int32(0))
            element.encode(into: &buffer)
            let length = Int32(truncatingIfNeeded: buffer.bytes.count - start - 4)
            withUnsafeBytes(of: length.bigEndian) {
                buffer.bytes.replaceSubrange(start..<(start + 4), with: $0)
            }
        }
    }
}

extension PostgresArrayElement where Self: PostgresCodable {
    /// Reads PostgreSQL's `{a,"b c",…}`; nil for NULLs inside or more than one dimension.
    public static func decode(array field: PostgresField) -> [Self]? {
        guard let bytes = field.bytes else { return nil }
        var elements: [Self] = []
        let good = parseArray(bytes) { element in
            guard let value = Self.decode(PostgresField(bytes: element, oid: postgresType.elementOID)) else {
                return false
            }
            elements.append(value)
            return true
        }
        return good ? elements : nil
    }
}

/// Calls `element` for each element of an array literal, unescaped. False when it is malformed, nested, has a NULL, or
/// `element` said no.
private func parseArray(
    _ text: UnsafeBufferPointer<UInt8>, element: (UnsafeBufferPointer<UInt8>) -> Bool
) -> Bool {
    var position = 0
    if text.first == UInt8(ascii: "[") {
        // Bounds other than 1-based, `[0:2]={…}`: they mean nothing to a Swift array.
        guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return false }
        position = equals + 1
    }
    guard position < text.count, text[position] == UInt8(ascii: "{") else { return false }
    position += 1
    if position < text.count, text[position] == UInt8(ascii: "}") { return position + 1 == text.count }
    var scratch: [UInt8] = []
    while position < text.count {
        if text[position] == UInt8(ascii: "\"") {
            scratch.removeAll(keepingCapacity: true)
            position += 1
            while position < text.count, text[position] != UInt8(ascii: "\"") {
                if text[position] == UInt8(ascii: "\\") { position += 1 }
                guard position < text.count else { return false }
                scratch.append(text[position])
                position += 1
            }
            position += 1
            guard scratch.withUnsafeBufferPointer(element) else { return false }
        } else {
            let start = position
            while position < text.count, text[position] != UInt8(ascii: ","), text[position] != UInt8(ascii: "}") {
                guard text[position] != UInt8(ascii: "{") else { return false }
                position += 1
            }
            let bare = UnsafeBufferPointer(rebasing: text[start..<position])
            guard !bare.isEmpty, !bare.elementsEqual("NULL".utf8), element(bare) else { return false }
        }
        guard position < text.count else { return false }
        if text[position] == UInt8(ascii: "}") { return position + 1 == text.count }
        guard text[position] == UInt8(ascii: ",") else { return false }
        position += 1
    }
    return false
}
