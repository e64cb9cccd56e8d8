public import FoundationEssentials

/// The clock of office work (domain section 6): Monday to Friday without bank holidays, in UK local time.
/// Work arriving after 13:00, or on a day that is no working day, starts at 09:00 the next working day.
public struct WorkingDays: Sendable, Equatable {
    /// Hour at which work starts.
    public static let opens = 9
    /// Hour at which it ends.
    public static let closes = 17
    /// Work arriving later than this hour starts the next working day.
    public static let cutOff = 13

    /// Closed days beside weekends.
    public var holidays: BankHolidays

    /// With these closed days.
    public init(holidays: BankHolidays = .england) { self.holidays = holidays }

    /// Whether offices are open on that day.
    public func isWorkingDay(_ date: CalendarDate) -> Bool {
        !date.weekday.isWeekend && !holidays.days.contains(date)
    }

    /// The first working day later than `date`.
    public func next(after date: CalendarDate) -> CalendarDate {
        var day = date.adding(days: 1)
        // A calendar with nothing but holidays is a mistake in the data, not a reason to turn for ever.
        for _ in 0..<366 where !isWorkingDay(day) { day = day.adding(days: 1) }
        return day
    }

    /// When the clock of work that arrives at `arrival` starts.
    public func start(ofWorkArrivingAt arrival: Date) -> Date {
        let local = LondonTime(arrival)
        guard isWorkingDay(local.date), local.secondOfDay <= Self.cutOff * 3600 else {
            return LondonTime(date: next(after: local.date), hour: Self.opens).instant
        }
        guard local.secondOfDay >= Self.opens * 3600 else {
            return LondonTime(date: local.date, hour: Self.opens).instant
        }
        return arrival
    }

    /// The same time of day, `count` working days after the clock starts.
    public func deadline(workingDays count: Int, after arrival: Date) -> Date {
        let start = LondonTime(start(ofWorkArrivingAt: arrival))
        var date = start.date
        for _ in 0..<max(0, count) { date = next(after: date) }
        return LondonTime(date: date, secondOfDay: start.secondOfDay).instant
    }

    /// `count` hours of office time after the clock starts.
    public func deadline(workingHours count: Int, after arrival: Date) -> Date {
        let start = LondonTime(start(ofWorkArrivingAt: arrival))
        var date = start.date
        var second = start.secondOfDay
        var left = max(0, count) * 3600
        while left > Self.closes * 3600 - second {
            left -= Self.closes * 3600 - second
            date = next(after: date)
            second = Self.opens * 3600
        }
        return LondonTime(date: date, secondOfDay: second + left).instant
    }
}
