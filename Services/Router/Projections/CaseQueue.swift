import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// The queues: a row per case, one per referral that leads to its case, and one per action. The cases' events say all of it.
struct CaseQueue: LogView {
    let name = "case-queue"
    let tables = ["case_file", "case_referral", "case_action"]

    func rows(
        _ events: [CaseEvent], to id: UUID, key referral: UUID, _ before: Loaded<CaseFile>, at time: Date
    ) -> [PostgresQuery] {
        guard let file = CaseFile.replay(events, after: before.state) else { return [] }
        let version = before.version + Int64(events.count)
        let row =
            before.version == 0
            ? Self.insertion(of: file, id, referral, version, at: time)
            : Self.update(of: file, id, version, at: time)
        return [row] + events.compactMap { Self.link($0, to: id) ?? Self.action($0, in: id, at: time) }
    }

    /// The case a referral belongs to; `nil` when it has none yet.
    static func caseID(of referral: UUID, in sql: some PostgresSession) async throws -> UUID? {
        try await sql.query("select case_id from case_referral where referral_id = \(referral)").decodeFirst(UUID.self)
    }

    /// Where a referral that has just arrived belongs.
    enum Belonging {
        /// It has its case: the event was seen before.
        case settled
        /// To this open case about the same child.
        case joins(UUID)
        /// To a case of its own.
        case alone
    }

    /// Where a referral belongs, in one round trip. Until the transaction ends nobody else is told anything about the child:
    /// of two referrals that arrive at once, one opens the case and the other joins it.
    static func belonging(
        of referral: UUID, about child: UUID, in sql: some PostgresSession
    ) async throws -> Belonging {
        let results = try await sql.pipeline([
            lock(child),
            "select from case_referral where referral_id = \(referral)",
            "select id from case_file where child_id = \(child) and state <> 'closed' order by opened_at, id limit 1",
        ])
        if results[1].count > 0 { return .settled }
        return try results[2].decodeFirst(UUID.self).map { .joins($0) } ?? .alone
    }

    /// Whether the child has another case that is open. Until the transaction ends no other can be opened or joined.
    static func isAnotherOpen(
        about child: UUID, than id: String, in sql: some PostgresSession
    ) async throws -> Bool {
        let results = try await sql.pipeline([
            lock(child),
            """
            select exists (select from case_file
                           where child_id = \(child) and state <> 'closed' and id <> \(UUID(uuidString: id)))
            """,
        ])
        return try results[1].decodeFirst(Bool.self) ?? false
    }

    private static func lock(_ child: UUID) -> PostgresQuery {
        "select pg_advisory_xact_lock(hashtextextended(\(child.text), 0))"
    }

    private static func link(_ event: CaseEvent, to id: UUID) -> PostgresQuery? {
        let referral: String
        switch event {
        case .opened(let opened): referral = opened.referralID
        case .referralJoined(let joined): referral = joined.joinedReferralID
        default: return nil
        }
        return "insert into case_referral (referral_id, case_id) values (\(referral), \(id))"
    }

    private static func insertion(
        of file: CaseFile, _ id: UUID, _ referral: UUID, _ version: Int64, at time: Date
    ) -> PostgresQuery {
        let lead = file.lead
        return """
            insert into case_file
                (id, referral_id, child_id, reference, locality, forum, state, version, agency_kind, age_years,
                 key_stage, level, needs, ap_requested, days_out_of_school, permanently_excluded, opened_at,
                 acknowledge_by)
            values (\(id), \(referral), \(UUID(uuidString: file.childID)), \(file.reference), \(file.locality),
                \(file.forum.code), \(file.state.code), \(version), \(lead.agency.kind.code), \(lead.facts.ageYears),
                \(lead.facts.keyStage.code), \(file.facts.level), \(lead.facts.needs), \(lead.facts.apRequested),
                \(lead.facts.daysOutOfSchool), \(lead.facts.permanentlyExcluded), \(time),
                \(RFC3339.instant(file.acknowledgeBy) ?? time))
            """
    }

    private static func update(of file: CaseFile, _ id: UUID, _ version: Int64, at time: Date) -> PostgresQuery {
        let lead = file.lead
        // The child is there already, but for a case that was opened before the column was.
        return """
            update case_file set child_id = \(UUID(uuidString: file.childID)), locality = \(file.locality),
                forum = \(file.forum.code), state = \(file.state.code), version = \(version),
                acknowledge_by = coalesce(\(RFC3339.instant(file.acknowledgeBy)), acknowledge_by),
                agency_kind = \(lead.agency.kind.code), age_years = \(lead.facts.ageYears),
                key_stage = \(lead.facts.keyStage.code), level = \(file.facts.level), needs = \(lead.facts.needs),
                ap_requested = \(lead.facts.apRequested), days_out_of_school = \(lead.facts.daysOutOfSchool),
                permanently_excluded = \(lead.facts.permanentlyExcluded),
                meeting_id = \(file.listing.flatMap { UUID(uuidString: $0.meetingID) }),
                acknowledged_at = case when \(file.acknowledgedBy != nil) then coalesce(acknowledged_at, \(time)) end
            where id = \(id)
            """
    }
}
