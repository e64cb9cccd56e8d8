import EventFlow
import FoundationEssentials

/// Which referrals an event tells something about; the agencies of these hear of it.
enum FeedAudience {
    /// The referral whose story the event is part of.
    static func referrals(of event: ReceivedEvent) -> [UUID] { [event.key] }
}
