import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

// The child's plan and what was agreed that somebody does, as far as they are in a case.
extension CaseJSON {
    /// The plan and the date of its next review; `nil` when the child has none, or it has ended.
    static func plan(_ file: CaseFile) -> JSON? {
        guard let plan = file.plan, let day = plan.reviewOn else { return nil }
        return ["id": .string(plan.id), "review_on": .string(day)]
    }

    /// Oldest first.
    static func actions(_ file: CaseFile, _ opened: OpenedCase, today: CalendarDate) -> JSON {
        .array(
            file.actions.compactMap { action in
                opened.actions[action.id].map { Self.action(action, $0, today: today) }
            })
    }

    /// One of them.
    static func action(_ action: CaseAction, _ opened: OpenedAction, today: CalendarDate) -> JSON {
        let agreed = action.agreed
        return .object(leavingOutNil: [
            ("id", .string(action.id)),
            ("what", opened.what.map { .string($0) }),
            ("organisation", .string(agreed.organisation)),
            ("owner", .string(agreed.owner)),
            ("due_on", .string(agreed.dueOn)),
            ("overdue", .bool(action.done == nil && agreed.dueOn < today.description)),
            ("meeting_id", .given(agreed.meetingID)),
            ("agreed_by", .string(agreed.agreedBy)),
            ("done", .bool(action.done != nil)),
            ("done_by", action.done.map { .string($0.doneBy) }),
            ("words", opened.words.map { .string($0) }),
        ])
    }
}
