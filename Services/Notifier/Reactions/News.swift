import Contracts
import EventFlow
import FoundationEssentials
import Inclusion

/// An event the notifier reads, of whichever topic.
enum News: Sendable, Equatable {
    case referrals(ReferralEvent)
    case cases(CaseEvent)
    case placements(PlacementEvent)

    /// - Throws: ``ContractError``; it makes the event a dead letter.
    init?(_ event: ReceivedEvent) throws(ContractError) {
        switch event.topic {
        case .referrals: self = .referrals(try event.decode(ReferralEvent.self))
        case .cases: self = .cases(try event.decode(CaseEvent.self))
        case .placements: self = .placements(try event.decode(PlacementEvent.self))
        case .notifications: return nil
        }
    }
}

// The table of who hears what. Everything here is said in a mail; nothing else ever is.
extension News {
    /// Whom this has to be told, and in which words.
    var notices: [Notice] {
        switch self {
        case .referrals(.submitted):
            [Notice(template: .referralReceived, recipient: .referrer)]

        case .cases(.opened(let it)):
            [Notice(template: .newReferral, recipient: .coordinator(locality: it.locality))]
        case .cases(.acknowledged):
            [Notice(template: .referralAcknowledged, recipient: .referrer)]
        case .cases(.apPlacementDecided):
            [Notice(template: .decisionMade, recipient: .referrer)]
        // That something went to the Front Door is nothing for a mailbox others may read: it is told as any decision is.
        case .cases(.decided(let it)):
            [
                Notice(
                    template: it.outcome == CaseOutcome.transferred.code ? .referralTransferred : .outcomeDecided,
                    recipient: .referrer)
            ]
        case .cases(.informationAsked(let it)):
            [
                Notice(
                    template: .informationAsked,
                    recipient: .referrerOf(it.askedReferralID.isEmpty ? it.referralID : it.askedReferralID),
                    answerBy: it.answerBy)
            ]
        case .cases(.listed(let it)):
            [Notice(template: .caseListed, recipient: .referrer, forum: it.forum.code, meetsOn: it.meetsOn)]
        case .cases(.informationReceived(let it)):
            [Notice(template: .answerReceived, recipient: .coordinator(locality: it.locality))]
        case .cases(.amended(let it)):
            [Notice(template: .referralAmended, recipient: .coordinator(locality: it.locality))]
        case .cases(.closed(let it)) where it.closedBy.isEmpty:
            [Notice(template: .referralWithdrawn, recipient: .coordinator(locality: it.locality))]
        case .cases(.closed):
            [Notice(template: .supportEnded, recipient: .referrer)]
        case .cases(.referralJoined(let it)):
            [Notice(template: .referralJoined, recipient: .coordinator(locality: it.locality))]
        case .cases(.referralLeft(let it)):
            [Notice(template: .referralLeft, recipient: .coordinator(locality: it.locality))]
        case .cases(.sharingChanged(let it)):
            [
                Notice(
                    template: it.allowed ? .sharingAllowed : .sharingStopped,
                    recipient: .coordinator(locality: it.locality))
            ]
        case .cases(.chased(let it)) where it.clock.with == BallHolder.referrer.code:
            [
                Notice(
                    template: .answerStillNeeded,
                    recipient: .referrerOf(it.askedReferralID.isEmpty ? it.referralID : it.askedReferralID),
                    answerBy: it.clock.dueAt)
            ]
        // Whoever else has the ball: the coordinator sees to it that it moves.
        case .cases(.chased(let it)):
            [
                Notice(
                    template: .clockRunsOut, recipient: .coordinator(locality: it.locality), answerBy: it.clock.dueAt,
                    clock: it.clock.kind)
            ] + Self.reviewing(it.providerID, .placementReviewDue, by: it.clock)
        case .cases(.clockBreached(let it)):
            [
                Notice(
                    template: .clockBreached, recipient: .coordinator(locality: it.locality),
                    answerBy: it.clock.dueAt, clock: it.clock.kind)
            ] + Self.reviewing(it.providerID, .placementReviewLate, by: it.clock)
        case .cases(.rerouted(let it)):
            [Notice(template: .referralPassedOn, recipient: .referrer)]
                + (it.locality == it.fromLocality
                    ? [] : [Notice(template: .casePassedToYou, recipient: .coordinator(locality: it.locality))])
        case .cases(.levelChanged):
            [Notice(template: .levelChanged, recipient: .referrer)]
        case .cases(.reopened):
            [Notice(template: .caseReopened, recipient: .referrer)]
        case .cases(.planNoted(let it)):
            it.reviewOn.isEmpty ? [] : [Notice(template: .planBegun, recipient: .referrer)]
        case .cases(.actionAgreed(let it)):
            [MailTemplate.actionGiven, .actionDue].map {
                Notice(template: $0, recipient: .actionOwner(it.organisation), answerBy: it.end.map(RFC3339.text))
            }
        // A further record changes nothing of what the referrer was told. Of who works on it, of a calendar and of what
        // was done, those concerned read where they agreed it.
        case .cases(.decisionCorrected), .cases(.assigned), .cases(.clocksRecomputed), .cases(.actionDone):
            []
        // Not about a referral.
        case .cases(.meetingPlanned), .cases(.meetingMoved), .cases(.meetingCancelled), .cases(.meetingOpened),
            .cases(.attendanceRecorded), .cases(.meetingClosed), .cases(.planStarted), .cases(.planCycleStarted),
            .cases(.planReviewed), .cases(.planEnded), .cases(.themeActionAgreed), .cases(.themeActionDone),
            .cases(.countyAnnounced):
            []
        // The case repeats what the placement said, and that was told already.
        case .cases(.placed), .cases(.placementNotFound), .cases(.placementNoted):
            []
        // What an agency did itself. The coordinator hears of it when the case has taken it in.
        case .referrals(.amended), .referrals(.answered), .referrals(.headteacherAuthorised), .referrals(.withdrawn),
            .referrals(.enteredInError), .referrals(.lawfulBasisChanged):
            []

        case .placements(.offered(let it)):
            [
                Notice(template: .placeAskedFor, recipient: .provider(it.providerID), answerBy: it.answerBy),
                Notice(template: .providerAsked, recipient: .coordinator(locality: it.locality)),
            ]
        case .placements(.declined(let it)):
            [Notice(template: .providerDeclined, recipient: .coordinator(locality: it.locality))]
        case .placements(.unableToMatch(let it)):
            [Notice(template: .noPlaceFound, recipient: .coordinator(locality: it.locality))]
        case .placements(.accepted(let it)):
            [
                Notice(template: .placeFound, recipient: .referrer),
                Notice(template: .providerAccepted, recipient: .coordinator(locality: it.locality)),
                Notice(template: .acceptanceConfirmed, recipient: .provider(it.providerID)),
            ]
        // Only who was asked has to hear; the coordinator was told why when the case changed.
        case .placements(.withdrawn(let it)):
            it.providerID.isEmpty ? [] : [Notice(template: .requestWithdrawn, recipient: .provider(it.providerID))]
        case .placements(.questionAsked(let it)):
            [Notice(template: .providerAsks, recipient: .coordinator(locality: it.offer.locality))]
        case .placements(.questionAnswered(let it)):
            [Notice(template: .questionAnswered, recipient: .provider(it.offer.providerID))]
        case .placements(.offerExpired(let it)):
            [
                Notice(template: .offerExpired, recipient: .coordinator(locality: it.offer.locality)),
                Notice(template: .offerOver, recipient: .provider(it.offer.providerID)),
            ]
        case .placements(.offerWithdrawn(let it)):
            [Notice(template: .requestWithdrawn, recipient: .provider(it.offer.providerID))]
                + (it.reason == OfferWithdrawal.provisionGone.code
                    ? [Notice(template: .provisionGone, recipient: .coordinator(locality: it.offer.locality))] : [])
        case .placements(.agreed(let it)):
            [
                Notice(template: .placementAgreed, recipient: .referrer),
                Notice(template: .placementStarts, recipient: .provider(it.placement.providerID)),
            ]
        case .placements(.notStarted(let it)):
            [Notice(template: .placementNotStarted, recipient: .coordinator(locality: it.placement.locality))]
        case .placements(.ended(let it)):
            [
                Notice(template: .placementEnded, recipient: .referrer),
                Notice(template: .placementOver, recipient: .coordinator(locality: it.placement.locality)),
            ]
        // Steps of the hub, or of the coordinator who took them.
        case .placements: []
        }
    }

