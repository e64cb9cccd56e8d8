import Contracts
import Crypto
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
        var audience = try await audience(of: events, in: transaction.sql)
        let entries = try events.flatMap { event in
            try audience.take(event).map { FeedEntry(event, $0.type, for: $0.referral) }
        }
        if !audience.changed.isEmpty { _ = try await transaction.sql.pipeline(audience.writings) }
        let missed = try await missed(audience.changed, in: transaction.sql)
        guard !entries.isEmpty else { return }
        let written = entries + missed
        let found = try await transaction.sql.query(FeedEntry.write(written)).decodeFirst(Int.self)
        guard found == written.count else {
            // A referral is on disk here before anybody hears of it: waiting would not bring it.
            throw ProjectionTrouble.poison(
                code: "unknown_referral", words: "The event is about a referral that was never posted here.")
        }
        bell.ring()
    }

    /// Who shares a case. Nobody joins one while somebody tells what the matcher said, nor the other way round: so either
    /// who tells knows of the one who joined, or who takes in the joining finds what was told (``missed(_:in:)``).
    private func audience(of events: [ReceivedEvent], in sql: PostgresTransaction) async throws -> FeedAudience {
        let keys = Set(events.filter { $0.topic != .referrals }.map(\.key))
        guard !keys.isEmpty else { return FeedAudience([]) }
        var statements: [PostgresQuery] = [FeedAudience.query(Array(keys))]
        if events.contains(where: { $0.type == CaseEvent.Kind.referralJoined.rawValue }) {
            statements.insert("select pg_advisory_xact_lock(\(Self.joinings))", at: 0)
        } else if events.contains(where: { $0.topic == .placements }) {
            statements.insert("select pg_advisory_xact_lock_shared(\(Self.joinings))", at: 0)
        }
        let results = try await sql.pipeline(statements)
        return try results.last.map(FeedAudience.init) ?? FeedAudience([])
    }

    /// The name of the lock, among the advisory locks of this database.
    private static let joinings: Int64 = 0x6665_6564

    /// What the matcher said of a case since a referral joined it, and was told to others before the joining was read.
    private func missed(_ changed: [FeedAudience.Link], in sql: PostgresTransaction) async throws -> [FeedEntry] {
        let joined = changed.filter { $0.joined != nil && $0.left == nil }
        guard !joined.isEmpty else { return [] }
        let found = try await sql.pipeline(
            joined.map { link in
                """
                select event_id, type, at from feed_event
                where referral_id = \(link.leader) and at >= \(link.joined?.time as Date?)
                    and type = any(\(FeedEventType.ofPlacements.map(\.rawValue)))
                order by at, place
                """
            })
        return try zip(joined, found).flatMap { link, rows in
            try rows.decode(UUID.self, String.self, Date.self).compactMap { event, type, at in
                FeedEventType(rawValue: type).map {
                    FeedEntry(event, $0, for: link.referral, ofCase: link.leader, at: at)
                }
            }
        }
    }
}

/// An event on its way into the feed.
struct FeedEntry: Sendable, Equatable {
    let event: UUID
    let type: FeedEventType
    let referral: UUID
    let at: Date

    init(_ event: ReceivedEvent, _ type: FeedEventType, for referral: UUID) {
        self.init(event.id, type, for: referral, ofCase: event.key, at: event.time)
    }

    /// - Parameter leader: the referral the case was opened for, under which the event has its own id. Told of another
    ///   one it has another, always the same: no two items of a feed share an id, though an agency may have both.
    init(_ event: UUID, _ type: FeedEventType, for referral: UUID, ofCase leader: UUID, at: Date) {
        self.event = referral == leader ? event : Self.id(event, referral, at)
        (self.type, self.referral, self.at) = (type, referral, at)
    }

    private static func id(_ event: UUID, _ referral: UUID, _ at: Date) -> UUID {
        var hash = SHA256()
        for part in [event, referral] { withUnsafeBytes(of: part.uuid) { hash.update(bufferPointer: $0) } }
        return .v7(at: at, from: Array(hash.finalize()))
    }

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
            select distinct on (referral_id, event_id) * from known
            where not exists (
                select 1 from feed_event as told
                where told.referral_id = known.referral_id and told.event_id = known.event_id)
            order by referral_id, event_id, turn
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
