import Contracts
import EventFlow
import Inclusion

/// What can happen to a referral, in the words of the feed. A word that was sent once keeps its meaning.
enum FeedEventType: String, CaseIterable, Sendable {
    case submitted = "referral.submitted"
    case amended = "referral.amended"
    case answered = "referral.answered"
    case headteacherAuthorised = "referral.headteacher_authorised"
    case withdrawn = "referral.withdrawn"
    case enteredInError = "referral.entered_in_error"
    case lawfulBasisChanged = "referral.lawful_basis_changed"
    case routed = "referral.routed"
    case acknowledged = "referral.acknowledged"
    case informationAsked = "referral.information_asked"
    case reminded = "referral.reminded"
    case listed = "referral.listed"
    case passedOn = "referral.passed_on"
    case levelChanged = "referral.level_changed"
    case planNoted = "referral.plan_noted"
    case decided = "referral.decided"
    case closed = "referral.closed"
    case reopened = "referral.reopened"
    case joined = "referral.joined"
    case agencyJoined = "referral.agency_joined"
    case agencyLeft = "referral.agency_left"
    case providerAsked = "referral.provider_asked"
    case providerDeclined = "referral.provider_declined"
    case providerDidNotAnswer = "referral.provider_did_not_answer"
    case providerNotAsked = "referral.provider_not_asked"
    case placed = "referral.placed"
    case noPlaceFound = "referral.no_place_found"
    case placementRequestWithdrawn = "referral.placement_request_withdrawn"
    case placeAgreed = "referral.place_agreed"
    case placementStarted = "referral.placement_started"
    case placementNotStarted = "referral.placement_not_started"
    case placementReviewed = "referral.placement_reviewed"
    case placementExtended = "referral.placement_extended"
    case placementEnded = "referral.placement_ended"
}

extension FeedEventType {
    /// What an event means to the referral's agency; `nil` for what is not its concern, or what it heard already.
    init?(_ event: ReceivedEvent) throws {
        let type: Self? =
            switch event.topic {
            case .referrals: Self.of(try event.decode(ReferralEvent.self))
            case .cases: Self.of(try event.decode(CaseEvent.self))
            case .placements: Self.of(try event.decode(PlacementEvent.self))
            case .notifications: nil
            }
        guard let type else { return nil }
        self = type
    }

    static func of(_ event: ReferralEvent) -> Self {
        switch event {
        case .submitted: .submitted
        case .amended: .amended
        case .answered: .answered
        case .headteacherAuthorised: .headteacherAuthorised
        case .withdrawn: .withdrawn
        case .enteredInError: .enteredInError
        case .lawfulBasisChanged: .lawfulBasisChanged
        }
    }

    static func of(_ event: CaseEvent) -> Self? {
        switch event {
        case .opened: .routed
        case .acknowledged: .acknowledged
        case .informationAsked: .informationAsked
        case .listed: .listed
        case .decided, .apPlacementDecided: .decided
        case .closed: .closed
        case .reopened: .reopened
        case .chased(let chased): chased.clock.with == BallHolder.referrer.code ? .reminded : nil
        case .rerouted: .passedOn
        case .levelChanged: .levelChanged
        case .planNoted: .planNoted
        case .referralJoined: .agencyJoined
        case .referralLeft: .agencyLeft
        // The router noting what the matcher or the agency itself said.
        case .placed, .placementNotFound, .placementNoted, .informationReceived, .amended, .sharingChanged: nil
        // What is for those who work the case.
        case .clockBreached, .clocksRecomputed, .assigned, .decisionCorrected, .actionAgreed, .actionDone: nil
        // Not about a referral.
        case .meetingPlanned, .meetingMoved, .meetingCancelled, .meetingOpened, .attendanceRecorded, .meetingClosed,
            .planStarted, .planCycleStarted, .planReviewed, .planEnded, .themeActionAgreed, .themeActionDone,
            .countyAnnounced:
            nil
        }
    }

    static func of(_ event: PlacementEvent) -> Self? {
        switch event {
        case .offered: .providerAsked
        case .declined: .providerDeclined
        case .offerExpired: .providerDidNotAnswer
        // That another provider said yes is told by that.
        case .offerWithdrawn(let withdrawn):
            withdrawn.reason == OfferWithdrawal.placedElsewhere.code ? nil : .providerNotAsked
        case .accepted: .placed
        case .unableToMatch: .noPlaceFound
        case .withdrawn: .placementRequestWithdrawn
        case .agreed: .placeAgreed
        case .started: .placementStarted
        case .notStarted: .placementNotStarted
        case .reviewed: .placementReviewed
        case .extended: .placementExtended
        case .ended: .placementEnded
        // How the matcher and the coordinator get there.
        case .requested, .shortlisted, .declineConfirmed, .questionAsked, .questionAnswered, .attendanceRecorded,
            .reintegrationPlanned, .provisionListed,
            .provisionUnlisted, .provisionAssured, .capacitySet:
            nil
        }
    }
}
