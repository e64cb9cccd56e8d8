import FoundationEssentials
import Postgres

/// What has to be known of a referral to write about it later: most events carry ids only.
struct ReferralContext: Sendable, Equatable {
    /// What people say on the telephone: `RH-7K3P-9QWX`.
    let reference: String
    /// The organisation that made it.
    let agency: String

    /// Keeps it. Nothing of it ever changes, so the first to tell wins.
    func remember(for referral: UUID, in sql: some PostgresSession) async throws {
        try await sql.execute(
            """
            insert into referral_context (referral_id, reference, agency)
            values (\(referral), \(reference), \(agency))
            on conflict (referral_id) do nothing
            """)
    }

    /// What has been learned so far; `nil` when no event about the referral itself has arrived.
    static func find(_ referral: UUID, in sql: some PostgresSession) async throws -> ReferralContext? {
        try await sql.query("select reference, agency from referral_context where referral_id = \(referral)")
            .decodeFirst(String.self, String.self).map { ReferralContext(reference: $0, agency: $1) }
    }
}
