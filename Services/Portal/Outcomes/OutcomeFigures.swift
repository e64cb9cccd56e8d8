import Inclusion

/// Figures made of what has been counted. Pure.
enum OutcomeFigures {
    /// How often each value of something occurs among closed cases.
    static func counts(_ dimension: OutcomeDimension, _ cases: [ClosedCase], code: String, lead: String) -> Figure {
        counts(dimension.table(of: cases), of: dimension.words, code: code, lead: lead, things: "closed cases")
    }

    /// How often each value occurs among places that ended.
    static func places(_ table: CountTable, of words: String, code: String, lead: String) -> Figure {
        counts(table, of: words, code: code, lead: lead, things: "places that ended")
    }

    private static func counts(
        _ table: CountTable, of words: String, code: String, lead: String, things: String
    ) -> Figure {
        let rows = table.rows.filter { $0.count != 0 }
        return Figure(
            code: code, finding: finding(table, lead, things),
            columns: [words.startingLarge, things.startingLarge, "In %"],
            rows: rows.map { [$0.value.words.startingLarge, Figure.cell($0.count), Figure.share($0.percent)] },
            bars: rows.map { BarPicture.Bar($0.value.words.startingLarge, $0.count) }, note: table.hidden)
    }

    private static func finding(_ table: CountTable, _ lead: String, _ things: String) -> String {
        guard let total = table.total else { return "Too few \(things) to say anything" }
        guard total > 0 else { return "No \(things)" }
        guard let most = table.most() else { return "Nothing stands out among \(total) \(things)" }
        return "\(lead): \(most.value.words), \(most.count) of \(total)"
    }

    // MARK: Clocks

    /// Whether clocks were kept, by kind.
    static func clocks(_ cases: [ClosedCase]) -> Figure {
        let tables = CaseClockKind.allCases.map { ($0, OutcomeDimension.clock($0).table(of: cases)) }
        let counts = tables.filter { $0.1.total ?? 0 > 0 && $0.1.count(ClockResult.none.code) != $0.1.total }.map {
            kind, table in
            ClockCounts(
                words: kind.shortWords.startingLarge, kept: table.count(ClockResult.kept.code),
                missed: table.count(ClockResult.missed.code), none: table.count(ClockResult.none.code))
        }
        let isHidden = tables.contains { !$0.1.isWhole }
        return Figure(
            code: "clocks", finding: finding(counts, tables.first?.1),
            columns: ["Clock", "Kept", "Ran out", "Did not run", "Ran out, in % of those that ran"],
            rows: counts.map {
                [
                    $0.words, Figure.cell($0.kept), Figure.cell($0.missed), Figure.cell($0.none),
                    Figure.share($0.percent),
                ]
            },
            bars: counts.map { clock in
                BarPicture.Bar(clock.words, clock.missed, words: clock.missed.map { "ran out in \($0)" })
            },
            note: isHidden
                ? "Numbers from 1 to 4 are hidden, and others of the same clock from which they could be worked out."
                : nil)
    }

    private struct ClockCounts {
        let words: String
        let kept, missed, none: Int?

        var percent: Int? {
            guard let kept, let missed else { return nil }
            return SmallNumbers.percent(missed, of: kept + missed)
        }
    }

    private static func finding(_ counts: [ClockCounts], _ any: CountTable?) -> String {
        guard let total = any?.total else { return "Too few closed cases to say anything about clocks" }
        guard total > 0 else { return "No closed cases" }
        let worst = counts.filter { $0.missed ?? 0 > 0 }.max { $0.missed ?? 0 < $1.missed ?? 0 }
        guard let worst, let missed = worst.missed else {
            return "No clock that may be shown ran out in \(total) closed cases"
        }
        return "\(worst.words) ran out most often: in \(missed) of \(total) closed cases"
    }

    // MARK: Levels over time

