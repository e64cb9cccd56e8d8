/// Unique pupil number: check letter, authority (3), establishment (4), year (2), serial (3); a temporary one
/// ends with a letter (DfE, "Unique pupil numbers"; domain section 9).
public struct UPN: Sendable, Hashable {
    /// Thirteen characters, upper case.
    public let value: String

    /// 23 letters: no I, O or S. A letter's place is its value.
    static let alphabet = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)

    /// Reads a UPN; case and blanks do not matter.
    public init(_ text: String) throws(IdentifierFault) {
        let bytes = Array(text.uppercased().utf8.filter { $0 != UInt8(ascii: " ") })
        guard bytes.count == 13 else { throw .wrongLength }
        var sum = 0
        for (index, byte) in bytes.enumerated().dropFirst() {
            // Only the last place may hold a letter, in a temporary number.
            guard let value = Self.digit(byte) ?? (index == 12 ? Self.alphabet.firstIndex(of: byte) : nil) else {
                throw .wrongCharacter
            }
            sum += value * (index + 1)
        }
        guard Self.alphabet.contains(bytes[0]) else { throw .wrongCharacter }
        guard bytes[0] == Self.alphabet[sum % 23] else { throw .wrongCheckCharacter }
        value = String(decoding: bytes, as: UTF8.self)
    }

    /// Given by a school until the lasting number is known.
    public var isTemporary: Bool { value.last?.isLetter ?? false }

    /// The authority that issued it, such as 916 for Gloucestershire.
    public var localAuthority: String { String(value.dropFirst().prefix(3)) }

    static func digit(_ byte: UInt8) -> Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
    }
}
