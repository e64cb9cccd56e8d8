/// The clock of schooling (domain section 6): the authority's term dates, handed in.
public struct SchoolDays: Sendable, Equatable {
    /// Terms, first and last day included.
    public var terms: [ClosedRange<CalendarDate>]
    /// Days within a term without school: half-term, training days.
    public var closures: Set<CalendarDate>
    /// Closed days beside weekends.
    public var holidays: BankHolidays

    /// From its parts.
    public init(
        terms: [ClosedRange<CalendarDate>], closures: Set<CalendarDate> = [], holidays: BankHolidays = .england
    ) {
        self.terms = terms
        self.closures = closures
        self.holidays = holidays
    }

    /// Whether there is school on that day.
    public func isSchoolDay(_ date: CalendarDate) -> Bool {
        !date.weekday.isWeekend && !holidays.days.contains(date) && !closures.contains(date)
            && terms.contains { $0.contains(date) }
    }

    /// The `count`-th school day after `date`; `nil` when the terms handed in end before it.
    public func date(_ count: Int, schoolDaysAfter date: CalendarDate) -> CalendarDate? {
        guard count > 0 else { return date }
        guard let last = terms.map(\.upperBound).max() else { return nil }
        var left = count
        var day = date
        while day < last {
            day = day.adding(days: 1)
            if isSchoolDay(day) { left -= 1 }
            if left == 0 { return day }
        }
        return nil
    }

    /// School days from `first` to `last`, both included.
    public func count(from first: CalendarDate, through last: CalendarDate) -> Int {
        guard first <= last else { return 0 }
        return (first.dayNumber...last.dayNumber).count { isSchoolDay(CalendarDate(dayNumber: $0)) }
    }
}