    /// Who is to review a placement hears of it too; nobody where the clock is about something else.
    private static func reviewing(_ provider: String, _ template: MailTemplate, by clock: CaseClock) -> [Notice] {
        provider.isEmpty ? [] : [Notice(template: template, recipient: .provider(provider), answerBy: clock.dueAt)]
    }

    /// What this tells about the referral itself, when it does. A search for a place names an agency too, but the one that
    /// asks for it, which may be another one of the case.
    var context: ReferralContext? {
        switch self {
        case .referrals(.submitted(let it)): ReferralContext(reference: it.reference, agency: it.agency.id)
        case .cases(.opened(let it)): ReferralContext(reference: it.reference, agency: it.agency.id)
        default: nil
        }
    }

    /// Who becomes part of the case, or is no longer; what is known of a referral that joined comes with it.
    var membership: (referralID: String, isPart: Bool, context: ReferralContext?)? {
        switch self {
        case .cases(.referralJoined(let it)):
            (it.joinedReferralID, true, ReferralContext(reference: it.joinedReference, agency: it.joinedAgency.id))
        case .cases(.referralLeft(let it)): (it.leftReferralID, false, nil)
        default: nil
        }
    }
}

extension ActionAgreed {
    /// The end of work on the day it is due; `nil` for a day nobody can read.
    var end: Date? { CalendarDate(dueOn).map { LondonTime(date: $0, hour: WorkingDays.closes).instant } }
}
