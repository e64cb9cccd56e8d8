import Contracts
import EventFlow
import FoundationEssentials
import Postgres

/// Which referrals share a case: the agencies of all of these hear what happens to it, and each what it alone is asked.
///
/// Kept for the feed, as far as it has read topic `cases`: ``StandingLink`` may be further, or not as far.
struct FeedAudience: Sendable, Equatable {
    /// A referral that joined a case, or has left it.
    struct Link: Sendable, Equatable {
        /// The referral the case was opened for.
        let leader: UUID
        let referral: UUID
        /// With which event of the case it joined; `nil` for the one the case was opened for.
        var joined: Moment?
        /// With which it left; `nil` while it is part of the case.
        var left: Moment?

        /// Whether it was part of the case when that happened to the case.
        func isThere(atVersion version: Int64) -> Bool {
            (joined?.version ?? 0) < version && version < (left?.version ?? .max)
        }

        /// Whether it was part of the case when the matcher said that: its topic has an order of its own, so it is the time
        /// that tells.
        func isThere(at time: Date) -> Bool {
            (joined?.time ?? .distantPast) <= time && time < (left?.time ?? .distantFuture)
        }
    }

    /// When something happened to a case.
    struct Moment: Sendable, Equatable {
        let version: Int64
        let time: Date

        init(_ event: ReceivedEvent) { (version, time) = (event.version, event.time) }

        init?(_ version: Int64?, _ time: Date?) {
            guard let version, let time else { return nil }
            (self.version, self.time) = (version, time)
        }
    }

    private(set) var links: [UUID: [Link]]
    /// What changed since they were read.
    private(set) var changed: [Link] = []

    init(_ links: [Link]) { self.links = Dictionary(grouping: links, by: \.leader) }

    /// Takes in an event, and answers what it means to whom.
    mutating func take(_ event: ReceivedEvent) throws -> [(referral: UUID, type: FeedEventType)] {
        switch event.topic {
        case .referrals: return [(event.key, FeedEventType.of(try event.decode(ReferralEvent.self)))]
        case .cases: return try take(try event.decode(CaseEvent.self), event)
        case .placements:
            guard let type = FeedEventType.of(try event.decode(PlacementEvent.self)) else { return [] }
            return members(of: event.key) { $0.isThere(at: event.time) }.map { ($0, type) }
        case .notifications: return []
        }
    }

    private mutating func take(
        _ said: CaseEvent, _ event: ReceivedEvent
    ) throws -> [(referral: UUID, type: FeedEventType)] {
        guard let type = FeedEventType.of(said) else { return [] }
        var hear: [(referral: UUID, type: FeedEventType)] = []
        switch said {
        case .informationAsked(let asked): return [(StandingQuestion.asked(asked, of: event.key), type)]
        case .referralJoined(let joined):
            let referral = try id(joined.joinedReferralID)
            note(Link(leader: event.key, referral: referral, joined: Moment(event)))
            hear = [(referral, .routed)]
        case .referralLeft(let left):
            let referral = try id(left.leftReferralID)
            let known = links[event.key]?.first { $0.referral == referral }
            note(Link(leader: event.key, referral: referral, joined: known?.joined, left: Moment(event)))
        default: break
        }
        return members(of: event.key) { $0.isThere(atVersion: event.version) }.map { ($0, type) } + hear
    }

    /// Seen again it changes nothing: a joining forgets no leaving.
    private mutating func note(_ link: Link) {
        if let known = links[link.leader]?.first(where: { $0.referral == link.referral }),
            link.left == nil || known.left != nil
        {
            return
        }
        links[link.leader, default: []].removeAll { $0.referral == link.referral }
        links[link.leader, default: []].append(link)
        changed.append(link)
    }

    /// Those referrals of the case that were part of it.
    private func members(of leader: UUID, when isThere: (Link) -> Bool) -> [UUID] {
        let links = links[leader] ?? []
        let own = links.first { $0.referral == leader } ?? Link(leader: leader, referral: leader)
        return ([own] + links.filter { $0.referral != leader }).filter(isThere).map(\.referral)
    }

    private func id(_ text: String) throws -> UUID {
        guard let id = UUID(uuidString: text) else {
            throw ProjectionTrouble.poison(code: "broken_id", words: "An id in the event is not one.")
        }
        return id
    }
}

extension FeedAudience {
    /// Reads the links of these cases.
    static func query(_ leaders: [UUID]) -> PostgresQuery {
        """
        select leads_to, referral_id, joined_version, joined_at, left_version, left_at from feed_link
        where leads_to = any(\(leaders)) order by referral_id
        """
    }

    init(_ rows: PostgresRows) throws {
        self.init(
            try rows.decode(UUID.self, UUID.self, Int64?.self, Date?.self, Int64?.self, Date?.self).map {
                Link(leader: $0, referral: $1, joined: Moment($2, $3), left: Moment($4, $5))
            })
    }

    /// Writes down what changed.
    var writings: [PostgresQuery] {
        changed.map { link in
            """
            insert into feed_link (leads_to, referral_id, joined_version, joined_at, left_version, left_at)
            values (\(link.leader), \(link.referral), \(link.joined?.version as Int64?), \(link.joined?.time as Date?),
                \(link.left?.version as Int64?), \(link.left?.time as Date?))
            on conflict (leads_to, referral_id) do update
            set (left_version, left_at) = row (excluded.left_version, excluded.left_at)
            """
        }
    }
}
