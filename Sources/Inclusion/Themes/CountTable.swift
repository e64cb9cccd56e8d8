/// How often each of some values occurs among some cases, each of which has exactly one of them, as far as it may be shown.
public struct CountTable: Sendable, Equatable {
    /// In the order in which they are shown.
    public let values: [ThemeValue]
    /// What may be shown of it.
    public let shown: SmallNumbers.Shown
    /// All cases; `nil` when even that is hidden.
    public let total: Int?

    /// - Parameter codes: of each case's value; one of the values' codes.
    init(_ values: [ThemeValue], of codes: [String]) {
        self.values = values
        let counts = Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: +)
        let shown = SmallNumbers.shown(values.map { counts[$0.code, default: 0] })
        self.shown = shown
        total = shown == .nothing ? nil : codes.count
    }

    /// Whether every number of it is shown.
    public var isWhole: Bool { if case .cells(let cells) = shown { !cells.contains(nil) } else { false } }

    /// The values with their numbers, `nil` where a number is hidden, and its share in per cent where there are enough cases
    /// for one. Empty when the table is withheld.
    public var rows: [(value: ThemeValue, count: Int?, percent: Int?)] {
        guard case .cells(let cells) = shown, let total else { return [] }
        return zip(values, cells).map { value, count in
            (value, count, count.flatMap { SmallNumbers.percent($0, of: total) })
        }
    }

    /// The number of a value; `nil` where it is hidden.
    public func count(_ code: String) -> Int? { rows.first { $0.value.code == code }?.count }

    /// What is hidden, and why; `nil` when nothing is.
    public var hidden: String? {
        switch shown {
        case .nothing: "There are fewer than 5 cases, so no number is shown."
        case .total: "The numbers are too small: showing any of them would give others away. Only the total is shown."
        case .cells(let cells) where cells.contains(nil):
            """
            Numbers from 1 to 4 are hidden, and as many of the next smallest as it takes for the total not to give them away: \
            \(cells.count { $0 == nil }) of them.
            """
        case .cells: nil
        }
    }

    /// The value that occurs most, among those that are a finding; `nil` when none stands out.
    public func most(but quiet: Set<String> = []) -> (value: ThemeValue, count: Int)? {
        let known = rows.filter { $0.value != .notKnown && !quiet.contains($0.value.code) }
        let most = known.compactMap { row in row.count.map { (row.value, $0) } }.max { $0.1 < $1.1 }
        return most.flatMap { $0.1 > 0 ? $0 : nil }
    }
}
