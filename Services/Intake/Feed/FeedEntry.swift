import EventFlow
import FoundationEssentials
import Postgres

/// An event on its way into the feed.
struct FeedEntry: Sendable, Equatable {
    let event: UUID
    /// The event's key: what is told of this referral has the event's own id.
    let key: UUID
    let type: FeedEventType
    let audience: FeedAudience
    let at: Date

    /// What an event becomes in the feed: nothing, one entry, or another one for the referral that joins by it.
    static func entries(_ event: ReceivedEvent) throws -> [FeedEntry] {
        guard let type = try FeedEventType(event) else { return [] }
        let entry = FeedEntry(
            event: event.id, key: event.key, type: type, audience: try FeedAudience(event), at: event.time)
        guard let link = try FeedLink(event), link.change == .joined else { return [entry] }
        return [
            FeedEntry(
                event: event.id, key: event.key, type: .joined, audience: .referral(link.referral), at: event.time),
            entry,
        ]
    }

    /// Gives each event that has none its place in the feed of every organisation that hears of it, in their order, and
    /// answers of how many the referral is known.
    ///
    /// An event that is told of several referrals is an item for each, and each has an id of its own: the event's, or one
    /// that is worked out from the event's and the referral's, so that it is the same whenever it is told.
    ///
    /// The organisations' rows are locked in one order everywhere, so no two wait for each other.
    /// - Parameter joined: referrals that join a case. What the matcher said since then and was read before, they hear now.
    static func write(_ entries: [FeedEntry], joined: [UUID]) -> PostgresQuery {
        """
        with given as (
            select * from unnest(
                \(entries.map(\.event)), \(entries.map(\.key)), \(entries.map(\.type.rawValue)),
                \(entries.map(\.audience.referral)), \(entries.map(\.at)), \(entries.map(\.audience.scope)),
                \(entries.map(\.audience.version))
            ) with ordinality as given (event_id, key, type, referral_id, at, scope, version, turn)
        ), heard as (
            select event_id, key, type, referral_id, at, turn from given
            where scope = 'referral' or not exists (
                select from feed_link as own where own.referral_id = given.referral_id)
            union all
            select event_id, key, type, link.referral_id, at, turn
            from given join feed_link as link on link.leads_to = given.referral_id
            where scope = 'version' and version > from_version and version < coalesce(until_version, version + 1)
                or scope = 'time' and at >= from_at and at < coalesce(until_at, 'infinity')
            \(fragment: missed(by: joined))
        ), fresh as (
            select distinct on (organisation, event_id, referral_id) heard.*, referral.organisation, referral.reference
            from heard join referral on referral.id = heard.referral_id
            -- Asked row by row, or it might be looked for in all that the organisation ever heard.
            where (select true from feed_event as told
                where told.organisation = referral.organisation and told.event_id = heard.event_id
                    and told.referral_id = heard.referral_id) is null
            order by organisation, event_id, referral_id, turn
        ), head as (
            insert into feed_head as head (organisation, last)
            select organisation, count(*) from fresh group by organisation order by organisation
            on conflict (organisation) do update set last = head.last + excluded.last
            returning organisation, last
        ), told as (
            insert into feed_event (organisation, place, event_id, own_id, type, referral_id, reference, at)
            select organisation,
                last - count(*) over (partition by organisation)
                    + row_number() over (partition by organisation order by turn nulls last, at, referral_id),
                event_id, case when referral_id <> key then \(fragment: ownID) end, type, referral_id, reference, at
            from fresh join head using (organisation)
        )
        select count(*) from given where exists (select from referral where referral.id = given.referral_id)
        """
    }

    /// A UUID of version 8 (RFC 9562), made of an event's id and a referral's.
    private static let ownID: PostgresQuery = """
        overlay(overlay(md5(event_id::text || referral_id::text) placing '8' from 13) placing '8' from 17)::uuid
        """

    /// What the matcher said before it was read that somebody had joined. Left out of the statement when nobody joins: with
    /// it, all that was ever told might be looked through for every batch.
    private static func missed(by joined: [UUID]) -> PostgresQuery {
        guard !joined.isEmpty else { return "" }
        return """
            union all
            select told.event_id, link.leads_to, told.type, link.referral_id, told.at, null
            from feed_link as link join feed_event as told on told.referral_id = any(
                link.leads_to || array(
                    select other.referral_id from feed_link as other where other.leads_to = link.leads_to))
            where link.referral_id = any(\(joined)) and told.at >= from_at and told.at < coalesce(until_at, 'infinity')
                -- As the index `feed_event_of_placement` has them.
                and told.type in (
                    'referral.provider_asked', 'referral.provider_declined', 'referral.provider_did_not_answer',
                    'referral.provider_not_asked', 'referral.placed', 'referral.no_place_found',
                    'referral.placement_request_withdrawn', 'referral.place_agreed', 'referral.placement_started',
                    'referral.placement_not_started', 'referral.placement_reviewed', 'referral.placement_extended',
                    'referral.placement_ended')
            """
    }
}

extension FeedAudience {
    /// How the moment is compared, in the words of ``FeedEntry/write(_:joined:)``.
    fileprivate var scope: String {
        switch self {
        case .referral: "referral"
        case .everyone(_, .version): "version"
        case .everyone(_, .time): "time"
        }
    }

    fileprivate var version: Int64 { if case .everyone(_, .version(let version)) = self { version } else { 0 } }
}
