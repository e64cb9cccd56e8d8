/// What groups of children are compared by: for which share of the closed cases it holds.
public enum EquityMeasure: String, Coded {
    case decidedLate = "decided_late"
    case outOfSchool = "out_of_school"
    case upperLevels = "level_3_or_4"
    case helped

    /// As people say it, after “for how many”.
    public var words: String {
        switch self {
        case .decidedLate: "deciding or listing took longer than it may"
        case .outOfSchool: "the child had been out of education for a school day or more"
        case .upperLevels: "the case was closed at level 3 or 4"
        case .helped: "the case ended with support or a place"
        }
    }

    /// The table it is read from.
    public var dimension: OutcomeDimension {
        switch self {
        case .decidedLate: .clock(.triage)
        case .outOfSchool: .daysOut
        case .upperLevels: .level
        case .helped: .outcome
        }
    }

    /// Codes of the values for which it holds.
    private var codes: Set<String> {
        switch self {
        case .decidedLate: [ClockResult.missed.code]
        case .outOfSchool: [DaysOutBand.upTo5.code, DaysOutBand.upTo15.code, DaysOutBand.over15.code]
        case .upperLevels: [LevelBand.upper.code]
        case .helped: Set(CaseOutcome.endings.map(\.code))
        }
    }

    /// Of some closed cases, for how many it holds; `nil` when saying so would give away what is hidden in the table it is
    /// read from, or there are too few.
    public func split(_ cases: [ClosedCase]) -> SmallNumbers.Split? {
        guard dimension.table(of: cases).isWhole else { return nil }
        return count(cases)
    }

    /// Some closed cases of one locality and term by a group, as far as it may be shown; `nil` when nothing may.
    public func groups(
        by dimension: OutcomeDimension, _ cases: [ClosedCase]
    ) -> [(words: String, split: SmallNumbers.Split)]? {
        guard split(cases) != nil else { return nil }
        let splits = dimension.values.map { value in
            count(cases.filter { dimension.value(of: $0) == value.code })
        }
        guard let grouping = SmallNumbers.grouping(splits) else { return nil }
        let alone = grouping.alone.filter { splits[$0].total > 0 }.map { (dimension.values[$0].words, splits[$0]) }
        return alone + (grouping.sum.map { [("all others together", $0)] } ?? [])
    }

    private func count(_ cases: [ClosedCase]) -> SmallNumbers.Split {
        let with = cases.count { codes.contains(dimension.value(of: $0)) }
        return SmallNumbers.Split(with: with, without: cases.count - with)
    }
}
