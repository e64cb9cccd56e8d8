/// A postcode of the United Kingdom by its form (BS 7666); whether it exists only a directory knows.
public struct Postcode: Sendable, Hashable {
    /// The part before the blank, such as `GL50`.
    public let outward: String
    /// The part after it, such as `1AA`.
    public let inward: String

    /// Reads a postcode; case and blanks do not matter. `nil` when no postcode has that form.
    public init?(_ text: String) {
        let bytes = Array(text.uppercased().utf8.filter { $0 != UInt8(ascii: " ") })
        guard (5...7).contains(bytes.count) else { return nil }
        let outward = bytes.dropLast(3).map { $0 }
        let inward = bytes.suffix(3).map { $0 }
        guard Self.isOutward(outward), UPN.digit(inward[0]) != nil, inward.dropFirst().allSatisfy(Self.isInwardLetter)
        else { return nil }
        self.outward = String(decoding: outward, as: UTF8.self)
        self.inward = String(decoding: inward, as: UTF8.self)
    }

    /// Without a blank, as directories key it: `GL501AA`.
    public var compact: String { outward + inward }
    /// As people write it: `GL50 1AA`.
    public var spaced: String { "\(outward) \(inward)" }

    /// A9, A99, A9A, AA9, AA99 or AA9A, with the letters that occur in each place; and Girobank's GIR.
    static func isOutward(_ bytes: [UInt8]) -> Bool {
        let shape = String(
            decoding: bytes.map { UPN.digit($0) == nil ? UInt8(ascii: "A") : UInt8(ascii: "9") }, as: UTF8.self)
        func allowed(_ place: Int, _ letters: String) -> Bool { letters.utf8.contains(bytes[place]) }
        guard let first = bytes.first, "ABCDEFGHIJKLMNOPRSTUWYZ".utf8.contains(first) else { return false }
        let second = "ABCDEFGHKLMNOPQRSTUVWXY"
        switch shape {
        case "A9", "A99": return true
        case "A9A": return allowed(2, "ABCDEFGHJKPSTUW")
        case "AA9", "AA99": return allowed(1, second)
        case "AA9A": return allowed(1, second) && allowed(3, "ABEHMNPRVWXY")
        default: return bytes == Array("GIR".utf8)
        }
    }

    /// No C, I, K, M, O or V: they are easily misread.
    static func isInwardLetter(_ byte: UInt8) -> Bool { "ABDEFGHJLNPQRSTUWXYZ".utf8.contains(byte) }
}
