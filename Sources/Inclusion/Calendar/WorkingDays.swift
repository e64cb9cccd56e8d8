public import FoundationEssentials

/// The clock of office work (domain section 6): Monday to Friday without bank holidays, in UK local time.
/// Work arriving after 13:00, or on a day that is no working day, starts at 09:00 the next working day.
///
/// Working days are numbered from 1 January 0001 on, so that counting and adding them is arithmetic, however far apart
/// two days are.
public struct WorkingDays: Sendable, Equatable {
    /// Hour at which work starts.
    public static let opens = 9
    /// Hour at which it ends.
    public static let closes = 17
    /// Work arriving later than this hour starts the next working day.
    public static let cutOff = 13
    /// Office time of a day, in seconds.
    static let officeDay = (closes - opens) * 3600

    /// Closed days beside weekends.
    public let holidays: BankHolidays
    /// Numbers of the closed days that are no weekend, in order.
    private let closed: [Int]

    /// With these closed days.
    public init(holidays: BankHolidays = .england) {
        self.holidays = holidays
        closed = holidays.days.filter { !$0.weekday.isWeekend }.map(\.dayNumber).sorted()
    }

    // MARK: Days

    /// Whether offices are open on that day.
    public func isWorkingDay(_ date: CalendarDate) -> Bool { isWorkingDay(date.dayNumber) }

    /// The first working day later than `date`.
    public func next(after date: CalendarDate) -> CalendarDate { day(at: count(before: date.dayNumber + 1)) }

    /// The `count`-th working day later than `date`; on a working day, 0 is the day itself.
    public func date(_ count: Int, workingDaysAfter date: CalendarDate) -> CalendarDate {
        let number = date.dayNumber
        return day(at: self.count(before: number) + count - (isWorkingDay(number) ? 0 : 1))
    }

    /// The `count`-th working day earlier than `date`.
    public func date(_ count: Int, workingDaysBefore date: CalendarDate) -> CalendarDate {
        day(at: self.count(before: date.dayNumber) - count)
    }

    private func isWorkingDay(_ day: Int) -> Bool {
        let closedBefore = closed(before: day)
        return Self.weekday(of: day) < 5 && !(closedBefore < closed.count && closed[closedBefore] == day)
    }

    /// Monday is 0. Day 0, 1 January 1970, was a Thursday; 719,163 makes every day positive and a Monday 0.
    private static func weekday(of day: Int) -> Int { (day + 719_162) % 7 }

    /// How many working days there have been before that day.
    private func count(before day: Int) -> Int {
        let days = day + 719_162
        return days / 7 * 5 + min(days % 7, 5) - closed(before: day)
    }

    /// The working day before which there have been so many.
    private func day(at place: Int) -> CalendarDate {
        // Each closed day passed over moves the day on, maybe over the next closed one.
        var passed = 0
        while true {
            let weekday = max(0, place + passed)
            let day = weekday / 5 * 7 + weekday % 5 - 719_162
            let closed = closed(before: day + 1)
            if closed == passed { return CalendarDate(dayNumber: day) }
            passed = closed
        }
    }

    private func closed(before day: Int) -> Int {
        var (low, high) = (0, closed.count)
        while low < high {
            let middle = (low + high) / 2
            if closed[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: Times

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
        sameTime(max(0, count), workingDaysAfter: start(ofWorkArrivingAt: arrival))
    }

    /// The same time of day, `count` working days later; earlier when it is negative.
    func sameTime(_ count: Int, workingDaysAfter instant: Date) -> Date {
        let local = LondonTime(instant)
        let day = date(count, workingDaysAfter: local.date)
        return LondonTime(date: day, secondOfDay: local.secondOfDay).instant
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

    /// Seconds of office time from one instant to another; 0 when that is earlier.
    public func officeSeconds(from start: Date, to end: Date) -> Int { max(0, office(end) - office(start)) }

    /// So much office time later. The end of a day counts as the beginning of the next, so that as much time added and
    /// taken away leads back.
    public func adding(officeSeconds seconds: Int, to instant: Date) -> Date {
        guard seconds > 0 else { return instant }
        let sum = office(instant) + seconds
        let second = Self.opens * 3600 + sum % Self.officeDay
        return LondonTime(date: day(at: sum / Self.officeDay), secondOfDay: second).instant
    }

    /// Seconds of office time there have been before an instant.
    private func office(_ instant: Date) -> Int {
        let local = LondonTime(instant)
        let day = local.date.dayNumber
        let today = isWorkingDay(day) ? min(max(0, local.secondOfDay - Self.opens * 3600), Self.officeDay) : 0
        return count(before: day) * Self.officeDay + today
    }
}
