import Contracts
import FoundationEssentials
import Postgres

extension CaseQueue {
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

    /// Where a referral belongs, and the plan of the child if it ever had one, in one round trip. Until the transaction ends
    /// nobody else is told anything about the child: of two referrals that arrive at once, one opens the case and the other
    /// joins it.
    static func belonging(
        of referral: UUID, about child: UUID, in sql: some PostgresSession
    ) async throws -> (Belonging, plan: UUID?) {
        let results = try await sql.pipeline([
            lock(child),
            "select from case_referral where referral_id = \(referral)",
            "select id from case_file where child_id = \(child) and state <> 'closed' order by opened_at, id limit 1",
            PlanRegister.plan(of: child),
        ])
        let plan = try results[3].decodeFirst(UUID.self)
        if results[1].count > 0 { return (.settled, plan) }
        return (try results[2].decodeFirst(UUID.self).map { .joins($0) } ?? .alone, plan)
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
}
