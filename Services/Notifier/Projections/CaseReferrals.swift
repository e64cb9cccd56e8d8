import FoundationEssentials
import Postgres

/// Which referrals are part of a case: their agencies hear of it. The case is named by the referral it was opened for.
enum CaseReferrals {
    /// One whose agency hears.
    struct Listener: Sendable, Equatable {
        let referralID: UUID
        let context: ReferralContext
    }

    /// Keeps that a referral is part of the case, or is no longer.
    static func note(_ referral: UUID, of key: UUID, isPart: Bool, in sql: some PostgresSession) async throws {
        try await sql.execute(
            """
            insert into case_referral (case_referral_id, referral_id, is_part) values (\(key), \(referral), \(isPart))
            on conflict (case_referral_id, referral_id) do update set is_part = excluded.is_part
            """)
    }

    /// Those who are part of it, as far as anything is known of them: the one it was opened for too, unless it left.
    static func listeners(of key: UUID, in sql: some PostgresSession) async throws -> [Listener] {
        try await sql.query(
            """
            select c.referral_id, c.reference, c.agency from (
                select \(key) as referral_id where not exists (
                    select from case_referral where case_referral_id = \(key) and referral_id = \(key) and not is_part)
                union
                select referral_id from case_referral where case_referral_id = \(key) and is_part
            ) part join referral_context c using (referral_id)
            order by c.referral_id
            """
        ).decode(UUID.self, String.self, String.self).map {
            Listener(referralID: $0, context: ReferralContext(reference: $1, agency: $2))
        }
    }

    /// Keeps to which locality a case was passed.
    static func note(locality: String, of key: UUID, version: Int64, in sql: some PostgresSession) async throws {
        try await sql.execute(
            """
            insert into moved_case (case_referral_id, locality, version) values (\(key), \(locality), \(version))
            on conflict (case_referral_id) do update set (locality, version) = row (excluded.locality, excluded.version)
            where moved_case.version < excluded.version
            """)
    }

    /// Where the case is, if it was ever passed on.
    static func locality(of key: UUID, in sql: some PostgresSession) async throws -> String? {
        try await sql.query("select locality from moved_case where case_referral_id = \(key)").decodeFirst(String.self)
    }
}
