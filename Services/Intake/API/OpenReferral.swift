import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// A referral that is open: its agency may not post another for the same child and kind of need (domain section 5).
///
/// Rows about one child are written by whoever holds its row of `child`, so that one comes after the other; anybody may
/// delete them.
struct OpenReferral: Sendable, Equatable {
    let id: UUID
    let reference: String
    let submittedAt: Date
    let organisation: String
    /// The primary need.
    let need: String

    /// What is open about the child. Nobody opens anything more about it until the transaction ends.
    static func about(_ child: UUID, in sql: PostgresTransaction) async throws -> [OpenReferral] {
        let results = try await sql.pipeline([
            "select id from child where id = \(child) for no key update",
            """
            select referral.id, reference, submitted_at, open_referral.organisation, need
            from open_referral join referral on referral.id = referral_id where open_referral.child_id = \(child)
            """,
        ])
        return try results[1].decode(UUID.self, String.self, Date.self, String.self, String.self).map {
            OpenReferral(id: $0.0, reference: $0.1, submittedAt: $0.2, organisation: $0.3, need: $0.4)
        }
    }

    /// The agency has withdrawn the referral, or marked it as an error: it may post again, and nothing opens this one again.
    static func ended(_ referral: UUID) -> [PostgresQuery] {
        [
            "delete from open_referral where referral_id = \(referral)",
            "delete from closed_referral where referral_id = \(referral)",
        ]
    }

    /// The case of these referrals was closed: their agencies may post again. What was open is kept, in case it is reopened.
    /// - Parameter referrals: a query for their ids.
    static func shelved(_ referrals: PostgresQuery) -> PostgresQuery {
        """
        with closed as (delete from open_referral where referral_id in (\(fragment: referrals)) returning *)
        insert into closed_referral (child_id, organisation, need, referral_id)
        select child_id, organisation, need, referral_id from closed on conflict do nothing
        """
    }

    /// The case of these referrals was opened again, and they with it; but where an agency has posted anew meanwhile, that
    /// one is its open referral.
    /// - Parameter referrals: a query for their ids.
    static func reopened(_ referrals: PostgresQuery) -> [PostgresQuery] {
        [
            """
            select id from child where id in (
                select child_id from closed_referral where referral_id in (\(fragment: referrals)))
            order by id for no key update
            """,
            """
            with again as (delete from closed_referral where referral_id in (\(fragment: referrals)) returning *)
            insert into open_referral (child_id, organisation, need, referral_id)
            select child_id, organisation, need, referral_id from again on conflict do nothing
            """,
        ]
    }

    /// The referral was amended, and this is its primary need now.
    /// - Throws: ``Problem`` 409 `duplicate_referral`, when the agency has another open one for that need.
    static func moved(_ referral: UUID, to need: String, in sql: PostgresTransaction) async throws {
        guard
            let child = try await sql.query("select child_id from open_referral where referral_id = \(referral)")
                .decodeFirst(UUID.self)
        else { return }
        let open = try await about(child, in: sql)
        // Closed meanwhile, or nothing to do.
        guard let mine = open.first(where: { $0.id == referral }), mine.need != need else { return }
        if let other = open.first(where: { $0.organisation == mine.organisation && $0.need == need }) {
            throw other.duplicate
        }
        try await sql.execute("update open_referral set need = \(need) where referral_id = \(referral)")
    }

    /// What its agency hears when it posts the same thing again: amend this one instead.
    var duplicate: Problem {
        .conflict(
            code: "duplicate_referral",
            "You already have an open referral for this child and this need. Nothing was stored. If something has "
                + "changed, amend that referral; if this is about another need, put that need first.",
            members: [
                .init(
                    "existing",
                    [
                        "id": .string(id.text), "reference": .string(reference), "submitted_at": .instant(submittedAt),
                        "amendments": .string("/v1/referrals/\(id.text)/amendments"),
                    ])
            ])
    }
}
