/// Why a clock that counts school days cannot be set.
public enum CalendarGap: String, Error, Coded {
    /// No term dates are known at all.
    case noSchoolCalendar = "no_school_calendar"
    /// The term dates have a hole, or end, before the day looked for.
    case schoolCalendarHole = "school_calendar_hole"

    /// As people say it.
    public var words: String {
        switch self {
        case .noSchoolCalendar: "No term dates are known, so school days cannot be counted."
        case .schoolCalendarHole: "The term dates have a hole or come to an end, so school days cannot be counted."
        }
    }
}

extension SchoolDays {
    /// No holidays are longer, in days: where more lies between two terms, one of them is missing.
    static let longestHolidays = 63

    /// The `count`-th school day after `date`, which has to be where the term dates are without a hole.
    func known(_ count: Int, schoolDaysAfter date: CalendarDate) throws(CalendarGap) -> CalendarDate {
        guard let found = self.date(count, schoolDaysAfter: date), hasNoHole(from: date, to: found) else {
            throw .schoolCalendarHole
        }
        return found
    }

    /// The last school day before `date`; `nil` when the terms handed in begin later.
    func last(before date: CalendarDate) -> CalendarDate? {
        guard let first = terms.map(\.lowerBound).min() else { return nil }
        var day = date.adding(days: -1)
        while day >= first, !isSchoolDay(day) { day = day.adding(days: -1) }
        return day >= first ? day : nil
    }

    private func hasNoHole(from first: CalendarDate, to last: CalendarDate) -> Bool {
        // Before the first term there may have been holidays, but no longer ones.
        var end = first
        for term in terms.sorted(by: { $0.lowerBound < $1.lowerBound }) where term.lowerBound <= last {
            guard term.lowerBound <= first || end.days(until: term.lowerBound) <= Self.longestHolidays else {
                return false
            }
            end = max(end, term.upperBound)
        }
        return true
    }
}
