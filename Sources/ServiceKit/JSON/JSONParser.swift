/// Why some bytes are not JSON, and where.
struct JSONFault: Error, Equatable {
    /// The first byte that cannot be right, counted from 0.
    let offset: Int
    let code: String
    let words: String
}

/// Reads bytes that are exactly one JSON value (RFC 8259), in valid UTF-8, not nested too deeply, no name twice in an
/// object; or says which byte cannot be right.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var depth = 0
    private let maxDepth: Int

    /// - Throws: the first fault found.
    static func parse(_ bytes: [UInt8], maxDepth: Int) throws(JSONFault) -> JSON {
        let outcome: Result<JSON, JSONFault> = bytes.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer, maxDepth: maxDepth)
            do throws(JSONFault) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, maxDepth: Int) {
        self.bytes = bytes
        self.maxDepth = maxDepth
    }

    private mutating func document() throws(JSONFault) -> JSON {
        skipSpace()
        guard index < bytes.count else { throw malformed("There is no JSON in the body.") }
        let value = try value()
        skipSpace()
        guard index == bytes.count else { throw malformed("Something follows the end of the JSON value.") }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSON {
        switch try peek() {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw malformed("Here a JSON value must begin.")
        }
    }

    private mutating func object() throws(JSONFault) -> [JSON.Member] {
        try open()
        var members: [JSON.Member] = []
        guard try peek() != UInt8(ascii: "}") else {
            close()
            return members
        }
        repeat {
            skipSpace()
            let name = try name()
            members.append(JSON.Member(name, try value()))
        } while try goesOn(until: UInt8(ascii: "}"), "Here “,” or “}” must follow.")
        try checkNames(members)
        return members
    }

    /// Few names are compared with each other; of many, a set is made.
    private func checkNames(_ members: [JSON.Member]) throws(JSONFault) {
        let isRepeated =
            members.count > 20
            ? Set(members.map(\.name)).count < members.count
            : members.indices.contains { place in
                members[..<place].contains { $0.name == members[place].name }
            }
        if isRepeated {
            throw JSONFault(offset: index, code: "duplicate_name", words: "An object has two members of the same name.")
        }
    }

    private mutating func array() throws(JSONFault) -> [JSON] {
        try open()
        var values: [JSON] = []
        guard try peek() != UInt8(ascii: "]") else {
            close()
            return values
        }
        repeat {
            skipSpace()
            values.append(try value())
        } while try goesOn(until: UInt8(ascii: "]"), "Here “,” or “]” must follow.")
        return values
    }

    /// Reads what comes after a value inside brackets. Answers whether another one must follow.
    private mutating func goesOn(until end: UInt8, _ words: String) throws(JSONFault) -> Bool {
        skipSpace()
        let byte = try peek()
        if byte == end {
            close()
            return false
        }
        guard byte == UInt8(ascii: ",") else { throw malformed(words) }
        index += 1
        return true
    }

    /// A member's name and the colon after it.
    private mutating func name() throws(JSONFault) -> String {
        guard try peek() == UInt8(ascii: "\"") else { throw malformed("Here a quoted name must begin.") }
        let name = try string()
        skipSpace()
        guard try peek() == UInt8(ascii: ":") else { throw malformed("Here “:” must follow the name.") }
        index += 1
        skipSpace()
        return name
    }

    private mutating func string() throws(JSONFault) -> String {
        index += 1
        let start = index
        while true {
            let byte = try peek()
            switch byte {
            case UInt8(ascii: "\""):
                let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
                index += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw malformed("A control character inside a string must be written as an escape.")
            case 0x20..<0x80: index += 1
            default: try multibyte(first: byte)
            }
        }
    }

    /// The rest of a string from its first escape on.
    private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
        var text = Array(bytes[start..<index])
        while true {
            let byte = try peek()
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: try escape().utf8)
            case 0..<0x20: throw malformed("A control character inside a string must be written as an escape.")
            case 0x20..<0x80:
                text.append(byte)
                index += 1
            default:
                let first = index
                try multibyte(first: byte)
                text.append(contentsOf: bytes[first..<index])
            }
        }
    }

    /// The character an escape stands for.
    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        index += 1
        let byte = try peek()
        let plain: Unicode.Scalar
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = Unicode.Scalar(byte)
        case UInt8(ascii: "b"): plain = "\u{8}"
        case UInt8(ascii: "f"): plain = "\u{C}"
        case UInt8(ascii: "n"): plain = "\n"
        case UInt8(ascii: "r"): plain = "\r"
        case UInt8(ascii: "t"): plain = "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw malformed("There is no such escape.")
        }
        index += 1
        return plain
    }

    private mutating func unicodeEscape() throws(JSONFault) -> Unicode.Scalar {
        let start = index - 1
        index += 1
        let unit = try fourHexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        // Half of a pair: the other half must follow.
        guard (0xD800...0xDBFF).contains(unit), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw loneSurrogate(start) }
        index += 2
        let low = try fourHexDigits()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw loneSurrogate(start) }
        return scalar
    }

    private func loneSurrogate(_ offset: Int) -> JSONFault {
        JSONFault(offset: offset, code: "malformed_json", words: "Half of a surrogate pair is not a character.")
    }

    private mutating func fourHexDigits() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = try peek()
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw malformed("After “\\u” four hexadecimal digits must follow.")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    /// Well-formed UTF-8 only (Unicode table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
    private mutating func multibyte(first: UInt8) throws(JSONFault) {
        let second: ClosedRange<UInt8>
        let length: Int
        switch first {
        case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
        case 0xE0: (second, length) = (0xA0...0xBF, 3)
        case 0xE1...0xEC, 0xEE, 0xEF: (second, length) = (0x80...0xBF, 3)
        case 0xED: (second, length) = (0x80...0x9F, 3)
        case 0xF0: (second, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
        case 0xF4: (second, length) = (0x80...0x8F, 4)
        default: throw notUTF8()
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { throw notUTF8() }
        for offset in 2..<max(2, length) where !(0x80...0xBF).contains(bytes[index + offset]) { throw notUTF8() }
        index += length
    }

    private func notUTF8() -> JSONFault {
        JSONFault(offset: index, code: "invalid_utf8", words: "The body must be UTF-8 text.")
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = index
        var isWhole = true
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        if try peek() == UInt8(ascii: "0") {
            index += 1
        } else {
            try digits()
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            isWhole = false
            index += 1
            try digits()
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") {
            isWhole = false
            index += 1
            let sign = try peek()
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .int(whole) }
        guard let double = Double(text), double.isFinite else {
            throw JSONFault(offset: start, code: "malformed_json", words: "A number is too large.")
        }
        return .double(double)
    }

    private mutating func digits() throws(JSONFault) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard digits.contains(try peek()) else { throw malformed("Here a digit must follow.") }
        while index < bytes.count, digits.contains(bytes[index]) { index += 1 }
    }

    private mutating func literal(_ word: StaticString) throws(JSONFault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard try peek() == word.utf8Start[offset] else { throw malformed("Here a JSON value must begin.") }
            index += 1
        }
    }

    private mutating func open() throws(JSONFault) {
        guard depth < maxDepth else {
            throw JSONFault(
                offset: index, code: "nested_too_deeply",
                words: "Objects and lists may be nested \(maxDepth) deep at most.")
        }
        depth += 1
        index += 1
        skipSpace()
    }

    private mutating func close() {
        depth -= 1
        index += 1
    }

    private func peek() throws(JSONFault) -> UInt8 {
        guard index < bytes.count else { throw malformed("The JSON ends too early.") }
        return bytes[index]
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private func malformed(_ words: String) -> JSONFault {
        JSONFault(offset: index, code: "malformed_json", words: words)
    }
}
