/// Why some bytes are not JSON, and where.
struct JSONFault: Error, Equatable {
    /// The first byte that cannot be right, counted from 0.
    let offset: Int
    let code: String
    let words: String
}

/// Checks that bytes are exactly one JSON value (RFC 8259), in valid UTF-8, not nested too deeply.
///
/// The parser behind ``JSONBody`` is fast but says only that something is wrong, and lets raw control characters pass.
/// One look at every byte beforehand gives the place, and bounds the depth before anything recurses.
struct JSONSyntax {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    /// What each open bracket is: `true` for an object.
    private var open: [Bool] = []
    private let maxDepth: Int

    /// - Throws: the first fault found.
    static func check(_ bytes: [UInt8], maxDepth: Int) throws(JSONFault) {
        let fault: JSONFault? = bytes.withUnsafeBufferPointer { buffer in
            var scanner = JSONSyntax(bytes: buffer, maxDepth: maxDepth)
            do throws(JSONFault) {
                try scanner.document()
                return nil
            } catch {
                return error
            }
        }
        if let fault { throw fault }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, maxDepth: Int) {
        self.bytes = bytes
        self.maxDepth = maxDepth
    }

    private mutating func document() throws(JSONFault) {
        var wantsValue = true
        skipSpace()
        guard index < bytes.count else { throw malformed("There is no JSON in the body.") }
        repeat {
            if wantsValue {
                wantsValue = try value()
            } else {
                wantsValue = try afterValue()
            }
            skipSpace()
        } while wantsValue || !open.isEmpty
        guard index == bytes.count else { throw malformed("Something follows the end of the JSON value.") }
    }

    /// Reads one value, or the opening of one. Answers whether a value must follow next.
    private mutating func value() throws(JSONFault) -> Bool {
        switch try peek() {
        case UInt8(ascii: "{"):
            try push(isObject: true)
            skipSpace()
            if try peek() == UInt8(ascii: "}") {
                close()
                return false
            }
            try name()
            return true
        case UInt8(ascii: "["):
            try push(isObject: false)
            skipSpace()
            if try peek() == UInt8(ascii: "]") {
                close()
                return false
            }
            return true
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw malformed("Here a JSON value must begin.")
        }
        return false
    }

    /// Reads what comes after a value inside an open bracket. Answers whether another value must follow.
    private mutating func afterValue() throws(JSONFault) -> Bool {
        guard let isObject = open.last else { return false }
        let byte = try peek()
        if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            close()
            return false
        }
        guard byte == UInt8(ascii: ",") else {
            throw malformed(isObject ? "Here “,” or “}” must follow." : "Here “,” or “]” must follow.")
        }
        index += 1
        skipSpace()
        if isObject { try name() }
        return true
    }

    /// A member's name and the colon after it.
    private mutating func name() throws(JSONFault) {
        guard try peek() == UInt8(ascii: "\"") else { throw malformed("Here a quoted name must begin.") }
        try string()
        skipSpace()
        guard try peek() == UInt8(ascii: ":") else { throw malformed("Here “:” must follow the name.") }
        index += 1
        skipSpace()
    }

    private mutating func string() throws(JSONFault) {
        index += 1
        while true {
            let byte = try peek()
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return
            case UInt8(ascii: "\\"): try escape()
            case 0..<0x20: throw malformed("A control character inside a string must be written as an escape.")
            case 0x20..<0x80: index += 1
            default: try multibyte(first: byte)
            }
        }
    }

    private mutating func escape() throws(JSONFault) {
        index += 1
        switch try peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            index += 1
        case UInt8(ascii: "u"):
            let start = index - 1
            index += 1
            let unit = try fourHexDigits()
            if (0xDC00...0xDFFF).contains(unit) { throw loneSurrogate(start) }
            if (0xD800...0xDBFF).contains(unit) {
                guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
                else { throw loneSurrogate(start) }
                index += 2
                guard (0xDC00...0xDFFF).contains(try fourHexDigits()) else { throw loneSurrogate(start) }
            }
        default: throw malformed("There is no such escape.")
        }
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

    private mutating func number() throws(JSONFault) {
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        if try peek() == UInt8(ascii: "0") {
            index += 1
        } else {
            try digits()
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") {
            index += 1
            let sign = try peek()
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
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

    private mutating func push(isObject: Bool) throws(JSONFault) {
        guard open.count < maxDepth else {
            throw JSONFault(
                offset: index, code: "nested_too_deeply",
                words: "Objects and lists may be nested \(maxDepth) deep at most.")
        }
        open.append(isObject)
        index += 1
    }

    private mutating func close() {
        open.removeLast()
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
