/// The transfer encoding that keeps English text readable in transit (RFC 2045, section 6.7).
enum QuotedPrintable {
    private static let hex = Array("0123456789ABCDEF".utf8)
    private static let softBreak = Array("=\r\n".utf8)
    /// Longest encoded line without its CRLF.
    private static let lineLength = 76

    /// Encodes text whose lines end with LF or CRLF; the result has CRLF and ASCII only.
    static func encode(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            encode(line: Array(line.utf8), into: &out)
            out += Array("\r\n".utf8)
        }
        // Splitting finds one line too many after the last newline.
        if text.last?.isNewline == true { out.removeLast(2) }
        return out
    }

    private static func encode(line: [UInt8], into out: inout [UInt8]) {
        var column = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let piece =
                isPlain(byte, isLast: isLast) ? [byte] : [UInt8(ascii: "="), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            // The last place of a line is kept for the “=” of a soft break, unless the line ends here.
            if column + piece.count > (isLast ? lineLength : lineLength - 1) {
                out += softBreak
                column = 0
            }
            out += piece
            column += piece.count
        }
    }

    private static func isPlain(_ byte: UInt8, isLast: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "="): false
        // Blanks at the end of a line do not survive every mail system.
        case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
        case 0x21...0x7E: true
        default: false
        }
    }
}
