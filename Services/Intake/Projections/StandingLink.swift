import Contracts
import FoundationEssentials
import Postgres

/// A referral that stands where another one stands, or that has left: one row of `standing_link`.
enum StandingLink {
    /// From now on `referral` stands where `leader` stands.
    static func joined(_ referral: UUID, _ leader: UUID, at place: StoryPlace, _ time: Date) -> PostgresQuery {
        """
        insert into standing_link (referral_id, leads_to, from_round, from_step, joined_at)
        values (\(referral), \(leader), \(Int32(clamping: place.round)), \(Int32(clamping: place.step)), \(time))
        on conflict do nothing
        """
    }

    /// The case goes on without `referral`: its agency sees nothing of what comes after.
    /// - Parameter standing: the leader's, when it leaves.
    static func left(_ referral: UUID, _ leader: UUID, at standing: Standing, _ time: Date) -> PostgresQuery {
        let (round, step) = (Int32(clamping: standing.place.round), Int32(clamping: standing.place.step))
        return """
            insert into standing_link
                (referral_id, leads_to, from_round, from_step, until_round, until_step, left_at, locality, forum)
            values (\(referral), \(leader), 0, 0, \(round), \(step), \(time), \(standing.locality as String?),
                \(standing.forum as String?))
            on conflict (referral_id) do update set (until_round, until_step, left_at, locality, forum) =
                row (excluded.until_round, excluded.until_step, excluded.left_at, excluded.locality, excluded.forum)
            """
    }

    /// Which of the leader's lines (`line`) the link's agency sees. What the router says has its place before or after the
    /// joining and the leaving. What the matcher says in between two of the router's decisions has not: for that it is
    /// the time that tells.
    static let shows: PostgresQuery = """
        case when line.round > 0 and line.step > 0 and line.step < \(Int32(StoryPlace.afterTheMatcher))
            then line.at >= coalesce(link.joined_at, '-infinity') and line.at < coalesce(link.left_at, 'infinity')
            else (link.leads_to is null or (line.round, line.step) > (link.from_round, link.from_step))
                and (link.until_round is null or (line.round, line.step) <= (link.until_round, link.until_step))
        end
        """

    /// The agencies of all referrals of the case may post anew about the child and the need.
    static func closed(_ leader: UUID) -> [PostgresQuery] { [OpenReferral.shelved(members(leader))] }

    /// The case goes on: nobody in it posts anew what is open again.
    static func reopened(_ leader: UUID) -> [PostgresQuery] { OpenReferral.reopened(members(leader)) }

    /// The referrals of the case that are still part of it.
    private static func members(_ leader: UUID) -> PostgresQuery {
        """
        select referral_id from standing_link where leads_to = \(leader) and until_round is null
        union all select \(leader)::uuid
        """
    }
}
