extension SplitMix64 {
    /// Whether something of that share of a hundred happens.
    public mutating func happens(_ percent: UInt64) -> Bool { next() % 100 < percent }

    /// From `range`, both ends included.
    public mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// Any of them; the first of none.
    public mutating func one<T>(of values: [T], else fallback: T) -> T {
        values.isEmpty ? fallback : values[Int(next() % UInt64(values.count))]
    }
}
