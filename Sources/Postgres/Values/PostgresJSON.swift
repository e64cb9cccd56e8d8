import FoundationEssentials

/// A JSON document bound as, or read from, `jsonb` (or `json`): its text, untouched.
public struct PostgresJSON: Sendable, Hashable {
    /// The document's text.
    public let text: String

    /// A document from its text; PostgreSQL checks it.
    public init(text: String) {
        self.text = text
    }

    /// A document from a value.
    public init(encoding value: some Encodable) throws {
        text = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    /// The document as a value.
    public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension PostgresJSON: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// jsonb
    public static var postgresType: PostgresType { .jsonb }
    /// A version byte, then the text.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(bigEndian: UInt8(1))
        buffer.append(text.utf8)
    }
    /// Any text.
    public static func decode(_ field: PostgresField) -> PostgresJSON? { field.text.map(PostgresJSON.init(text:)) }
}
