import CLibPQ
import Glibc

/// What one statement returned. The rows stay in libpq's memory and are read from there as they are decoded.
public struct PostgresRows: Sendable {
    private let result: ResultHandle
    /// How many rows came back.
    public let count: Int
    /// How many rows the statement touched: inserted, updated, deleted, selected or copied.
    public let affected: Int

    init(_ result: ResultHandle) {
        self.result = result
        count = Int(PQntuples(result.pointer))
        affected = PQcmdTuples(result.pointer).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// What the server says it did: `SELECT 3`, `COMMIT`, …
    var command: String {
        PQcmdStatus(result.pointer).map { String(cString: $0) } ?? ""
    }

    /// The columns' names, in order.
    public var columns: [String] {
        (0..<Int(PQnfields(result.pointer))).map { columnName($0) }
    }

    /// Decodes every row: `try rows.decode(UUID.self, String?.self)` gives `[(UUID, String?)]`; one type gives `[T]`.
    ///
    /// - Throws: ``PostgresError/Kind/decode(column:expected:)`` for the first column that does not fit, or when there
    ///   are fewer columns than types.
    public func decode<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> [(repeat each Value)] {
        var decoded: [(repeat each Value)] = []
        decoded.reserveCapacity(count)
        for row in 0..<count {
            var column = 0
            decoded.append((repeat try next(each types, row: row, column: &column)))
        }
        return decoded
    }

    /// Decodes the first column of every row.
    ///
    /// - Throws: ``PostgresError/Kind/decode(column:expected:)``
    public func decode<Value: PostgresDecodable>(_ type: Value.Type) throws(PostgresError) -> [Value] {
        var decoded: [Value] = []
        decoded.reserveCapacity(count)
        for row in 0..<count { decoded.append(try value(type, row: row, column: 0)) }
        return decoded
    }

    /// Decodes the first column of the first row; nil when there is no row.
    public func decodeFirst<Value: PostgresDecodable>(_ type: Value.Type) throws(PostgresError) -> Value? {
        count > 0 ? try value(type, row: 0, column: 0) : nil
    }

    /// Decodes the first row; nil when there is none.
    public func decodeFirst<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value)? {
        guard count > 0 else { return nil }
        var column = 0
        return (repeat try next(each types, row: 0, column: &column))
    }

    func next<Value: PostgresDecodable>(
        _ type: Value.Type, row: Int, column: inout Int
    ) throws(PostgresError) -> Value {
        defer { column += 1 }
        return try value(type, row: row, column: column)
    }

    func value<Value: PostgresDecodable>(
        _ type: Value.Type, row: Int, column: Int
    ) throws(PostgresError) -> Value {
        guard column >= 0, column < Int(PQnfields(result.pointer)) else {
            throw decodeError(type, column: "column \(column + 1)", "is missing")
        }
        let isNull = PQgetisnull(result.pointer, Int32(row), Int32(column)) == 1
        var bytes: UnsafeBufferPointer<UInt8>?
        if !isNull, let start = PQgetvalue(result.pointer, Int32(row), Int32(column)) {
            let length = Int(PQgetlength(result.pointer, Int32(row), Int32(column)))
            bytes = UnsafeBufferPointer(
                start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: length)
        }
        let field = PostgresField(bytes: bytes, oid: PQftype(result.pointer, Int32(column)))
        guard let value = Value.decode(field) else {
            throw decodeError(type, column: columnName(column), isNull ? "is null" : "does not hold one")
        }
        return value
    }

    /// Compared where libpq keeps the names: a page of 50 rows looks for one more than a thousand times.
    func column(named name: String) -> Int? {
        name.withCString { wanted in
            (0..<Int(PQnfields(result.pointer))).first { column in
                PQfname(result.pointer, Int32(column)).map { strcmp($0, wanted) == 0 } ?? false
            }
        }
    }

    private func columnName(_ column: Int) -> String {
        PQfname(result.pointer, Int32(column)).map { String(cString: $0) } ?? "column \(column + 1)"
    }

    fileprivate func decodeError<Value>(_ type: Value.Type, column: String, _ what: String) -> PostgresError {
        let expected = String(describing: type)
        return PostgresError(
            .decode(column: column, expected: expected), canRetry: false,
            "expected \(expected) in column \(column), which \(what)")
    }
}

extension PostgresRows: RandomAccessCollection {
    /// Always 0.
    public var startIndex: Int { 0 }
    /// ``count``
    public var endIndex: Int { count }
    /// One row.
    public subscript(position: Int) -> PostgresRow { PostgresRow(rows: self, index: position) }
}

/// One row of a ``PostgresRows``.
public struct PostgresRow: Sendable {
    let rows: PostgresRows
    let index: Int

    /// Decodes the columns from the left.
    ///
    /// - Throws: ``PostgresError/Kind/decode(column:expected:)``
    public func decode<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        guard index >= 0, index < rows.count else { throw .misuse("row \(index) is not one of \(rows.count)") }
        var column = 0
        return (repeat try rows.next(each types, row: index, column: &column))
    }

    /// Decodes the first column.
    ///
    /// - Throws: ``PostgresError/Kind/decode(column:expected:)``
    public func decode<Value: PostgresDecodable>(_ type: Value.Type) throws(PostgresError) -> Value {
        guard index >= 0, index < rows.count else { throw .misuse("row \(index) is not one of \(rows.count)") }
        return try rows.value(type, row: index, column: 0)
    }

    /// Decodes one column by name.
    ///
    /// - Throws: ``PostgresError/Kind/decode(column:expected:)``, also when there is no such column.
    public func value<Value: PostgresDecodable>(
        _ column: String, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard index >= 0, index < rows.count else { throw .misuse("row \(index) is not one of \(rows.count)") }
        guard let position = rows.column(named: column) else {
            throw rows.decodeError(type, column: column, "is missing")
        }
        return try rows.value(type, row: index, column: position)
    }
}

/// Owns one libpq result.
///
/// Unchecked because the pointer is not Sendable; sound because nothing changes a result after it was received, and
/// libpq's accessors only read it.
final class ResultHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }
}
