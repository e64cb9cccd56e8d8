import Contracts
import EventFlow
import FoundationEssentials
import Postgres

/// Writes down for every agency, in one line after the other, what happened to its referrals.
///
/// It is no ``ReadModel``, because a place in the feed is a promise: filled anew, the same event might come to stand
/// elsewhere, and whoever reads along would miss it. A topic that is published again changes nothing, since an event that
/// has its place keeps it.
///
/// Places are counted for each organisation, in a row that is locked until the commit (``FeedEntry/write(_:)``). That is
/// easier to believe than transaction numbers of PostgreSQL: it holds for a dumped and restored database, and after a
/// failover, where those begin elsewhere. It costs that two transactions about the same organisation commit one after the
/// other, each with many events when there is much to do.
struct FeedProjection: Projection {
    let name = "tell-agencies"
    let topics = [Topic.referrals, .cases, .placements]
    let bell: FeedBell

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        let entries = try events.flatMap { event in
            guard let type = try FeedEventType(event) else { return [FeedEntry]() }
            return FeedAudience.referrals(of: event).map {
                FeedEntry(event: event.id, type: type, referral: $0, at: event.time)
            }
        }
        guard !entries.isEmpty else { return }
        let found = try await transaction.sql.query(FeedEntry.write(entries)).decodeFirst(Int.self)
        guard found == entries.count else {
            // A referral is on disk here before anybody hears of it: waiting would not bring it.
            throw ProjectionTrouble.poison(
                code: "unknown_referral", words: "The event is about a referral that was never posted here.")
        }
        bell.ring()
    }
}

/// An event on its way into the feed.
struct FeedEntry: Sendable, Equatable {
    let event: UUID
    let type: FeedEventType
    let referral: UUID
    let at: Date

    /// Gives each event that has none its place in the feed of its referral's organisation, in their order, and answers
    /// of how many the referral is known.
    ///
    /// The organisations' rows are locked in one order everywhere, so no two wait for each other.
    static func write(_ entries: [FeedEntry]) -> PostgresQuery {
        """
        with given as (
            select * from unnest(
                \(entries.map(\.event)), \(entries.map(\.type.rawValue)), \(entries.map(\.referral)),
                \(entries.map(\.at))
            ) with ordinality as given (event_id, type, referral_id, at, turn)
        ), known as (
            select given.*, referral.organisation, referral.reference
            from given join referral on referral.id = given.referral_id
        ), fresh as (
            select distinct on (organisation, event_id) * from known
            where not exists (
                select 1 from feed_event as told
                where told.organisation = known.organisation and told.event_id = known.event_id)
            order by organisation, event_id, turn
        ), head as (
            insert into feed_head as head (organisation, last)
            select organisation, count(*) from fresh group by organisation order by organisation
            on conflict (organisation) do update set last = head.last + excluded.last
            returning organisation, last
        ), told as (
            insert into feed_event (organisation, place, event_id, type, referral_id, reference, at)
            select organisation,
                last - count(*) over (partition by organisation)
                    + row_number() over (partition by organisation order by turn),
                event_id, type, referral_id, reference, at
            from fresh join head using (organisation)
        )
        select count(*) from known
        """
    }
}
