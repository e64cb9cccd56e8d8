/// A third of a school year, as themes count: the terms follow each other without a gap, so every case was opened in one of
/// them, and none of them lies within another.
public struct ReportingTerm: Sendable, Hashable, Comparable {
    /// Which third.
    public enum Season: Int, Sendable, CaseIterable {
        case spring, summer, autumn

        /// As it stands in codes.
        var code: String {
            switch self {
            case .spring: "spring"
            case .summer: "summer"
            case .autumn: "autumn"
            }
        }

        /// Months of the calendar year, first and last.
        var months: ClosedRange<Int> {
            switch self {
            case .spring: 1...4
            case .summer: 5...8
            case .autumn: 9...12
            }
        }
    }

    /// The calendar year it lies in.
    public let year: Int
    /// Which third.
    public let season: Season

    /// The term a day lies in.
    public init(of day: CalendarDate) {
        year = day.year
        season = Season.allCases.first { $0.months.contains(day.month) } ?? .autumn
    }

    /// From a code such as `2026-autumn`; `nil` for anything else.
    public init?(code: String) {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), (1...9999).contains(year),
            let season = Season.allCases.first(where: { $0.code == parts[1] })
        else { return nil }
        self.year = year
        self.season = season
    }

    /// Such as `2026-autumn`.
    public var code: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "-" + season.code
    }

    /// As people say it.
    public var words: String { "\(season.code) term \(year)" }

    /// The first day.
    public var from: CalendarDate { day(1, of: season.months.lowerBound) }

    /// The last day.
    public var to: CalendarDate { Season.allCases.last == season ? day(31, of: 12) : next.from.adding(days: -1) }

    /// The one after.
    public var next: ReportingTerm {
        ReportingTerm(of: day(1, of: season.months.upperBound).adding(days: 31))
    }

    /// Whether nothing of it is to come. Only then are its figures shown: from then on they change no more, so that no two
    /// answers can be taken from each other.
    public func hasEnded(on day: CalendarDate) -> Bool { to < day }

    /// Those that lie wholly between two days and have ended, oldest first.
    public static func ended(on today: CalendarDate, from first: CalendarDate, to last: CalendarDate) -> [ReportingTerm]
    {
        guard first <= last else { return [] }
        var terms: [ReportingTerm] = []
        var term = ReportingTerm(of: first)
        while term.to <= last, term.hasEnded(on: today) {
            if term.from >= first { terms.append(term) }
            term = term.next
        }
        return terms
    }

    /// Earlier is less.
    public static func < (left: ReportingTerm, right: ReportingTerm) -> Bool {
        (left.year, left.season.rawValue) < (right.year, right.season.rawValue)
    }

    private func day(_ day: Int, of month: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? CalendarDate(dayNumber: 0)
    }
}

extension ReportingTerm {
    /// The last one whose figures may be looked at.
    public static func lastEnded(on today: CalendarDate) -> ReportingTerm {
        ReportingTerm(of: ReportingTerm(of: today).from.adding(days: -1))
    }
}
