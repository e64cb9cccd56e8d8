/// On which days terms begin: those that have begun keep the day they began on, whatever the county's calendar says later,
/// so that figures that were shown once stay as they are; all others begin as the calendar says.
///
/// A term begins on the first day of the first stretch of school that begins in January (spring), in April or May (summer),
/// in August or September (autumn). Where the calendar has none, because of a hole or because it does not reach so far, it
/// begins on 1 January, 1 May or 1 September.
public struct ReportingTerms: Sendable, Equatable {
    /// First days, by the terms' places in the order of all terms.
    private let firstDays: [Int: CalendarDate]

    /// - Parameter begun: first days of terms that have begun.
    public init(_ calendar: SchoolCalendar, begun: [CalendarDate] = []) {
        let stated = Dictionary(Self.placed(calendar.terms.map(\.first)), uniquingKeysWith: min)
        firstDays = stated.merging(Self.placed(begun)) { $1 }
    }

    /// The term a day lies in.
    public func term(of day: CalendarDate) -> ReportingTerm {
        let ofYear = Self.place(day.year, .spring)
        let place = (ofYear..<ofYear + Self.seasons.count).last { firstDay($0) <= day } ?? ofYear - 1
        return term(at: place)
    }

    /// From a code such as `2026-autumn`; `nil` for anything else.
    public func term(code: String) -> ReportingTerm? {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]), (1...9999).contains(year),
            let season = Self.seasons.first(where: { $0.code == parts[1] })
        else { return nil }
        return term(at: Self.place(year, season))
    }

    /// The last one whose figures may be looked at.
    public func lastEnded(on today: CalendarDate) -> ReportingTerm {
        term(of: term(of: today).from.adding(days: -1))
    }

    /// Those that lie wholly between two days and have ended, oldest first.
    public func ended(on today: CalendarDate, from first: CalendarDate, to last: CalendarDate) -> [ReportingTerm] {
        terms(from: first, through: last).filter { $0.from >= first && $0.to <= last && $0.hasEnded(on: today) }
    }

    /// Those of which at least a day lies between two days, oldest first.
    public func terms(from first: CalendarDate, through last: CalendarDate) -> [ReportingTerm] {
        guard first <= last else { return [] }
        let places = Self.place(first.year, .spring) - 1...Self.place(last.year, .autumn)
        return places.map(term(at:)).filter { $0.from <= last && $0.to >= first }
    }

    // MARK: Places

    private static let seasons = ReportingTerm.Season.allCases

    private static func place(_ year: Int, _ season: ReportingTerm.Season) -> Int {
        year * seasons.count + season.rawValue
    }

    private static func placed(_ days: [CalendarDate]) -> [(Int, CalendarDate)] {
        days.compactMap { day in
            seasons.first { $0.beginsIn.contains(day.month) }.map { (place(day.year, $0), day) }
        }
    }

    private func term(at place: Int) -> ReportingTerm {
        ReportingTerm(
            Self.seasons[place % Self.seasons.count], from: firstDay(place), to: firstDay(place + 1).adding(days: -1))
    }

    private func firstDay(_ place: Int) -> CalendarDate {
        let (year, season) = (place / Self.seasons.count, Self.seasons[place % Self.seasons.count])
        return firstDays[place] ?? CalendarDate(year: year, month: season.fixedMonth, day: 1)
            ?? CalendarDate(dayNumber: year < 1 ? .min : .max)
    }
}
