import FoundationEssentials

/// A small generator with a seed, so that a year that fails can be run again.
struct YearRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether something of that share of a hundred happens.
    mutating func happens(_ percent: UInt64) -> Bool { next() % 100 < percent }

    /// From `range`, both ends included.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// Any of them; the first of none.
    mutating func one<T>(of values: [T], else fallback: T) -> T {
        values.isEmpty ? fallback : values[Int(next() % UInt64(values.count))]
    }
}
