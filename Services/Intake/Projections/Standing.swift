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
    /// By when each provider answers that was asked for this request and has not, in the order of asking.
    private(set) var openOffers: [OpenOffer] = []
    /// The day of the meeting it is listed for, ISO 8601.
    private(set) var meetsOn: String?
    /// The day on which the child's plan is reviewed next, ISO 8601; `nil` while there is none.
    private(set) var reviewOn: String?
    /// The place that was found, once it was agreed.
    private(set) var placement: StandingPlacement?
    /// The clock that runs out first, as far as the router keeps clocks.
    private(set) var clock: StandingClock?
    /// When a decision gave the next step back to the referrer.
    private(set) var handedBackAt: Date?
    /// Decisions for alternative provision, as far as topic `cases` was read.
    private(set) var decisions = 0
    /// Lines of topic `cases` since the last of these decisions.
    private(set) var told = 0
    /// Placement requests, as far as topic `placements` was read.
    private(set) var requests = 0
    /// What was told of the offers of the last of these requests.
    private(set) var offers = 0

    /// A provider that has been asked and has not answered.
    struct OpenOffer: Sendable, Equatable {
        let id: String
        let answerBy: Date
    }

    /// How far topic `cases` has come.
    var place: StoryPlace {
        StoryPlace(round: decisions, step: (decisions == 0 ? 1 : StoryPlace.afterTheMatcher) + told)
    }

    /// Takes in an event of topic `cases`.
    /// - Returns: the line it adds to the story, if any.
    mutating func note(_ event: CaseEvent, at time: Date) -> StoryLine? {
        if let clocks = event.clocks { clock = StandingClock(firstOf: clocks) }
        switch event {
        case .opened(let opened): return note(opened, at: time)
        case .acknowledged: return next(.acknowledged)
        case .informationAsked: return next(.informationAsked)
        case .informationReceived: return next(.informationReceived)
        case .listed(let listed):
            forum = listed.forum.code
            meetsOn = listed.meetsOn
            return next(.listed, StoryLine.Facts(forum: listed.forum.code, meetsOn: listed.meetsOn))
        case .apPlacementDecided:
            decisions += 1
            told = 0
            return tell(.placementAgreed, at: StoryPlace(round: decisions, step: 0))
        case .decided(let decided): return note(decided, at: time)
        case .closed(let closed):
            let words = closed.hasWords ? closed.words : nil
            return next(.closed, StoryLine.Facts(outcome: closed.outcome, words: words))
        case .referralJoined: return next(.joinedBy)
        case .sharingChanged(let changed): return next(changed.allowed ? .sharingAllowed : .sharingStopped)
        default: return noteWork(event, at: time)
        }
    }

    /// What comes of working the case.
    private mutating func noteWork(_ event: CaseEvent, at time: Date) -> StoryLine? {
        switch event {
        case .chased(let chased) where chased.clock.with == BallHolder.referrer.code: return next(.reminded)
        case .rerouted(let rerouted):
            locality = rerouted.locality
            forum = rerouted.forum.code
            // Where its clock says that it has to be acknowledged anew, nobody there has read it yet.
            let isUnread = event.clocks?.contains { $0.kind == "acknowledge" } ?? false
            return next(
                .passedOn, StoryLine.Facts(forum: rerouted.forum.code, locality: rerouted.locality),
                status: isUnread ? .withCoordinator : nil)
        case .levelChanged: return next(.levelChanged)
        case .planNoted(let noted): return note(noted)
        case .reopened:
            openedAt = time
            handedBackAt = nil
            return next(.reopened)
        // The router noting what the matcher or the agency said, which the referrer has heard; and what is for those who work
        // the case.
        default: return nil
        }
    }

    private mutating func note(_ opened: CaseOpened, at time: Date) -> StoryLine {
        locality = opened.locality
        forum = opened.forum.code
        advice = opened.routing.advice
        openedAt = time
        acknowledgeBy = RFC3339.instant(opened.acknowledgeBy)
        return tell(.routed, at: StoryPlace(round: 0, step: 1), StoryLine.Facts(locality: opened.locality))
    }

    private mutating func note(_ noted: PlanNoted) -> StoryLine {
        let before = reviewOn
        reviewOn = noted.reviewOn.isEmpty ? nil : noted.reviewOn
        guard let reviewOn else { return next(.planEnded) }
        return next(before == nil ? .planBegun : .planReviewed, StoryLine.Facts(reviewOn: reviewOn))
    }

    private mutating func note(_ decided: CaseDecided, at time: Date) -> StoryLine {
        let facts = StoryLine.Facts(
            outcome: decided.outcome, reason: decided.reason, words: decided.hasWords ? decided.words : nil)
        guard decided.closes else { return next(.supported, facts) }
        if Self.handingBack.contains(decided.outcome) { handedBackAt = time }
        return next(.decided, facts)
    }

    /// Outcomes after which the referrer does something, not the hub.
    private static let handingBack: Set = ["advice_given", "signposted", "no_further_action"]

    /// Takes in an event of topic `placements`.
    /// - Returns: the line it adds to the story, if any.
    mutating func note(_ event: PlacementEvent) -> StoryLine? {
        switch event {
        case .requested:
            requests += 1
            offers = 0
            openOffers = []
            placement = nil
            return nil
        case .offered(let offered):
            if let answerBy = RFC3339.instant(offered.answerBy) {
                openOffers.append(OpenOffer(id: offered.offerID, answerBy: answerBy))
            }
            return tellOffer(.providerAsked)
        case .declined(let declined): return tellEnd(of: declined.offerID, .providerDeclined)
        case .offerExpired(let expired): return tellEnd(of: expired.offer.offerID, .providerDidNotAnswer)
        case .offerWithdrawn(let withdrawn) where withdrawn.reason == OfferWithdrawal.placedElsewhere.code:
            end(withdrawn.offer.offerID)
            return nil
        case .offerWithdrawn(let withdrawn): return tellEnd(of: withdrawn.offer.offerID, .providerNotAsked)
        case .accepted(let accepted):
            end(accepted.offerID)
            return tellOffer(.placed)
        case .unableToMatch: return tellOffer(.noPlaceFound)
        // After whatever the search came to.
        case .withdrawn:
            openOffers = []
            return tellOffer(.searchStopped)
        // A placement comes after its search: its lines are in the order in which they happened.
        case .agreed, .started, .notStarted, .reviewed, .extended, .ended: return notePlacement(event)
        // How the matcher and the coordinator get there.
        case .shortlisted, .declineConfirmed, .questionAsked, .questionAnswered, .attendanceRecorded,
            .reintegrationPlanned, .provisionListed, .provisionUnlisted,
            .provisionAssured, .capacitySet:
            return nil
        }
    }

    private mutating func notePlacement(_ event: PlacementEvent) -> StoryLine? {
        switch event {
        case .agreed(let agreed):
            placement = StandingPlacement(
                startsOn: agreed.place.from, until: agreed.place.to, reviewOn: agreed.reviewBy)
            return tellOffer(
                .placeAgreed, StoryLine.Facts(startsOn: agreed.place.from, until: agreed.place.to))
        case .started(let started):
            placement?.startsOn = started.startedOn
            placement?.reviewOn = started.reviewBy
            return tellOffer(.placementStarted, StoryLine.Facts(startsOn: started.startedOn))
        case .reviewed(let reviewed):
            placement?.reviewOn = reviewed.nextReviewBy
            let next = reviewed.nextReviewBy.isEmpty ? nil : reviewed.nextReviewBy
            return tellOffer(.placementReviewed, StoryLine.Facts(reviewOn: next))
        case .extended(let extended):
            placement?.until = extended.until
            return tellOffer(.placementExtended, StoryLine.Facts(until: extended.until))
        case .ended(let ended):
            placement = nil
            return tellOffer(.placementEnded, StoryLine.Facts(endedAs: ended.endedAs))
        case .notStarted:
            placement = nil
            return tellOffer(.placementNotStarted)
        default: return nil
        }
    }

    /// The next line about the offers of this request, in whatever order several providers answer.
    private mutating func tellOffer(
        _ code: TimelineCode, _ facts: StoryLine.Facts = .init(), status: StandingStatus? = nil
    ) -> StoryLine {
        offers += 1
        return tell(code, at: StoryPlace(round: requests, step: 2 * offers), facts, status: status)
    }

    /// That a provider is not waited for any more. Where another is, it stands as it did.
    private mutating func tellEnd(of offer: String, _ code: TimelineCode) -> StoryLine {
        end(offer)
        return tellOffer(code, status: openOffers.isEmpty ? nil : .offered)
    }

    private mutating func end(_ offer: String) {
        // One that was asked before they were known by their ids has none.
        let place = openOffers.firstIndex { $0.id == offer } ?? openOffers.firstIndex { $0.id.isEmpty }
        if let place { openOffers.remove(at: place) }
    }

    private mutating func next(
        _ code: TimelineCode, _ facts: StoryLine.Facts = .init(), status: StandingStatus? = nil
    ) -> StoryLine {
        told += 1
        return tell(code, at: place, facts, status: status)
    }

    /// - Parameter status: how it stands then, where the code alone does not say it.
    private mutating func tell(
        _ code: TimelineCode, at place: StoryPlace, _ facts: StoryLine.Facts = .init(), status: StandingStatus? = nil
    ) -> StoryLine {
        if let status = status ?? code.status, furthest < place {
            furthest = place
            self.status = status
        }
        return StoryLine(code: code, place: place, facts: facts)
    }

    /// By when the next step is due; `nil` when nobody promised a date.
    func due(submittedAt: Date) -> Date? {
        switch status {
        case .submitted: Clocks.standard.acknowledgeBy(from: submittedAt)
        case .withCoordinator: clock?.dueAt ?? acknowledgeBy
        case .acknowledged: clock?.dueAt ?? openedAt.map { Clocks.standard.decideBy(from: $0) }
        case .listed: clock?.dueAt ?? meetsOn.flatMap(CalendarDate.init).map { LondonTime(date: $0, hour: 9).instant }
        case .noPlaceFound, .searchStopped, .placed, .inPlacement, .placementNotStarted, .placementEnded: clock?.dueAt
        case .placeAgreed:
            clock?.dueAt
                ?? (placement?.startsOn).flatMap(CalendarDate.init).map { LondonTime(date: $0, hour: 9).instant }
        case .offered: openOffers.map(\.answerBy).min()
        case .needsInformation, .lookingForAPlace, .supported, .closed, .withdrawn, .enteredInError: nil
        }
    }

    /// Who has the next step while the referral stands at `status`: whoever the clock waits for, where one runs.
    func with(at status: StandingStatus) -> BallHolder {
        switch status {
        case .withCoordinator, .acknowledged, .listed, .noPlaceFound, .searchStopped, .placed, .placeAgreed,
            .inPlacement, .placementNotStarted, .placementEnded:
            clock?.with ?? status.with
        default: status.with
        }
    }
}
