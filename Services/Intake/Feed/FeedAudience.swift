import Contracts
import EventFlow
import FoundationEssentials

/// Whose agencies hear of an event.
enum FeedAudience: Sendable, Equatable {
    /// The agency of one referral.
    case referral(UUID)
    /// Those of all referrals that are in the case when it happens; the case is named by the referral it was opened for.
    case everyone(UUID, FeedMoment)

    init(_ event: ReceivedEvent) throws {
        switch event.topic {
        case .referrals, .notifications: self = .referral(event.key)
        case .placements: self = .everyone(event.key, .time)
        case .cases:
            switch try event.decode(CaseEvent.self) {
            case .informationAsked(let asked): self = .referral(StandingQuestion.asked(asked, of: event.key))
            case .chased(let chased): self = .referral(UUID(uuidString: chased.askedReferralID) ?? event.key)
            default: self = .everyone(event.key, .version(event.version))
            }
        }
    }

    /// The one referral, or the one the case is named by.
    var referral: UUID {
        switch self {
        case .referral(let referral), .everyone(let referral, _): referral
        }
    }
}

/// By what it is known whether something happened before or after a referral joined or left. Versions order what the router
/// says, whatever its clocks say; nothing but time orders what the matcher says against it.
enum FeedMoment: Sendable, Equatable {
    case version(Int64)
    case time
}
