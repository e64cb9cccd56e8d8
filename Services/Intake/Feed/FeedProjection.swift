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
///
/// Referrals of several agencies may be in one case. Each agency hears what happens in it under its own referral, from the
/// joining on and until it left (``FeedAudience``).
struct FeedProjection: Projection {
    let name = "tell-agencies"
    let topics = [Topic.referrals, .cases, .placements]
    let bell: Signal

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        let events = events.filter(\.isAboutReferral)
        let links = try events.compactMap { try FeedLink($0) }
        let entries = try events.flatMap { try FeedEntry.entries($0) }
        guard !entries.isEmpty else { return }
        // Who is in a case is written first: an event's moment says who of them hears of it, in whatever order they come.
        let queries =
            [FeedLink.lock(changing: !links.isEmpty)] + links.map(\.write)
            + [FeedEntry.write(entries, joined: links.filter { $0.change == .joined }.map(\.referral))]
        let found = try await transaction.sql.pipeline(queries).last?.decodeFirst(Int.self)
        guard found == entries.count else {
            // A referral is on disk here before anybody hears of it: waiting would not bring it.
            throw ProjectionTrouble.poison(
                code: "unknown_referral", words: "The event is about a referral that was never posted here.")
        }
        transaction.afterCommit { bell.raise() }
    }
}
