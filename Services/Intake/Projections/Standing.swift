import Contracts
import FoundationEssentials
import Inclusion

/// Where a referral stands, as its referrer may know it, folded from what the router and the matcher say.
///
/// Each of their topics keeps its order, but nothing orders one against the other: that a provider was asked can be read
/// before the decision that led to it. So every line of the story has its place, and the line furthest on says how the
/// referral stands, whichever was read last.
struct Standing: Sendable, Equatable {
    private(set) var status = StandingStatus.submitted
    /// The place of the line that said so.
    private(set) var furthest = StoryPlace(round: 0, step: 0)
    /// ONS district code, `out_of_area` or `unrouted`; `nil` before it is known.
    private(set) var locality: String?
    private(set) var forum: String?
    private(set) var advice: [String] = []
    private(set) var openedAt: Date?
    private(set) var acknowledgeBy: Date?
    private(set) var answerBy: Date?
    /// Decisions for alternative provision, as far as topic `cases` was read.
    private(set) var decisions = 0
    /// Placement requests, as far as topic `placements` was read.
    private(set) var requests = 0
    /// Offers of the last of these requests.
    private(set) var offers = 0

    /// Takes in an event of topic `cases`.
    /// - Returns: the line it adds to the story, if any.
    mutating func note(_ event: CaseEvent, at time: Date) -> StoryLine? {
        switch event {
        case .opened(let opened):
            locality = opened.locality
            forum = opened.forum.code
            advice = opened.routing.advice
            openedAt = time
            acknowledgeBy = RFC3339.instant(opened.acknowledgeBy)
            return tell(.routed, round: 0, step: 1)
        case .acknowledged:
            return tell(.acknowledged, round: 0, step: 2)
        case .apPlacementDecided:
            decisions += 1
            return tell(.placementAgreed, round: decisions, step: 0)
        case .placed, .placementNotFound, .informationAsked, .informationReceived, .listed, .decided, .closed,
            .referralJoined, .referralLeft, .amended,
            .sharingChanged:
            // The router noting what the matcher said: the referrer has heard it.
            return nil
        }
    }

    /// Takes in an event of topic `placements`.
    /// - Returns: the line it adds to the story, if any.
    mutating func note(_ event: PlacementEvent) -> StoryLine? {
        switch event {
        case .requested:
            requests += 1
            offers = 0
            return nil
        case .offered(let offered):
            offers += 1
            answerBy = RFC3339.instant(offered.answerBy)
            return tell(.providerAsked, round: requests, step: 2 * offers - 1)
        case .declined:
            return tell(.providerDeclined, round: requests, step: 2 * offers)
        case .accepted:
            return tell(.placed, round: requests, step: 2 * offers)
        case .unableToMatch:
            return tell(.noPlaceFound, round: requests, step: 2 * offers + 1)
        case .shortlisted, .declineConfirmed, .withdrawn:
            return nil
        }
    }

    private mutating func tell(_ code: TimelineCode, round: Int, step: Int) -> StoryLine {
        let line = StoryLine(code: code, place: StoryPlace(round: round, step: step))
        if furthest < line.place {
            furthest = line.place
            status = code.status
        }
        return line
    }

    /// Triage: working days from the opening of the case to a decision.
    static let daysToDecide = 5

    /// By when the next step is due; `nil` when nobody promised a date.
    func due(submittedAt: Date) -> Date? {
        switch status {
        case .submitted: Clocks.standard.acknowledgeBy(from: submittedAt)
        case .withCoordinator: acknowledgeBy
        case .acknowledged:
            openedAt.map { Clocks.standard.workingDays.deadline(workingDays: Self.daysToDecide, after: $0) }
        case .offered: answerBy
        case .lookingForAPlace, .placed, .noPlaceFound: nil
        }
    }
}

/// A line's place in the story. Round 0 leads to the first decision; every decision for alternative provision begins
/// another. Within a round steps count up: an offer, its answer, the next offer.
struct StoryPlace: Sendable, Equatable, Comparable {
    let round: Int
    let step: Int

    static func < (left: StoryPlace, right: StoryPlace) -> Bool {
        (left.round, left.step) < (right.round, right.step)
    }
}

/// A line of the story.
struct StoryLine: Sendable, Equatable {
    let code: TimelineCode
    let place: StoryPlace
}

extension TimelineCode {
    /// How a referral stands after this line.
    fileprivate var status: StandingStatus {
        switch self {
        case .submitted: .submitted
        case .routed: .withCoordinator
        case .acknowledged: .acknowledged
        case .placementAgreed, .providerDeclined: .lookingForAPlace
        case .providerAsked: .offered
        case .placed: .placed
        case .noPlaceFound: .noPlaceFound
        }
    }
}
