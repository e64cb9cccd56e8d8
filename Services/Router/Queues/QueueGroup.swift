import FoundationEssentials
import Inclusion
import Postgres

/// The groups of a queue, in the order of what needs doing.
enum QueueGroup: String, Sendable, CaseIterable {
    case overdue
    case dueToday = "due_today"
    case newToMe = "new_to_me"
    case waitingOnOthers = "waiting_on_others"
    case other
    /// What nobody has to do anything about: shown to those who ask for it.
    case closed

    /// Those a coordinator works through.
    static let open = allCases.filter { $0 != .closed }

    /// The group a row is in.
    init(_ row: CaseRow, at moment: QueueMoment) {
        if row.place == .closed {
            self = .closed
        } else if row.dueAt < moment.now {
            self = .overdue
        } else if row.dueAt < moment.tomorrow {
            self = .dueToday
        } else if row.place == .new || row.untouchedFor == moment.subject {
            self = .newToMe
        } else {
            self = row.place == .waiting ? .waitingOnOthers : .other
        }
    }

    /// The same as ``init(_:at:)`` for rows of `case_file`: stretches of its indexes that have no row in common.
    func stretches(at moment: QueueMoment) -> [PostgresQuery] {
        let (now, tomorrow, me) = (moment.now, moment.tomorrow, moment.subject)
        return switch self {
        case .overdue: ["place <> 'closed' and due_at < \(now)"]
        case .dueToday: ["place <> 'closed' and due_at >= \(now) and due_at < \(tomorrow)"]
        case .newToMe:
            [
                "place = 'new' and due_at >= \(tomorrow)",
                "untouched_for = \(me) and place not in ('new', 'closed') and due_at >= \(tomorrow)",
            ]
        case .waitingOnOthers:
            ["place = 'waiting' and due_at >= \(tomorrow) and untouched_for is distinct from \(me)"]
        case .other: ["place = 'other' and due_at >= \(tomorrow) and untouched_for is distinct from \(me)"]
        case .closed: ["place = 'closed'"]
        }
    }

    /// The same as one condition.
    func condition(at moment: QueueMoment) -> PostgresQuery {
        "((\(fragment: stretches(at: moment).joined(separator: ") or ("))))"
    }
}

/// What the groups of a queue depend on beside the cases: when somebody looks, and who.
struct QueueMoment: Sendable, Equatable {
    let now: Date
    /// The day ends at midnight by the clock on a wall in London.
    let tomorrow: Date
    /// Subject of the token.
    let subject: String

    init(now: Date, subject: String) {
        self.now = now
        self.subject = subject
        tomorrow = LondonTime(date: LondonTime.day(of: now).adding(days: 1), secondOfDay: 0).instant
    }
}
