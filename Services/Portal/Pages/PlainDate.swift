import FoundationEssentials
import Inclusion

/// Dates and times as people in the United Kingdom write them.
enum PlainDate {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Such as “22 November 2026 at 9:00am”, by the clock on a wall in London.
    static func words(_ instant: Date) -> String { "\(day(instant)) at \(clock(instant))" }

    /// Such as “22 November 2026”.
    static func day(_ instant: Date) -> String {
        let date = LondonTime.day(of: instant)
        return "\(date.day) \(months[date.month - 1]) \(date.year)"
    }

    /// Such as “9:00am”.
    static func clock(_ instant: Date) -> String {
        let second = LondonTime(instant).secondOfDay
        let hour = second / 3600
        let minute = second / 60 % 60
        return "\(hour % 12 == 0 ? 12 : hour % 12):\(minute < 10 ? "0" : "")\(minute)\(hour < 12 ? "am" : "pm")"
    }
}

/// An instant for a page: for people, and for programs.
struct PageTime: Sendable, Equatable {
    let words: String
    let machine: String

    init(_ instant: Date) {
        words = PlainDate.words(instant)
        machine = RFC3339.text(instant)
    }

    /// The day alone.
    init(dayOf instant: Date) {
        words = PlainDate.day(instant)
        machine = LondonTime.day(of: instant).description
    }
}

/// How late something is, as people say it.
enum Lateness {
    /// Such as “3 hours late”; `nil` for what is not late.
    static func words(since due: Date, now: Date) -> String? {
        let seconds = now.timeIntervalSince(due)
        guard seconds > 0 else { return nil }
        let hours = Int(min(seconds, 1e9) / 3600)
        switch hours {
        case 0: return "Less than an hour late"
        case 1: return "1 hour late"
        case ..<24: return "\(hours) hours late"
        case ..<48: return "1 day late"
        default: return "\(hours / 24) days late"
        }
    }
}
