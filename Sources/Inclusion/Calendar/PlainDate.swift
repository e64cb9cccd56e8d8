public import FoundationEssentials

/// Dates and times as people in the United Kingdom write them.
public enum PlainDate {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Such as “22 November 2026 at 9:00am”, by the clock on a wall in London.
    public static func words(_ instant: Date) -> String { "\(day(instant)) at \(clock(instant))" }

    /// Such as “22 November 2026”.
    public static func day(_ instant: Date) -> String { day(LondonTime.day(of: instant)) }

    /// Such as “22 November 2026”.
    public static func day(_ date: CalendarDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }

    /// Such as “9:00am”.
    public static func clock(_ instant: Date) -> String {
        let second = LondonTime(instant).secondOfDay
        let hour = second / 3600
        let minute = second / 60 % 60
        return "\(hour % 12 == 0 ? 12 : hour % 12):\(minute < 10 ? "0" : "")\(minute)\(hour < 12 ? "am" : "pm")"
    }
}
