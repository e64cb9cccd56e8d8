/// Finds numbers that lead to a child in what people write, by their check digits: blanks and dashes within a number do not
/// hide it.
enum ChildNumbers {
    /// Whether there is a valid UPN or NHS number in the text.
    static func areIn(_ text: String) -> Bool {
        let bytes = Array(text.uppercased().utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") })
        return hasUPN(bytes) || hasNHSNumber(text)
    }

    private static func hasUPN(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 13 else { return false }
        return (0...bytes.count - 13).contains { start in
            (try? UPN(String(decoding: bytes[start..<start + 13], as: UTF8.self))) != nil
        }
    }

    /// Ten digits that nothing but a single blank or dash parts; longer rows of digits are something else.
    private static func hasNHSNumber(_ text: String) -> Bool {
        var digits: [UInt8] = []
        var parted = false
        for byte in Array(text.utf8) + [UInt8(ascii: ".")] {
            if UPN.digit(byte) != nil {
                digits.append(byte)
                parted = false
            } else if !digits.isEmpty, !parted, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") {
                parted = true
            } else {
                if (try? NHSNumber(String(decoding: digits, as: UTF8.self))) != nil { return true }
                (digits, parted) = ([], false)
            }
        }
        return false
    }
}
