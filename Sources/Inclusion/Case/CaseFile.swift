public import Contracts

/// The hub's work on one child's referral in one locality: the aggregate behind topic `cases`. It is opened for one
/// referral; those of other agencies about the same child join it while it is open.
public struct CaseFile: Aggregate, Equatable {
    /// UUID text.
    public let id: String
    /// The referral it was opened for, which is the key of its events. UUID text.
    public let referralID: String
    /// What people say on the telephone.
    public let reference: String
    /// UUID text.
    public let childID: String
    /// ONS district code, `out_of_area` or `unrouted`.
    public internal(set) var locality: String
    /// Where the case is looked at.
    public internal(set) var forum: Forum
    /// Why it is where it is.
    public internal(set) var routing: RoutingRecord
    /// `nil` when the postcode is unknown.
    public internal(set) var location: CoarseLocation?
    /// RFC 3339, UTC.
    public internal(set) var acknowledgeBy: String

    /// The referral it was opened for.
    public internal(set) var opener: CaseReferral
    /// Those of other agencies, in the order they came.
    public internal(set) var joined: [CaseReferral] = []
    /// How far it has come, whatever is asked of whom meanwhile.
    var stage = CaseStage.open
    /// Subject of the coordinator's token.
    public internal(set) var acknowledgedBy: String?
    /// Oldest first.
    public internal(set) var questions: [CaseQuestion] = []
    /// Oldest first.
    public internal(set) var answers: [CaseAnswer] = []
    /// The last one.
    public internal(set) var listing: CaseListing?
    /// Oldest first.
    public internal(set) var decisions: [CaseDecision] = []
    /// How each search for a place ended, oldest first.
    public internal(set) var searches: [PlacementSearch] = []
    /// How it went with the places that came of them, oldest first.
    public internal(set) var placementNews: [CasePlacementNoted] = []
    /// How many searches were given up by closing the case: of those that it knew no end of when it was opened again.
    var searchesGivenUp = 0
    /// Oldest first.
    public internal(set) var amendments: [CaseAmendment] = []
    /// Referrals of the case that have no lawful basis for sharing now. UUID texts.
    public internal(set) var withoutBasis: [String] = []
    /// What it came to; `nil` while it is open.
    public internal(set) var outcome: CaseOutcome?
    /// What runs now, and what stands still.
    public internal(set) var clocks: [CaseClock] = []
    /// Who works on it; `nil` before anybody does. Subject of a token.
    public internal(set) var assignedTo: String?
    /// Where it has been before, oldest first.
    public internal(set) var moves: [CaseRerouted] = []
    /// Steps up and down the Graduated Pathway, oldest first.
    public internal(set) var levelChanges: [LevelChanged] = []
    /// Oldest first.
    public internal(set) var reopenings: [CaseReopened] = []
    /// Further records of decisions, oldest first.
    public internal(set) var corrections: [DecisionCorrected] = []
    /// What was agreed that somebody does, oldest first.
    public internal(set) var actions: [CaseAction] = []
    /// The child's plan, as far as this case is about it.
    public internal(set) var plan: CasePlan?
    /// How it was closed without a decision of its own; `nil` when a decision did it, or it is open.
    public internal(set) var closing: CaseClosed?

    /// How one search for a place ended.
    public struct PlacementSearch: Sendable, Equatable {
        /// UUID text of the placement request.
        public let requestID: String
        /// `nil` when no place was found.
        public let provisionID: String?
    }

    init(_ opened: CaseOpened) {
        id = opened.caseID
        referralID = opened.referralID
        reference = opened.reference
        childID = opened.childID
        locality = opened.locality
        forum = opened.forum
        routing = opened.routing
        location = opened.hasLocation ? opened.location : nil
        acknowledgeBy = opened.acknowledgeBy
        opener = CaseReferral(
            id: opened.referralID, reference: opened.reference, agency: opened.agency, facts: opened.facts,
            apKind: opened.apKind, details: opened.details)
        clocks = opened.clocks.all
    }

    /// The state after `event`.
    public static func evolve(_ state: CaseFile?, _ event: CaseEvent) -> CaseFile? {
        if case .opened(let opened) = event { return CaseFile(opened) }
        guard var file = state else { return nil }
        file.take(event)
        if let clocks = event.clocks { file.clocks = clocks }
        return file
    }

    private mutating func take(_ event: CaseEvent) {
        switch event {
        case .opened:
            break
        case .acknowledged(let acknowledged):
            stage = hasPlace ? .placed : .acknowledged
            acknowledgedBy = acknowledged.acknowledgedBy
        case .informationAsked(let asked):
            // Asking is working on it.
            if stage == .acknowledged { stage = .inTriage }
            questions.append(CaseQuestion(asked))
        case .informationReceived(let received):
            answers.append(
                CaseAnswer(
                    questionID: received.questionID, answer: received.answer, answeredBy: received.answeredBy))
        case .listed(let listed):
            stage = .listed
            listing = CaseListing(listed)
        case .apPlacementDecided(let decided):
            stage = .awaitingPlacement
            decisions.append(.apPlacement(decided))
        case .decided(let decided):
            decisions.append(.other(decided))
            if decided.closes {
                outcome = CaseOutcome(rawValue: decided.outcome)
            } else {
                stage = hasPlace ? .placed : .supported
            }
        case .placed(let placed): take(placed)
        case .placementNotFound(let notFound):
            // The coordinator has it again, and may decide again.
            if stage == .awaitingPlacement { stage = .acknowledged }
            searches.append(PlacementSearch(requestID: notFound.requestID, provisionID: nil))
        case .placementNoted(let noted): take(noted)
        case .closed(let closed) where !closed.closedBy.isEmpty:
            outcome = CaseOutcome(rawValue: closed.outcome)
            closing = closed
        case .closed(let closed):
            closing = closed
            let reason = CaseOutcome(rawValue: closed.outcome)
            outcome = reason
            for referral in referrals where referral.left == nil { change(referral.id) { $0.left = reason } }
        case .referralJoined(let new):
            joined.append(CaseReferral(new))
        case .referralLeft(let gone):
            change(gone.leftReferralID) { $0.left = CaseOutcome(rawValue: gone.reason) }
        case .amended(let amended):
            let referral = amended.amendedReferralID.isEmpty ? amended.referralID : amended.amendedReferralID
            change(referral) { $0.amend(amended) }
            amendments.append(CaseAmendment(referralID: referral, changed: amended.changed))
        case .sharingChanged(let changed):
            withoutBasis = changed.withoutBasis
        default: takeWork(event)
        }
    }

    private mutating func change(_ referral: String, _ body: (inout CaseReferral) -> Void) {
        if opener.id == referral { return body(&opener) }
        guard let index = joined.firstIndex(where: { $0.id == referral }) else { return }
        body(&joined[index])
    }
}
