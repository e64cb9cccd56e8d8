/// NHS number: nine digits and a check digit, modulus 11 (NHS Data Dictionary; domain section 9).
public struct NHSNumber: Sendable, Hashable {
    /// Ten digits.
    public let value: String

    /// Reads an NHS number; blanks and dashes between the digits do not matter.
    public init(_ text: String) throws(IdentifierFault) {
        let bytes = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        let digits = bytes.compactMap(UPN.digit)
        guard digits.count == bytes.count else { throw .wrongCharacter }
        guard digits.count == 10 else { throw .wrongLength }
        // 1111111111 and its like pass the sum, and are what people type to get past a form.
        guard Set(digits).count > 1 else { throw .allDigitsEqual }
        let sum = zip(digits, stride(from: 10, through: 2, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
        // 11 stands for 0; 10 fits no digit, so such a number is never issued.
        let check = (11 - sum % 11) % 11
        guard check == digits[9] else { throw .wrongCheckCharacter }
        value = digits.map(String.init).joined()
    }

    /// As it is printed: `943 476 5919`.
    public var spaced: String { "\(value.prefix(3)) \(value.dropFirst(3).prefix(3)) \(value.suffix(4))" }
}
