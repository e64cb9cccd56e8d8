import Contracts
import FoundationEssentials
import Inclusion

/// A line's place in the story. Round 0 leads to the first decision; every decision for alternative provision begins
/// another. Within a round steps count up: an offer, its answer, the next offer; then what the router says until its
/// next decision. So what closes a case comes after all that the matcher said of its searches.
struct StoryPlace: Sendable, Equatable, Comparable {
    let round: Int
    let step: Int

    /// More steps than the matcher takes in any round.
    static let afterTheMatcher = 1_000_000

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
        /// Of a routing: an ONS district code, `out_of_area` or `unrouted`.
        var locality: String?
        /// Of a plan or a placement that goes on: an ISO 8601 date.
        var reviewOn: String?
        /// Of a placement that was agreed: its first day, an ISO 8601 date.
        var startsOn: String?
        /// Of a placement that was agreed or goes on for longer: its last day, an ISO 8601 date.
        var until: String?
        /// Of a placement that has ended: code of a ``PlacementEnding``.
        var endedAs: String?
        /// Of a decision, and of how a case ended.
        var outcome: String?
        /// Of a decision that nothing is done here; empty for any other.
        var reason: String?
        /// Of a decision, or of an end that somebody decided on: a DecisionWords.
        var words: Sealed?
    }

    /// Whether only this referral's agency may see it, and not whoever else referred the child.
    var isOwn: Bool {
        switch code {
        case .informationAsked, .reminded, .informationReceived, .joined, .joinedBy: true
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
        case .acknowledged, .reopened: .acknowledged
        case .listed: .listed
        case .placementAgreed, .providerDeclined, .providerDidNotAnswer, .providerNotAsked: .lookingForAPlace
        case .providerAsked: .offered
        case .placed: .placed
        case .placeAgreed: .placeAgreed
        case .placementStarted: .inPlacement
        case .placementNotStarted: .placementNotStarted
        case .placementEnded: .placementEnded
        case .noPlaceFound: .noPlaceFound
        case .searchStopped: .searchStopped
        case .supported: .supported
        case .decided, .closed: .closed
        // How the agency itself left it is in the referral, and a question that waits is beside the story.
        case .amended, .headteacherAuthorised, .lawfulBasisChanged, .joined, .joinedBy, .informationAsked, .reminded,
            .informationReceived, .passedOn, .levelChanged, .placementReviewed, .placementExtended, .planBegun,
            .planReviewed, .planEnded, .sharingStopped,
            .sharingAllowed, .withdrawn, .enteredInError:
            nil
        }
    }
}
