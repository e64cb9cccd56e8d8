import Contracts
import FoundationEssentials
import Inclusion

/// A line's place in the story. Round 0 leads to the first decision; every decision for alternative provision begins
/// another. Within a round steps count up: an offer, its answer, the next offer; then what the router says until its
/// next decision. Nothing comes after the end.
struct StoryPlace: Sendable, Equatable, Comparable {
    let round: Int
    let step: Int

    /// More steps than the matcher takes in any round.
    static let afterTheMatcher = 1_000_000

    /// The end of the story: whatever is read after it cannot change how the referral stands.
    static let end = StoryPlace(round: Int(Int32.max), step: 0)

    static func < (left: StoryPlace, right: StoryPlace) -> Bool {
        (left.round, left.step) < (right.round, right.step)
    }
}

/// A line of the story.
struct StoryLine: Sendable, Equatable {
    let code: TimelineCode
    let place: StoryPlace
    var facts = Facts()

    /// What a line says beside its code.
    struct Facts: Sendable, Equatable {
        /// Of a listing.
        var forum: String?
        /// Of a listing: an ISO 8601 date.
        var meetsOn: String?
        /// Of a decision.
        var outcome: String?
        /// Of a decision that nothing is done here; empty for any other.
        var reason: String?
        /// Of a decision: a DecisionWords.
        var words: Sealed?
    }

    /// Whether only this referral's agency may see it, and not whoever else referred the child.
    var isOwn: Bool {
        switch code {
        case .informationAsked, .informationReceived, .joined, .joinedBy: true
        default: false
        }
    }
}

extension TimelineCode {
    /// How a referral stands after this line; `nil` when it stands as before.
    var status: StandingStatus? {
        switch self {
        case .submitted: .submitted
        case .routed: .withCoordinator
        case .acknowledged: .acknowledged
        case .listed: .listed
        case .placementAgreed, .providerDeclined: .lookingForAPlace
        case .providerAsked: .offered
        case .placed: .placed
        case .noPlaceFound: .noPlaceFound
        case .searchStopped: .searchStopped
        case .supported: .supported
        case .decided, .closed: .closed
        // How the agency itself left it is in the referral, and a question that waits is beside the story.
        case .amended, .headteacherAuthorised, .lawfulBasisChanged, .joined, .joinedBy, .informationAsked,
            .informationReceived, .sharingStopped, .sharingAllowed, .withdrawn, .enteredInError:
            nil
        }
    }
}
