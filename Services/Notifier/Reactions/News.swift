import Contracts
import EventFlow

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
        // The case repeats what the placement said, and that was told already.
        case .cases(.placed), .cases(.placementNotFound):
            []
        case .referrals, .cases: []

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
        // Steps of the hub, or of the coordinator who took them.
        case .placements(.requested), .placements(.shortlisted), .placements(.declineConfirmed),
            .placements(.withdrawn):
            []
        }
    }

    /// What this tells about the referral itself, when it does.
    var context: ReferralContext? {
        switch self {
        case .referrals(.submitted(let it)): ReferralContext(reference: it.reference, agency: it.agency.id)
        case .cases(.opened(let it)): ReferralContext(reference: it.reference, agency: it.agency.id)
        case .cases(.apPlacementDecided(let it)): ReferralContext(reference: it.reference, agency: it.agency.id)
        case .placements(.requested(let it)): ReferralContext(reference: it.reference, agency: it.agency.id)
        default: nil
        }
    }
}
