/// A term as the authority publishes it.
public struct SchoolTerm: Sendable, Equatable {
    /// Such as `Autumn term 2026, first half`.
    public let name: String
    /// The first day of school.
    public let first: CalendarDate
    /// The last day of school.
    public let last: CalendarDate

    /// From its parts.
    public init(name: String, first: CalendarDate, last: CalendarDate) {
        self.name = name
        self.first = first
        self.last = last
    }
}

/// When there is school, and when offices are closed.
public struct SchoolCalendar: Sendable, Equatable {
    /// The last day the calendar says anything about. What comes after is not known, so not computed.
    public let ends: CalendarDate
    /// In the order of their days, without overlap.
    public let terms: [SchoolTerm]
    /// Days within a term without school: training days.
    public let closures: Set<CalendarDate>
    /// Days on which offices are closed beside weekends and England's bank holidays.
    public let extraHolidays: Set<CalendarDate>

    /// From its parts.
    public init(
        ends: CalendarDate, terms: [SchoolTerm], closures: Set<CalendarDate> = [],
        extraHolidays: Set<CalendarDate> = []
    ) {
        self.ends = ends
        self.terms = terms
        self.closures = closures
        self.extraHolidays = extraHolidays
    }

    /// England's bank holidays and the county's own.
    public var holidays: BankHolidays {
        BankHolidays(source: BankHolidays.england.source, days: BankHolidays.england.days.union(extraHolidays))
    }

    /// The clock of schooling.
    public var schoolDays: SchoolDays {
        SchoolDays(terms: terms.map { $0.first...$0.last }, closures: closures, holidays: holidays)
    }

    /// The clock of office work.
    public var workingDays: WorkingDays { WorkingDays(holidays: holidays) }
}
