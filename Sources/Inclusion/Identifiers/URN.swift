/// Unique reference number of a school: six digits (Get Information about Schools).
public struct URN: Sendable, Hashable {
    /// Six digits.
    public let value: String

    /// Reads a URN; blanks do not matter.
    public init(_ text: String) throws(IdentifierFault) {
        let bytes = text.utf8.filter { $0 != UInt8(ascii: " ") }
        guard bytes.allSatisfy({ UPN.digit($0) != nil }) else { throw .wrongCharacter }
        guard bytes.count == 6 else { throw .wrongLength }
        value = String(decoding: bytes, as: UTF8.self)
    }
}
