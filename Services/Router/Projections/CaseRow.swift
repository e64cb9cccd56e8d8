import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// A case as the queue shows it: one row of `case_file`.
struct CaseRow: Sendable {
    let id: UUID
    let referralID: UUID
    let reference: String
    let locality: String
    let forum: String
    let state: String
    let agencyKind: String
    let ageYears: Int
    let keyStage: String
    let level: Int
    let needs: [String]
    let apRequested: Bool
    let daysOutOfSchool: Int
    let permanentlyExcluded: Bool
    let openedAt: Date
    let acknowledgeBy: Date
    let acknowledgedAt: Date?
    /// Who has the next step.
    let ball: String
    /// What it waits for: code of a ``CaseReason``.
    let why: String
    /// The group it is in when nothing is due.
    let place: QueuePlace
    /// When the next clock runs out, or ran out; ``never`` where none does.
    let dueAt: Date
    /// Subject of a token.
    let assignedTo: String?
    /// Whom it was given to by somebody else, until they take a step.
    let untouchedFor: String?
    /// ISO 8601 date of the meeting it is listed for.
    let meetsOn: String?

    /// Later than anything that is due.
    static let never = LondonTime(date: CalendarDate(dayNumber: .max), secondOfDay: 0).instant

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        referralID = try row.value("referral_id")
        reference = try row.value("reference")
        locality = try row.value("locality")
        forum = try row.value("forum")
        state = try row.value("state")
        agencyKind = try row.value("agency_kind")
        ageYears = try row.value("age_years")
        keyStage = try row.value("key_stage")
        level = try row.value("level")
        needs = try row.value("needs")
        apRequested = try row.value("ap_requested")
        daysOutOfSchool = try row.value("days_out_of_school")
        permanentlyExcluded = try row.value("permanently_excluded")
        openedAt = try row.value("opened_at")
        acknowledgeBy = try row.value("acknowledge_by")
        acknowledgedAt = try row.value("acknowledged_at")
        ball = try row.value("ball")
        why = try row.value("why")
        place = QueuePlace(rawValue: try row.value("place")) ?? .other
        dueAt = try row.value("due_at")
        assignedTo = try row.value("assigned_to")
        untouchedFor = try row.value("untouched_for")
        meetsOn = try row.value("meets_on")
    }

    /// Commits a decision: the events, and the rows that show their result.
    /// - Returns: the case as it is now, and its version.
    static func commit(
        _ events: [CaseEvent], to id: UUID, _ loaded: Loaded<CaseFile>, at time: Date, in transaction: EventTransaction
    ) async throws -> (file: CaseFile, version: Int64)? {
        guard let file = CaseFile.replay(events, after: loaded.state), let key = UUID(uuidString: file.referralID)
        else { return nil }
        let version = try await transaction.append(events, to: id, key: key, loaded, at: time, showing: CaseQueue())
        return (file, version)
    }
}
