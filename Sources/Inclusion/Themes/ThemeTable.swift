/// How often each value of a dimension occurs among a locality's cases of one term, as far as it may be shown.
public struct ThemeTable: Sendable, Equatable {
    /// What is counted.
    public let dimension: ThemeDimension
    /// The numbers.
    public let counts: CountTable
    /// Of the working days until the first decision, in a table of waiting from 10 decisions on, and only where none of its
    /// numbers is hidden: a median says something about those.
    public let medianDays: Int?

    init(_ dimension: ThemeDimension, of facts: [ThemeFact], in term: ReportingTerm, _ calendar: WorkingDays) {
        self.dimension = dimension
        counts = CountTable(dimension.values, of: facts.map { $0.value(dimension, in: term, calendar) })
        let days = dimension == .waiting ? facts.compactMap { $0.waitingDays(calendar) }.sorted() : []
        medianDays = counts.isWhole && days.count >= SmallNumbers.leastForRates ? days[(days.count - 1) / 2] : nil
    }

    /// What may be shown of it.
    public var shown: SmallNumbers.Shown { counts.shown }
    /// All cases; `nil` when even that is hidden.
    public var total: Int? { counts.total }
    /// The values with their numbers, as ``CountTable`` has them.
    public var rows: [(value: ThemeValue, count: Int?, percent: Int?)] { counts.rows }
    /// What is hidden, and why; `nil` when nothing is.
    public var hidden: String? { counts.hidden }

    /// The finding, in words.
    public var title: String {
        guard let total else { return "Too few cases to say anything about \(dimension.words)" }
        guard total > 0 else { return "No cases" }
        guard let most = counts.most(but: quiet) else { return "Nothing stands out in \(dimension.words)" }
        return "\(lead): \(most.value.words), \(most.count) of \(total)"
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
