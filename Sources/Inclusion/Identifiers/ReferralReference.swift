/// What people say on the telephone when they mean a referral: `RH-7K3P-9QWX`.
///
/// Seven random characters and a check character. Drawn, not counted, so it tells nothing about how many there
/// are and cannot be guessed from another; 3.4 thousand million possible, so whoever stores it keeps it unique
/// and draws again on the rare collision.
public struct ReferralReference: Sendable, Hashable {
    /// As it is shown: `RH-7K3P-9QWX`.
    public let text: String

    /// 23 characters, a prime number (so the check below misses nothing): without vowels, so that no word comes
    /// up, and without 0 1 B G I L O S Z, which look like others.
    static let alphabet = Array("23456789CDFHJKMNPQRTVWX".utf8)
    static let prefix = Array("RH".utf8)

    /// Draws a new one.
    public init(using generator: inout some RandomNumberGenerator) {
        let payload = (0..<7).map { _ in Int.random(in: 0..<23, using: &generator) }
        self.init(payload: payload)
    }

    /// Reads one as people write it: case, blanks, dashes and the leading `RH` do not matter.
    public init(_ text: String) throws(IdentifierFault) {
        var bytes = Array(text.uppercased().utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") })
        if bytes.count == 10, bytes.starts(with: Self.prefix) { bytes.removeFirst(2) }
        guard bytes.count == 8 else { throw .wrongLength }
        let values = bytes.compactMap(Self.alphabet.firstIndex)
        guard values.count == 8 else { throw .wrongCharacter }
        guard Self.check(values.dropLast().map { $0 }) == values[7] else { throw .wrongCheckCharacter }
        self.init(payload: values.dropLast())
    }

    private init(payload: [Int]) {
        let characters = (payload + [Self.check(payload)]).map { Self.alphabet[$0] }
        let plain = String(decoding: characters, as: UTF8.self)
        text = "RH-\(plain.prefix(4))-\(plain.suffix(4))"
    }

    /// The value that brings Σ value × weight to 0 (mod 23), weights 8, 7, … 2 for the payload and 1 for itself.
    ///
    /// 23 is prime and no weight is 0, so one wrong character always changes the sum; all weights differ, so
    /// exchanging two different characters, adjacent or not, always does too.
    static func check(_ payload: [Int]) -> Int {
        let sum = zip(payload, stride(from: 8, through: 2, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
        return (23 - sum % 23) % 23
    }
}

extension ReferralReference: CustomStringConvertible {
    /// As it is shown.
    public var description: String { text }
}
