import Contracts
import FoundationEssentials
import Inclusion
import Postgres

// What was agreed that somebody does.
extension CaseQueue {
    static func action(_ event: CaseEvent, in id: UUID, at time: Date) -> PostgresQuery? {
        switch event {
        case .actionAgreed(let agreed):
            """
            insert into case_action (id, case_id, organisation, owner, due_on, meeting_id)
            values (\(UUID(uuidString: agreed.actionID)), \(id), \(agreed.organisation), \(agreed.owner),
                \(agreed.dueOn)::text::date, \(UUID(uuidString: agreed.meetingID)))
            """
        case .actionDone(let done):
            "update case_action set done_at = \(time) where id = \(UUID(uuidString: done.actionID))"
        default: nil
        }
    }
}

/// An action as a list shows it, with what its case says of it.
struct ActionRow: Sendable {
    let id: UUID
    let caseID: UUID
    let caseVersion: Int64
    let reference: String
    let locality: String
    let organisation: String
    let owner: String
    let dueOn: String
    let meetingID: UUID?
    let doneAt: Date?

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        caseID = try row.value("case_id")
        caseVersion = try row.value("case_version")
        reference = try row.value("reference")
        locality = try row.value("locality")
        organisation = try row.value("organisation")
        owner = try row.value("owner")
        dueOn = try row.value("due_on")
        meetingID = try row.value("meeting_id")
        doneAt = try row.value("done_at")
    }

    /// Each with its case; conditions and order follow.
    static let selection: PostgresQuery = """
        select a.id, a.case_id, c.version as case_version, c.reference, c.locality, a.organisation, a.owner,
            a.due_on::text as due_on, a.meeting_id, a.done_at
        from case_action a join case_file c on c.id = a.case_id
        """
}
