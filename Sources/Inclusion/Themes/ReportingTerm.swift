/// A school term as themes count: from its first day of school to the day before the next term's, so that the holidays after a
/// term belong to it. The terms follow each other without a gap, so every case was opened in one of them, and none of them
/// lies within another. Which days they are say ``ReportingTerms``.
public struct ReportingTerm: Sendable, Hashable, Comparable {
    /// Which of the three.
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

        /// The months in which it can begin, first and last: after Christmas, after Easter, after the summer. The second half
        /// of a term begins in another.
        var beginsIn: ClosedRange<Int> {
            switch self {
            case .spring: 1...1
            case .summer: 4...5
            case .autumn: 8...9
            }
        }

        /// The month on whose first day it begins where no term dates say so.
        var fixedMonth: Int {
            switch self {
            case .spring: 1
            case .summer: 5
            case .autumn: 9
            }
        }
    }

    /// The calendar year it begins in.
    public var year: Int { from.year }
    /// Which of the three.
    public let season: Season
    /// The first day.
    public let from: CalendarDate
    /// The last day: of the holidays after it.
    public let to: CalendarDate

    /// From its days, as an event has them; `nil` where no term begins in that month, or it would end before it begins.
    public init?(from: CalendarDate, to: CalendarDate) {
        guard from <= to, let season = Season.allCases.first(where: { $0.beginsIn.contains(from.month) }) else {
            return nil
        }
        self.init(season, from: from, to: to)
    }

    init(_ season: Season, from: CalendarDate, to: CalendarDate) {
        self.season = season
        self.from = from
        self.to = to
    }

    /// Such as `2026-autumn`.
    public var code: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "-" + season.code
    }

    /// As people say it.
    public var words: String { "\(season.code) term \(year)" }

    /// Whether nothing of it is to come. Only then are its figures shown: from then on they change no more, so that no two
    /// answers can be taken from each other.
    public func hasEnded(on day: CalendarDate) -> Bool { to < day }

    /// Earlier is less.
    public static func < (left: ReportingTerm, right: ReportingTerm) -> Bool { left.from < right.from }
}
