import Contracts
import FoundationEssentials
import Inclusion

/// The mails there are. The raw value is what the API and events call them.
enum MailTemplate: String, Sendable, CaseIterable {
    // To the agency that referred.
    case referralReceived = "referral_received"
    case referralAcknowledged = "referral_acknowledged"
    case decisionMade = "decision_made"
    case outcomeDecided = "outcome_decided"
    case informationAsked = "information_asked"
    case caseListed = "case_listed"
    case placeFound = "place_found"
    case placementAgreed = "placement_agreed"
    case placementEnded = "placement_ended"
    case answerStillNeeded = "answer_still_needed"
    case referralPassedOn = "referral_passed_on"
    case referralTransferred = "referral_transferred"
    case levelChanged = "level_changed"
    case planBegun = "plan_begun"
    case supportEnded = "support_ended"
    case caseReopened = "case_reopened"
    // To the locality's coordinator.
    case newReferral = "new_referral"
    case providerAsked = "provider_asked"
    case providerDeclined = "provider_declined"
    case noPlaceFound = "no_place_found"
    case providerAccepted = "provider_accepted"
    case providerAsks = "provider_asks"
    case offerExpired = "offer_expired"
    case provisionGone = "provision_gone"
    case placementNotStarted = "placement_not_started"
    case placementOver = "placement_over"
    case answerReceived = "answer_received"
    case referralAmended = "referral_amended"
    case referralWithdrawn = "referral_withdrawn"
    case referralJoined = "referral_joined"
    case referralLeft = "referral_left"
    case sharingStopped = "sharing_stopped"
    case sharingAllowed = "sharing_allowed"
    case clockRunsOut = "clock_runs_out"
    case clockBreached = "clock_breached"
    case casePassedToYou = "case_passed_to_you"
    // To the provider.
    case placeAskedFor = "place_asked_for"
    case acceptanceConfirmed = "acceptance_confirmed"
    case placementStarts = "placement_starts"
    case placementReviewDue = "placement_review_due"
    case placementReviewLate = "placement_review_late"
    case requestWithdrawn = "request_withdrawn"
    case questionAnswered = "question_answered"
    case offerOver = "offer_over"
    // To whoever was given an action.
    case actionGiven = "action_given"
    case actionDue = "action_due"

    /// Whether a referral's agency hears it once, however often its event comes: of a plan's reviews it reads where the
    /// referral stands.
    var isSaidOnce: Bool { self == .planBegun }

    /// Whether it is not said when its event happens but later, by ``ActionReminders``.
    var isSaidLater: Bool { self == .actionDue }
}

/// All that a mail may say besides its fixed words. There is no room in it for anything about a child.
struct MailFacts: Sendable, Equatable {
    /// What people say on the telephone: `RH-7K3P-9QWX`.
    let reference: String
    /// By when somebody is asked to answer.
    let answerBy: Date?
    /// Where people sign in.
    let signIn: String
    /// The forum that looks at it.
    var forum: Forum?
    /// When that forum meets.
    var meetsOn: CalendarDate?
    /// Kind of the clock that runs out, or has.
    var clock: String?
}

extension MailTemplate {
    /// The mail's subject and its text, one paragraph a line.
    func render(_ facts: MailFacts) -> (subject: String, text: String) {
        let words = words
        let text = """
            \(words.happened)

            What happens next
            \(words.next)

            What you need to do
            \(words.toDo)

            \(MailWords.signIn)

            -- 
            \(MailWords.footer)
            """
        return (Self.fill("Referral {reference}: \(words.subject)", facts), Self.fill(text, facts) + "\n")
    }

    private static func fill(_ text: String, _ facts: MailFacts) -> String {
        text.replacing("{reference}", with: facts.reference)
            .replacing("{answer_by}", with: facts.answerBy.map(PlainDate.words) ?? MailWords.noDateGiven)
            .replacing("{forum}", with: facts.forum?.words ?? MailWords.noForumGiven)
            .replacing("{meets_on}", with: facts.meetsOn.map { PlainDate.day($0) } ?? MailWords.noDateGiven)
            .replacing("{clock}", with: MailWords.clock(facts.clock ?? ""))
            .replacing("{sign_in}", with: facts.signIn)
    }
}

extension MailTemplate {
    /// What it says.
    var words: MailWords {
        switch self {
        case .referralReceived: .referralReceived
        case .referralAcknowledged: .referralAcknowledged
        case .decisionMade: .decisionMade
        case .outcomeDecided: .outcomeDecided
        case .informationAsked: .informationAsked
        case .caseListed: .caseListed
        case .placeFound: .placeFound
        case .placementAgreed: .placementAgreed
        case .placementEnded: .placementEnded
        case .answerStillNeeded: .answerStillNeeded
        case .referralPassedOn: .referralPassedOn
        case .referralTransferred: .referralTransferred
        case .levelChanged: .levelChanged
        case .planBegun: .planBegun
        case .supportEnded: .supportEnded
        case .caseReopened: .caseReopened
        case .newReferral: .newReferral
        case .providerAsked: .providerAsked
        case .providerDeclined: .providerDeclined
        case .noPlaceFound: .noPlaceFound
        case .providerAccepted: .providerAccepted
        case .providerAsks: .providerAsks
        case .offerExpired: .offerExpired
        case .provisionGone: .provisionGone
        case .placementNotStarted: .placementNotStarted
        case .placementOver: .placementOver
        case .answerReceived: .answerReceived
        case .referralAmended: .referralAmended
        case .referralWithdrawn: .referralWithdrawn
        case .referralJoined: .referralJoined
        case .referralLeft: .referralLeft
        case .sharingStopped: .sharingStopped
        case .sharingAllowed: .sharingAllowed
        case .clockRunsOut: .clockRunsOut
        case .clockBreached: .clockBreached
        case .casePassedToYou: .casePassedToYou
        case .placeAskedFor: .placeAskedFor
        case .acceptanceConfirmed: .acceptanceConfirmed
        case .placementStarts: .placementStarts
        case .placementReviewDue: .placementReviewDue
        case .placementReviewLate: .placementReviewLate
        case .requestWithdrawn: .requestWithdrawn
        case .questionAnswered: .questionAnswered
        case .offerOver: .offerOver
        case .actionGiven: .actionGiven
        case .actionDue: .actionDue
        }
    }
}
