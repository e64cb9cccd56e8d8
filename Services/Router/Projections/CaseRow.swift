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
    }

    /// Commits a decision: the events, and the row that shows their result.
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

/// The queues: a row per case, which its events say all of.
struct CaseQueue: LogView {
    let name = "case-queue"
    let tables = ["case_file"]

    func rows(
        _ events: [CaseEvent], to id: UUID, key referral: UUID, _ before: Loaded<CaseFile>, at time: Date
    ) -> [PostgresQuery] {
        guard let file = CaseFile.replay(events, after: before.state) else { return [] }
        let version = before.version + Int64(events.count)
        return [
            before.version == 0
                ? Self.insertion(of: file, id, referral, version, at: time)
                : Self.update(of: file, id, version, at: time)
        ]
    }

    private static func insertion(
        of file: CaseFile, _ id: UUID, _ referral: UUID, _ version: Int64, at time: Date
    ) -> PostgresQuery {
        """
        insert into case_file
            (id, referral_id, reference, locality, forum, state, version, agency_kind, age_years, key_stage, level,
             needs, ap_requested, days_out_of_school, permanently_excluded, opened_at, acknowledge_by)
        values (\(id), \(referral), \(file.reference), \(file.locality), \(file.forum.code), \(file.state.code),
            \(version), \(file.agency.kind.code), \(file.facts.ageYears), \(file.facts.keyStage.code),
            \(file.facts.level), \(file.facts.needs), \(file.facts.apRequested), \(file.facts.daysOutOfSchool),
            \(file.facts.permanentlyExcluded), \(time), \(RFC3339.instant(file.acknowledgeBy) ?? time))
        """
    }

    private static func update(of file: CaseFile, _ id: UUID, _ version: Int64, at time: Date) -> PostgresQuery {
        """
        update case_file set state = \(file.state.code), version = \(version),
            acknowledged_at = coalesce(acknowledged_at, case when \(file.acknowledgedBy != nil) then \(time) end)
        where id = \(id)
        """
    }
}