    /// How many cases were closed at level 3 or 4, term by term, the last first. Each term is a table by itself.
    static func levels(_ terms: [(term: ReportingTerm, cases: [ClosedCase])]) -> Figure {
        let tables = terms.map { (term: $0.term, table: OutcomeDimension.level.table(of: $0.cases)) }
        let shares = tables.map { entry in entry.table.rows.first { $0.value.code == LevelBand.upper.code }?.percent }
        let known = zip(tables, shares).compactMap { entry, share in share.map { (entry.term, $0) } }
        let finding =
            switch known.count {
            case 0: "Too few closed cases in any term to give a share at level 3 or 4"
            case 1: "\(known[0].1) % of closed cases were at level 3 or 4 in the \(known[0].0.words)"
            default:
                """
                \(known[0].1) % of closed cases were at level 3 or 4 in the \(known[0].0.words), after \(known[1].1) % in \
                the \(known[1].0.words)
                """
            }
        return Figure(
            code: "levels", finding: finding,
            columns: ["Term", "Level 1 or 2", "Level 3 or 4", "Not known", "Level 3 or 4, in %"],
            rows: zip(tables, shares).map { entry, share in
                let isEmpty = entry.table.total == 0
                let codes = OutcomeDimension.level.values.map(\.code)
                return [entry.term.words.startingLarge]
                    + codes.map { isEmpty ? "0" : Figure.cell(entry.table.count($0)) } + [Figure.share(share)]
            },
            bars: known.map { BarPicture.Bar($0.0.words.startingLarge, $0.1, words: "\($0.1) %") },
            note: tables.contains { !$0.table.isWhole }
                ? "Numbers from 1 to 4 are hidden, and others of the same term from which they could be worked out."
                : nil)
    }

    // MARK: Equity

    /// For what share of closed cases something holds, locality by locality. Each is a table by itself.
    static func byLocality(_ measure: EquityMeasure, _ localities: [(name: String, cases: [ClosedCase])]) -> Figure {
        equity(
            measure, localities.map { ($0.name, $0.cases.isEmpty ? nil : measure.split($0.cases)) }, by: "locality",
            code: "equity-locality", note: localities.contains { measure.split($0.cases) == nil } ? tooFew : nil)
    }

    /// The same for groups of children of one locality.
    static func byGroup(
        _ measure: EquityMeasure, _ dimension: OutcomeDimension, _ cases: [ClosedCase], code: String
    ) -> Figure {
        let groups = measure.groups(by: dimension, cases)
        return equity(
            measure, (groups ?? []).map { ($0.words.startingLarge, $0.split) }, by: dimension.words, code: code,
            note: groups == nil
                ? tooFew
                : """
                Groups with fewer than 10 cases, and those of whom there are fewer than 5 on either side, are counted \
                together with others.
                """)
    }

    private static let tooFew = "Where there are too few cases for a number that gives nobody away, none is shown."

    private static func equity(
        _ measure: EquityMeasure, _ groups: [(words: String, split: SmallNumbers.Split?)], by what: String,
        code: String, note: String?
    ) -> Figure {
        let shares = groups.map { group in
            group.split.flatMap { SmallNumbers.percent($0.with, of: $0.total) }.map { (group.words, $0) }
        }
        let known = shares.compactMap { $0 }
        let least = known.min { $0.1 < $1.1 }
        let most = known.max { $0.1 < $1.1 }
        let finding =
            if let least, let most, known.count > 1 {
                least.1 == most.1
                    ? "\(measure.words.startingLarge) for \(most.1) %, whatever the \(what)"
                    : "By \(what), from \(least.1) % (\(least.0)) to \(most.1) % (\(most.0)): \(measure.words)"
            } else {
                "Too few closed cases to compare by \(what)"
            }
        return Figure(
            code: code, finding: finding, columns: [what.startingLarge, "It holds", "It does not", "It holds, in %"],
            rows: zip(groups, shares).map { group, share in
                [
                    group.words, Figure.cell(group.split?.with), Figure.cell(group.split?.without),
                    Figure.share(share?.1),
                ]
            },
            bars: known.map { BarPicture.Bar($0.0, $0.1, words: "\($0.1) %") }, note: note)
    }
}
