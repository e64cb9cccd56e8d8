/// How often each value of a dimension occurs among a locality's cases of one term, as far as it may be shown.
public struct ThemeTable: Sendable, Equatable {
    /// What is counted.
    public let dimension: ThemeDimension
    /// What may be shown of it.
    public let shown: SmallNumbers.Shown
    /// All cases; `nil` when even that is hidden.
    public let total: Int?
    /// Of the working days until the first decision, in a table of waiting from 10 decisions on, and only where none of its
    /// numbers is hidden: a median says something about those.
    public let medianDays: Int?

    init(_ dimension: ThemeDimension, of facts: [ThemeFact], in term: ReportingTerm, _ calendar: WorkingDays) {
        self.dimension = dimension
        let counts = Dictionary(facts.map { ($0.value(dimension, in: term, calendar), 1) }, uniquingKeysWith: +)
        let shown = SmallNumbers.shown(dimension.values.map { counts[$0.code, default: 0] })
        self.shown = shown
        total = shown == .nothing ? nil : facts.count
        let days = dimension == .waiting ? facts.compactMap { $0.waitingDays(calendar) }.sorted() : []
        let isWhole = if case .cells(let cells) = shown { !cells.contains(nil) } else { false }
        medianDays = isWhole && days.count >= SmallNumbers.leastForRates ? days[(days.count - 1) / 2] : nil
    }

    /// The values with their numbers, `nil` where a number is hidden, and its share in per cent where there are enough cases
    /// for one. Empty when the table is withheld.
    public var rows: [(value: ThemeValue, count: Int?, percent: Int?)] {
        guard case .cells(let cells) = shown, let total else { return [] }
        return zip(dimension.values, cells).map { value, count in
            let percent = total >= SmallNumbers.leastForRates ? count.map { ($0 * 200 + total) / (2 * total) } : nil
            return (value, count, percent)
        }
    }

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

    /// The finding, in words.
    public var title: String {
        guard let total else { return "Too few cases to say anything about \(dimension.words)" }
        guard total > 0 else { return "No cases" }
        let known = rows.filter { $0.value != .notKnown && !quiet.contains($0.value.code) }
        guard let most = known.compactMap({ row in row.count.map { (row.value, $0) } }).max(by: { $0.1 < $1.1 }),
            most.1 > 0
        else { return "Nothing stands out in \(dimension.words)" }
        return "\(lead): \(most.0.words), \(most.1) of \(total)"
    }

    private var lead: String {
        switch dimension {
        case .need: "The largest need"
        case .concern: "The most frequent concern"
        case .phase: "Most children by phase"
        case .level: "Most referrals by level"
        case .source: "Most referrals come from"
        case .unmet: "The largest unmet demand"
        case .waiting: "Most waited, in working days"
        }
    }

    /// Values that are no finding.
    private var quiet: Set<String> {
        switch dimension {
        case .concern: [ThemeConcern.other.code]
        case .unmet: [UnmetDemand.none.code]
        default: []
        }
    }
}

/// What one locality's cases of one term were about.
public struct ThemeReport: Sendable, Equatable {
    /// ONS district code, `out_of_area` or `unrouted`.
    public let locality: String
    /// A term that has ended.
    public let term: ReportingTerm
    /// One for each dimension.
    public let tables: [ThemeTable]

    /// - Parameter facts: of all cases that were opened there in that term.
    public init(
        locality: String, term: ReportingTerm, facts: [ThemeFact], calendar: WorkingDays = WorkingDays()
    ) {
        self.locality = locality
        self.term = term
        tables = ThemeDimension.allCases.map { ThemeTable($0, of: facts, in: term, calendar) }
    }

    /// All cases; `nil` when there are fewer than 5, and some.
    public var total: Int? { tables.first?.total }

    /// The finding, in words: of everything, the largest need.
    public var title: String {
        guard let total, let needs = tables.first else { return "Fewer than 5 cases" }
        return total == 0 ? "No cases" : needs.title
    }
}
