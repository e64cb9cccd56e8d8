/// Several measurements of one thing.
struct Samples {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    var count: Int { sorted.count }

    /// The value that `share` of all are not above (nearest rank); `nil` without any.
    func percentile(_ share: Double) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }

    /// Of an even number, the mean of the two in the middle.
    var median: Double? {
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// From the least to the greatest.
    var spread: ClosedRange<Double>? {
        guard let first = sorted.first, let last = sorted.last else { return nil }
        return first...last
    }
}

/// A value and the machine's own limit, measured in turns, so that what else the machine does meets both alike.
struct Turns {
    private(set) var limits: [Double] = []
    private(set) var values: [Double] = []

    /// Limit, value, limit, value …: `rounds` of each.
    static func take(
        _ rounds: Int, limit: () async throws -> Double, value: () async throws -> Double
    ) async throws -> Turns {
        var turns = Turns()
        for _ in 0..<rounds {
            turns.limits.append(try await limit())
            turns.values.append(try await value())
        }
        return turns
    }

    /// The medians, and the value's spread.
    func row(_ name: String, _ unit: String, goal: Goal?, note: String = "") -> Row {
        let limits = Samples(limits)
        let values = Samples(values)
        var words = limits.spread.map { "limit \(Figure.text($0.lowerBound)) – \(Figure.text($0.upperBound))" } ?? ""
        if !note.isEmpty { words += "; \(note)" }
        return Row(
            name: name, value: values.median, unit: unit, limit: limits.median, spread: values.spread, goal: goal,
            note: words)
    }
}
