/// On which days children can be taught: the school days of the county, and every working day where its term dates say
/// nothing.
public struct TeachingDays: Sendable, Equatable {
    private let working: WorkingDays
    private let school: SchoolDays?
    private let known: ClosedRange<CalendarDate>?

    /// By that calendar; `nil` where no term dates are known.
    public init(_ calendar: SchoolCalendar? = nil) {
        working = calendar?.workingDays ?? WorkingDays()
        school = calendar?.schoolDays
        known =
            if let calendar, let first = calendar.terms.map(\.first).min(), first <= calendar.ends {
                first...calendar.ends
            } else {
                nil
            }
    }

    /// Whether there is teaching on that day.
    public func contains(_ day: CalendarDate) -> Bool {
        guard let school, let known, known.contains(day) else { return working.isWorkingDay(day) }
        return school.isSchoolDay(day)
    }
}
