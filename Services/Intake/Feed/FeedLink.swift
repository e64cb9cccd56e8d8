import Contracts
import EventFlow
import FoundationEssentials
import Postgres

/// A referral joins another one's case, or leaves a case: what is kept of it in `feed_link`.
struct FeedLink: Sendable, Equatable {
    enum Change: Sendable { case joined, left }

    let change: Change
    let referral: UUID
    /// The referral the case was opened for.
    let leader: UUID
    let version: Int64
    let at: Date

    /// `nil` for an event after which the same referrals are in the case.
    /// - Throws: ``ProjectionTrouble`` when an id in the event is not one.
    init?(_ event: ReceivedEvent) throws {
        guard event.topic == .cases else { return nil }
        switch try event.decode(CaseEvent.self) {
        case .referralJoined(let joined): (change, referral) = (.joined, try UUID(inEvent: joined.joinedReferralID))
        case .referralLeft(let left): (change, referral) = (.left, try UUID(inEvent: left.leftReferralID))
        default: return nil
        }
        (leader, version, at) = (event.key, event.version, event.time)
    }

    /// The same event again changes nothing.
    var write: PostgresQuery {
        switch change {
        case .joined:
            """
            insert into feed_link (referral_id, leads_to, from_version, from_at)
            values (\(referral), \(leader), \(version), \(at)) on conflict do nothing
            """
        case .left:
            """
            insert into feed_link (referral_id, leads_to, from_version, from_at, until_version, until_at)
            values (\(referral), \(leader), 0, '-infinity', \(version), \(at))
            on conflict (referral_id) do update
            set until_version = excluded.until_version, until_at = excluded.until_at
            """
        }
    }

    /// Who joins and who reads what happens take turns until the commit: otherwise one would not see what the other is
    /// about to write, and the agency that joins would miss an event.
    static func lock(changing: Bool) -> PostgresQuery {
        changing ? "lock table feed_link in exclusive mode" : "lock table feed_link in row share mode"
    }
}
