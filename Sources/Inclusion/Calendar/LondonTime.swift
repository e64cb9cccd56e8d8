public import FoundationEssentials

/// A day and a time of day as clocks in the United Kingdom show it.
public struct LondonTime: Sendable, Hashable, Comparable {
    /// The day by the calendar on the wall.
    public let date: CalendarDate
    /// Seconds since midnight by the clock on the wall, 0 … 86,399.
    public let secondOfDay: Int

    /// From its parts.
    public init(date: CalendarDate, secondOfDay: Int) {
        self.date = date
        self.secondOfDay = secondOfDay
    }

    /// From its parts.
    public init(date: CalendarDate, hour: Int, minute: Int = 0) {
        self.init(date: date, secondOfDay: hour * 3600 + minute * 60)
    }

    /// What the clock shows at `instant`.
    public init(_ instant: Date) {
        let utc = Self.wholeSeconds(instant)
        let local = utc + (Self.isSummer(utc) ? 3600 : 0)
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        self.init(date: CalendarDate(dayNumber: day), secondOfDay: local - day * 86_400)
    }

    /// The instant at which the clock shows this. The hour that exists twice in October is the first of the two;
    /// the hour that is skipped in March counts as the hour after.
    public var instant: Date {
        let asIfUTC = date.dayNumber * 86_400 + secondOfDay
        let summer = asIfUTC - 3600
        return Date(timeIntervalSince1970: Double(Self.isSummer(summer) ? summer : asIfUTC))
    }

    /// The day it is in the United Kingdom at `instant`.
    public static func day(of instant: Date) -> CalendarDate { LondonTime(instant).date }

    /// Earlier by the clock is less.
    public static func < (left: LondonTime, right: LondonTime) -> Bool {
        (left.date, left.secondOfDay) < (right.date, right.secondOfDay)
    }

    /// Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October
    /// (Summer Time Order 2002).
    static func isSummer(_ utc: Int) -> Bool {
        let day = utc >= 0 ? utc / 86_400 : (utc - 86_399) / 86_400
        let year = CalendarDate(dayNumber: day).year
        guard let march = CalendarDate(year: year, month: 3, day: 31),
            let october = CalendarDate(year: year, month: 10, day: 31)
        else { return false }
        let start = march.adding(days: -(march.weekday.rawValue % 7)).dayNumber * 86_400 + 3600
        let end = october.adding(days: -(october.weekday.rawValue % 7)).dayNumber * 86_400 + 3600
        return utc >= start && utc < end
    }

    /// Seconds since 1970, down to the second; the years 1 to 9999 hold every date that means anything here.
    static func wholeSeconds(_ instant: Date) -> Int {
        let seconds = instant.timeIntervalSince1970.rounded(.down)
        guard seconds > -62_135_596_800 else { return -62_135_596_800 }
        return seconds < 253_402_300_799 ? Int(seconds) : 253_402_300_799
    }
}
