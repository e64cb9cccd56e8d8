public import FoundationEssentials

extension UUID {
    /// A version 7 UUID of that time whose random bits are the first of these sixteen bytes or more: the same every time.
    public static func v7(at time: Date, from bytes: [UInt8]) -> UUID {
        var drawn = Drawn(bytes: bytes[...])
        return v7(at: time, using: &drawn)
    }

    /// Random numbers that were drawn before.
    private struct Drawn: RandomNumberGenerator {
        var bytes: ArraySlice<UInt8>

        mutating func next() -> UInt64 {
            defer { bytes = bytes.dropFirst(8) }
            return bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
