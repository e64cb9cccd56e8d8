import Inclusion
import ServiceKit

extension QueueAddress {
    /// What the router is asked for so that the next case taken is one of those that are looked at; `nil` where none of them
    /// can be taken, because they are with somebody.
    var next: JSON? {
        guard assigned == nil || assigned == Self.nobody, let part else { return nil }
        return .object(leavingOutNil: [
            ("locality", locality.map { .string($0) }), ("group", part.group.map { .string($0) }),
            ("statuses", part.states.isEmpty ? nil : .strings(part.states.map(\.code))),
            ("forum", forum.map { .string($0.code) }), ("level", level.map { .number($0) }),
        ])
    }

    /// The heading as the router knows it: its groups are by the next clock, whether or not somebody has read the case.
    private var part: (group: String?, states: [CaseState])? {
        switch (group, isLate) {
        case (nil, false): (nil, [])
        case (nil, true): ("overdue", [])
        case (.overdue, _): ("overdue", [.open])
        case (.dueToday, false): ("due_today", [.open])
        case (.new, false): ("new_to_me", [.open])
        case (.other, let isLate):
            (isLate ? "overdue" : nil, CaseState.allCases.filter { $0 != .open && $0 != .closed })
        // What is due later is not late; what waits for others is nobody's to take.
        case (.dueToday, true), (.new, true), (.waiting, _): nil
        }
    }
}
