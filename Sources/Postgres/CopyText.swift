/// COPY's text format: columns between tabs, rows ended by newlines, `\N` for NULL, backslash escapes.
enum CopyText {
    static func append(_ row: [String?], to bytes: inout [UInt8]) {
        for (index, column) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            guard let column else {
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(ascii: "N"))
                continue
            }
            for byte in column.utf8 {
                switch byte {
                case UInt8(ascii: "\\"): escape("\\", &bytes)
                case UInt8(ascii: "\t"): escape("t", &bytes)
                case UInt8(ascii: "\n"): escape("n", &bytes)
                case UInt8(ascii: "\r"): escape("r", &bytes)
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func escape(_ letter: Unicode.Scalar, _ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(ascii: letter))
    }

    /// Reads one row, without its newline.
    static func parse(_ line: ArraySlice<UInt8>) -> [String?] {
        var row: [String?] = []
        var column: [UInt8] = []
        var isNull = false
        var position = line.startIndex
        while position < line.endIndex {
            let byte = line[position]
            position += 1
            if byte == UInt8(ascii: "\t") {
                row.append(isNull ? nil : String(decoding: column, as: UTF8.self))
                column.removeAll(keepingCapacity: true)
                isNull = false
            } else if byte == UInt8(ascii: "\\"), position < line.endIndex {
                let letter = line[position]
                position += 1
                if letter == UInt8(ascii: "N") {
                    isNull = true
                } else {
                    column.append(unescaped(letter))
                }
            } else {
                column.append(byte)
            }
        }
        row.append(isNull ? nil : String(decoding: column, as: UTF8.self))
        return row
    }

    /// What the server writes after a backslash; any other character stands for itself.
    private static func unescaped(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 8
        case UInt8(ascii: "f"): 12
        case UInt8(ascii: "n"): 10
        case UInt8(ascii: "r"): 13
        case UInt8(ascii: "t"): 9
        case UInt8(ascii: "v"): 11
        default: letter
        }
    }
}
