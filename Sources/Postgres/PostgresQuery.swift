/// One SQL statement with its bound values, written as a string literal:
///
///     "select name from provider where id = \(id) and open_from <= \(now)"
///
/// Every `\(value)` becomes a `$n` parameter; a value can never become SQL.
///
/// A `String` takes the type of the place it stands in (text, enum, date, jsonb, …). Where the place says nothing, such
/// as in `\(text) is null` or `jsonb_build_object('k', \(text))`, cast it: `\(text)::text`. All other types are sent as
/// what they are: `Int` as bigint, `Int32` as integer, `Date` as timestamptz, …; functions that take an `integer`, such
/// as `make_interval`, need an `Int32` or `\(n)::int`.
public struct PostgresQuery: Sendable, ExpressibleByStringInterpolation {
    /// The SQL text with `$n` in place of the values.
    public private(set) var sql: String
    var binds: PostgresBindings

    /// A statement without values.
    public init(stringLiteral value: String) {
        sql = value
        binds = PostgresBindings()
    }

    /// A statement with values.
    public init(stringInterpolation: StringInterpolation) {
        sql = stringInterpolation.sql
        binds = stringInterpolation.binds
    }

    /// A statement whose text the code made itself. Never hand it anything that came from outside.
    public init(unescaped sql: String) {
        self.init(stringLiteral: sql)
    }

    /// Collects literal text and bound values.
    public struct StringInterpolation: StringInterpolationProtocol {
        var sql = ""
        var binds = PostgresBindings()

        /// Called by the compiler.
        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserveCapacity(literalCapacity + 3 * interpolationCount)
            binds.reserve(interpolationCount)
        }

        /// Called by the compiler.
        public mutating func appendLiteral(_ literal: String) {
            sql += literal
        }

        /// Binds a value as the next `$n`.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            binds.append(value, at: sql.utf8.count)
            sql += "$"
            sql += String(binds.count)
        }

        /// Binds a value or NULL as the next `$n`. Beside the other one because the compiler warns of optionals in
        /// interpolations that do not expect them.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            binds.append(value, at: sql.utf8.count)
            sql += "$"
            sql += String(binds.count)
        }

        /// Splices in another statement or a part of one, with its values: for optional filters.
        public mutating func appendInterpolation(fragment: PostgresQuery) {
            var rest = fragment.sql.utf8[...]
            for (position, entry) in fragment.binds.entries.enumerated() {
                let hole = fragment.sql.utf8.index(fragment.sql.utf8.startIndex, offsetBy: entry.place)
                sql += String(rest[..<hole]) ?? ""
                binds.append(entry, of: fragment.binds, at: sql.utf8.count)
                sql += "$"
                sql += String(binds.count)
                let width = 1 + String(position + 1).utf8.count
                rest = rest[fragment.sql.utf8.index(hole, offsetBy: width)...]
            }
            sql += String(rest) ?? ""
        }

        /// Writes a quoted identifier (`"a ""b"""`).
        public mutating func appendInterpolation(identifier: String) {
            sql += quoted(identifier: identifier)
        }

        /// Writes text as it is: only for identifiers and clauses the code owns.
        public mutating func appendInterpolation(unescaped text: String) {
            sql += text
        }
    }
}

extension PostgresQuery: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The SQL text; the values stay private.
    public var description: String { sql }
    /// Same as ``description``.
    public var debugDescription: String { sql }
    /// The SQL text only.
    public var customMirror: Mirror { Mirror(self, children: ["sql": sql]) }
}

/// An identifier in double quotes, with double quotes inside doubled.
func quoted(identifier: String) -> String {
    var text = "\""
    for character in identifier.unicodeScalars where character != "\0" {
        if character == "\"" { text += "\"" }
        text.unicodeScalars.append(character)
    }
    return text + "\""
}

/// A string constant in single quotes, right whatever `standard_conforming_strings` says.
func quoted(literal: String) -> String {
    var text = " E'"
    for character in literal.unicodeScalars where character != "\0" {
        if character == "'" || character == "\\" { text.unicodeScalars.append(character) }
        text.unicodeScalars.append(character)
    }
    return text + "'"
}
