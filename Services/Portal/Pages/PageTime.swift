import FoundationEssentials
import Inclusion

/// An instant for a page: for people, and for programs.
struct PageTime: Sendable, Equatable {
    let words: String
    let machine: String

    init(_ instant: Date) {
        words = PlainDate.words(instant)
        machine = RFC3339.text(instant)
    }

    /// The day alone.
    init(dayOf instant: Date) { self.init(LondonTime.day(of: instant)) }

    /// A day.
    init(_ day: CalendarDate) {
        words = PlainDate.day(day)
        machine = day.description
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

    /// Until when ``words(since:now:)`` says the same.
    static func holds(since due: Date, now: Date) -> Date {
        guard now > due else { return due }
        return due.addingTimeInterval(((now.timeIntervalSince(due) / 3600).rounded(.down) + 1) * 3600)
    }
}
