/// A PostgreSQL type as a parameter is declared.
public struct PostgresType: Sendable, Hashable {
    /// The type's object id; 0 lets the server take it from the place the parameter stands in.
    public let oid: UInt32
    /// The element's id where the type stands inside an array.
    let elementOID: UInt32
    /// The id of the array type over it; 0 when there is none.
    let arrayOID: UInt32
    /// 0: the encoded bytes are text. 1: binary.
    let format: Int32

    init(_ oid: UInt32, array: UInt32, element: UInt32? = nil, format: Int32 = 1) {
        self.oid = oid
        self.elementOID = element ?? oid
        self.arrayOID = array
        self.format = format
    }

    /// A text whose type follows from its place; inside an array it is `text`.
    public static let text = PostgresType(0, array: 1009, element: 25, format: 0)
    /// boolean
    public static let bool = PostgresType(16, array: 1000)
    /// bytea
    public static let bytea = PostgresType(17, array: 1001)
    /// bigint
    public static let int8 = PostgresType(20, array: 1016)
    /// integer
    public static let int4 = PostgresType(23, array: 1007)
    /// double precision
    public static let float8 = PostgresType(701, array: 1022)
    /// timestamp with time zone
    public static let timestamptz = PostgresType(1184, array: 1185)
    /// uuid
    public static let uuid = PostgresType(2950, array: 2951)
    /// jsonb
    public static let jsonb = PostgresType(3802, array: 3807)

    /// The array over this type.
    public var array: PostgresType { PostgresType(arrayOID, array: 0) }
}

/// A value that can be bound to a statement.
///
/// An enum with a `String` raw value need only declare the conformance.
public protocol PostgresEncodable: Sendable {
    /// What the parameter is declared as.
    static var postgresType: PostgresType { get }
    /// Writes the value in the type's format.
    func encode(into buffer: inout PostgresBuffer)
}

/// A value that can be read from a column.
///
/// An enum with a `String` raw value need only declare the conformance.
public protocol PostgresDecodable {
    /// The value, or nil when the field does not hold one; the caller then gets a typed error naming the column.
    static func decode(_ field: PostgresField) -> Self?
}

/// A value that can be bound and read.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// A type whose array is a PostgreSQL type: declare it beside ``PostgresCodable`` and the arrays work too.
public protocol PostgresArrayElement: Sendable {
    /// What a parameter holding the array is declared as.
    static var postgresArrayType: PostgresType { get }
    /// Writes the array in binary format.
    static func encode(array: [Self], into buffer: inout PostgresBuffer)
    /// The array, or nil when the field does not hold one (or holds a NULL inside).
    static func decode(array field: PostgresField) -> [Self]?
}

/// One column of one row, as the server sent it: text, or NULL. Valid only during the call it is handed to.
public struct PostgresField {
    let bytes: UnsafeBufferPointer<UInt8>?
    let oid: UInt32

    /// Whether the field is NULL.
    public var isNull: Bool { bytes == nil }
    /// The field's text; nil for NULL.
    public var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// The wrapped type's.
    public static var postgresType: PostgresType { Wrapped.postgresType }
    /// The value, or NULL.
    public func encode(into buffer: inout PostgresBuffer) {
        if let self { self.encode(into: &buffer) } else { buffer.setNull() }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// NULL gives nil; anything else must be a `Wrapped`.
    public static func decode(_ field: PostgresField) -> Wrapped?? {
        if field.isNull { return .some(nil) }
        guard let value = Wrapped.decode(field) else { return nil }
        return .some(value)
    }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The raw value's.
    public static var postgresType: PostgresType { RawValue.postgresType }
    /// Writes the raw value.
    public func encode(into buffer: inout PostgresBuffer) { rawValue.encode(into: &buffer) }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value; nil when it is not one of ours.
    public static func decode(_ field: PostgresField) -> Self? {
        RawValue.decode(field).flatMap(Self.init(rawValue:))
    }
}
