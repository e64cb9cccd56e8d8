import FoundationEssentials
import Inclusion

/// Dates and times as people in the United Kingdom say them.
enum PlainDate {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Such as “22 November 2026 at 9:00am”, by the clock on a wall in London.
    static func words(_ instant: Date) -> String {
        let local = LondonTime(instant)
        let hour = local.secondOfDay / 3600
        let minute = local.secondOfDay / 60 % 60
        let clock = "\(hour % 12 == 0 ? 12 : hour % 12):\(minute < 10 ? "0" : "")\(minute)\(hour < 12 ? "am" : "pm")"
        return "\(local.date.day) \(months[local.date.month - 1]) \(local.date.year) at \(clock)"
    }
}
