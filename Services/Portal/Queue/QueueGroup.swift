import FoundationEssentials
import Inclusion

/// The headings of a queue, in the order of what needs doing.
enum QueueGroup: String, Sendable, CaseIterable {
    case overdue
    case dueToday = "due_today"
    case new
    case waiting
    case other

    /// As it is called in addresses and in JSON.
    var code: String { rawValue }

    /// The heading.
    var heading: String {
        switch self {
        case .overdue: "Overdue"
        case .dueToday: "Due today"
        case .new: "New to me"
        case .waiting: "Waiting on others"
        case .other: "Other"
        }
    }

    /// What belongs under it.
    var meaning: String {
        switch self {
        case .overdue: "Nobody has acknowledged these in time."
        case .dueToday: "To be acknowledged before the end of today."
        case .new: "Nobody has acknowledged these yet."
        case .waiting: "An agency, a forum or a provider has the next step. The longest wait comes first."
        case .other: "Acknowledged and being decided on, or arranged."
        }
    }

    /// What is said when there is nothing under it.
    var emptyWords: String {
        switch self {
        case .overdue: "Nothing is overdue."
        case .dueToday: "Nothing has to be acknowledged today."
        case .new: "No new referrals. They come here as soon as they are routed to you."
        case .waiting: "Nothing waits for others."
        case .other: "Nothing is being decided on, and nothing is arranged."
        }
    }

    /// The same where several have nothing under them.
    var quietWords: String {
        switch self {
        case .overdue: "nothing overdue"
        case .dueToday: "nothing due today"
        case .new: "nothing new"
        case .waiting: "nothing waiting on others"
        case .other: "nothing being decided on or arranged"
        }
    }

    /// What lies under the heading at `now`. The day ends at midnight by the clock on a wall in London.
    func span(at now: Date) -> QueueSpan {
        let tomorrow = Self.dayEnds(after: now)
        return switch self {
        case .overdue: QueueSpan(place: .toAcknowledge, before: now)
        case .dueToday: QueueSpan(place: .toAcknowledge, from: now, before: tomorrow)
        case .new: QueueSpan(place: .toAcknowledge, from: tomorrow)
        case .waiting: QueueSpan(place: .waiting)
        case .other: QueueSpan(place: .other)
        }
    }

    /// The next midnight by the clock on a wall in London.
    static func dayEnds(after now: Date) -> Date {
        LondonTime(date: LondonTime.day(of: now).adding(days: 1), secondOfDay: 0).instant
    }

    /// Whether nobody has acknowledged what lies under it.
    var isOpen: Bool { self == .overdue || self == .dueToday || self == .new }

    /// The heading an item stands under at `now`.
    static func of(_ slot: QueueSlot, at now: Date) -> QueueGroup? {
        allCases.first { $0.span(at: now).contains(slot) }
    }
}

/// Who has to do something about an item: as far as that can be told without knowing what time it is.
enum QueuePlace: String, Sendable, CaseIterable {
    /// The coordinator has not acknowledged it.
    case toAcknowledge = "to_acknowledge"
    /// An agency, a forum or a provider has the next step.
    case waiting
    case other
}

/// Where an item stands in its queue.
struct QueueSlot: Sendable, Equatable {
    let place: QueuePlace
    /// What it is ordered by there: when it is to be acknowledged, or since when it has been as it is.
    let at: Date
}

/// A stretch of a queue: one place, and the times from `from` on and before `before`.
struct QueueSpan: Sendable, Equatable {
    let place: QueuePlace
    var from: Date?
    var before: Date?

    func contains(_ slot: QueueSlot) -> Bool {
        slot.place == place && from.map { slot.at >= $0 } ?? true && before.map { slot.at < $0 } ?? true
    }
}
