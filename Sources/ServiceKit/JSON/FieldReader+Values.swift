import FoundationEssentials

/// Single values.
extension FieldReader {
    /// Text of `min` to `max` characters, without white space at its ends.
    ///
    /// Control characters are refused; `multiline` lets line breaks and tabs pass, for what people write at length.
    public func string(_ name: String, min: Int = 1, max: Int, multiline: Bool = false) -> String {
        required(name, optionalString(name, min: min, max: max, multiline: multiline)) ?? ""
    }

    /// Like ``string(_:min:max:multiline:)``, but may be absent or `null`.
    public func optionalString(_ name: String, min: Int = 1, max: Int, multiline: Bool = false) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let raw) = value else {
            wrongType(at: pointer(to: name), "text")
            return nil
        }
        return checked(raw, at: pointer(to: name), min: min, max: max, multiline: multiline)
    }

    /// A whole number within `range`.
    public func int(_ name: String, in range: ClosedRange<Int>) -> Int {
        required(name, optionalInt(name, in: range)) ?? range.lowerBound
    }

    /// Like ``int(_:in:)``, but may be absent or `null`.
    public func optionalInt(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = value(name) else { return nil }
        guard let whole = value.whole else {
            wrongType(at: pointer(to: name), "a whole number")
            return nil
        }
        guard range.contains(whole) else {
            note(name, code: "out_of_range", "This must be between \(range.lowerBound) and \(range.upperBound).")
            return nil
        }
        return whole
    }

    /// A number within `range`, whole or not; may be absent or `null`.
    public func optionalNumber(_ name: String, in range: ClosedRange<Double>) -> Double? {
        let number: Double
        switch value(name) {
        case nil: return nil
        case .int(let whole): number = Double(whole)
        case .double(let value): number = value
        default:
            wrongType(at: pointer(to: name), "a number")
            return nil
        }
        guard range.contains(number) else {
            note(name, code: "out_of_range", "This must be between \(range.lowerBound) and \(range.upperBound).")
            return nil
        }
        return number
    }

    /// `true` or `false`.
    public func bool(_ name: String) -> Bool {
        required(name, optionalBool(name)) ?? false
    }

    /// Like ``bool(_:)``, but may be absent or `null`.
    public func optionalBool(_ name: String) -> Bool? {
        guard let value = value(name) else { return nil }
        guard case .bool(let flag) = value else {
            wrongType(at: pointer(to: name), "true or false")
            return nil
        }
        return flag
    }

    /// A day of the calendar that exists, written `YYYY-MM-DD`.
    public func date(_ name: String) -> CalendarDay {
        required(name, optionalDate(name)) ?? CalendarDay.standIn
    }

    /// Like ``date(_:)``, but may be absent or `null`.
    public func optionalDate(_ name: String) -> CalendarDay? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value, let day = CalendarDay(text) else {
            note(name, code: "not_a_date", "This must be a date that exists, written like 2026-11-22.")
            return nil
        }
        return day
    }

    /// A UUID in its usual form of 36 characters.
    public func uuid(_ name: String) -> UUID {
        required(name, optionalUUID(name)) ?? UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    }

    /// Like ``uuid(_:)``, but may be absent or `null`.
    public func optionalUUID(_ name: String) -> UUID? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value, let id = UUID(uuidString: text) else {
            noteNoID(at: pointer(to: name))
            return nil
        }
        return id
    }

    func noteNoID(at pointer: String) {
        note(at: pointer, code: "not_an_id", "This must be an id like 0198c0de-0000-7000-8000-000000000000.")
    }

    /// One of the `allowed` codes, as the value it stands for; `standIn` when it is missing or unknown.
    public func code<T>(_ name: String, among allowed: [String: T], standIn: T) -> T {
        required(name, optionalCode(name, among: allowed)) ?? standIn
    }

    /// Like ``code(_:among:standIn:)``, but may be absent or `null`.
    public func optionalCode<T>(_ name: String, among allowed: [String: T]) -> T? {
        guard let value = value(name) else { return nil }
        guard case .string(let code) = value else {
            wrongType(at: pointer(to: name), "text")
            return nil
        }
        return checked(code, at: pointer(to: name), among: allowed)
    }

    /// One of the `allowed` codes.
    public func code(_ name: String, of allowed: Set<String>) -> String {
        required(name, optionalCode(name, of: allowed)) ?? ""
    }

    /// Like ``code(_:of:)``, but may be absent or `null`.
    public func optionalCode(_ name: String, of allowed: Set<String>) -> String? {
        optionalCode(name, among: Dictionary(uniqueKeysWithValues: allowed.map { ($0, $0) }))
    }

    func checked(_ raw: String, at pointer: String, min: Int, max: Int, multiline: Bool) -> String? {
        let text = raw.trimmed
        guard text.unicodeScalars.allSatisfy({ $0.isAllowed(multiline: multiline) }) else {
            note(at: pointer, code: "control_character", "This holds a character that cannot be printed.")
            return nil
        }
        let length = text.unicodeScalars.count
        guard length <= max else {
            note(at: pointer, code: "too_long", "This may have \(max) characters at most.")
            return nil
        }
        guard length >= min else {
            if length == 0 {
                note(at: pointer, code: "required", "This must not be empty.")
            } else {
                note(at: pointer, code: "too_short", "This must have \(min) characters at least.")
            }
            return nil
        }
        return text
    }

    func checked<T>(_ code: String, at pointer: String, among allowed: [String: T]) -> T? {
        if let found = allowed[code] { return found }
        let words = allowed.keys.sorted().joined(separator: ", ")
        note(at: pointer, code: "unknown_code", "This must be one of: \(words).")
        return nil
    }
}

extension JSON {
    /// The whole number it is, however it was written.
    fileprivate var whole: Int? {
        switch self {
        case .int(let number): Int(exactly: number)
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }
}

extension String {
    /// Without white space and line breaks at either end.
    fileprivate var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.first, let last = scalars.last, first.isSpace || last.isSpace else { return self }
        var text = Substring(self).unicodeScalars
        while let first = text.first, first.isSpace { text.removeFirst() }
        while let last = text.last, last.isSpace { text.removeLast() }
        return String(text)
    }
}

extension Unicode.Scalar {
    /// White space. Almost all text is ASCII; only for the rest the tables are asked.
    fileprivate var isSpace: Bool {
        value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }

    /// Whether text may hold it. Besides control characters this refuses what reorders or hides other text.
    fileprivate func isAllowed(multiline: Bool) -> Bool {
        switch value {
        case 0x20..<0x7F: true
        case 0x09, 0x0A, 0x0D: multiline
        case 0..<0x20, 0x7F..<0xA0: false
        case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
        // Never characters, whatever Unicode may yet hold.
        case 0xFDD0...0xFDEF: false
        default: value & 0xFFFE != 0xFFFE
        }
    }
}
