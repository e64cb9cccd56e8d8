/// How a file's characters are written.
public enum FileEncoding: String, Sendable {
    /// With or without a byte order mark.
    case utf8 = "utf-8"
    /// What spreadsheets on Windows save as plain “CSV”.
    case windows1252 = "windows-1252"

    /// A file's characters as UTF-8 without a byte order mark, and how they were written. What is no UTF-8 is taken for
    /// Windows-1252; `nil` when it cannot be that either.
    public static func read(_ bytes: [UInt8]) -> (text: ArraySlice<UInt8>, encoding: FileEncoding)? {
        // UTF-16, as spreadsheets save “Unicode text”.
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
        if isUTF8(bytes) {
            return (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], .utf8)
        }
        return windows1252(bytes).map { ($0[...], .windows1252) }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue: continue
            case .emptyInput: return true
            case .error: return false
            }
        }
    }

    private static func windows1252(_ bytes: [UInt8]) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            guard byte >= 0x80 else {
                text.append(byte)
                continue
            }
            let code = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt32(byte)
            guard let scalar = Unicode.Scalar(code), code != 0 else { return nil }
            text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
        return text
    }

    /// What 0x80 to 0x9F stand for; 0 for the five that stand for nothing.
    private static let upper: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
