import Contracts
import FoundationEssentials
import Postgres

/// A referral that stands where another one stands, or that has left: one row of `standing_link`.
enum StandingLink {
    /// From now on `referral` stands where `leader` stands.
    static func joined(_ referral: UUID, _ leader: UUID, at place: StoryPlace) -> PostgresQuery {
        """
        insert into standing_link (referral_id, leads_to, from_round, from_step)
        values (\(referral), \(leader), \(Int32(clamping: place.round)), \(Int32(clamping: place.step)))
        on conflict do nothing
        """
    }

    /// The case goes on without `referral`: its agency sees nothing of what comes after.
    static func left(_ referral: UUID, _ leader: UUID, at place: StoryPlace) -> PostgresQuery {
        let (round, step) = (Int32(clamping: place.round), Int32(clamping: place.step))
        return """
            insert into standing_link (referral_id, leads_to, from_round, from_step, until_round, until_step)
            values (\(referral), \(leader), 0, 0, \(round), \(step))
            on conflict (referral_id) do update set until_round = excluded.until_round, until_step = excluded.until_step
            """
    }

    /// The agencies of all referrals of the case may post anew about the child and the need.
    static func closed(_ leader: UUID) -> [PostgresQuery] {
        [
            OpenReferral.closed(leader),
            """
            delete from open_referral where referral_id in (
                select referral_id from standing_link where leads_to = \(leader) and until_round is null)
            """,
        ]
    }
}
