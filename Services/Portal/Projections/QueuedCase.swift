import Contracts
import EventFlow
import FoundationEssentials
import Inclusion

/// A case as the queue shows it.
struct QueuedCase: Sendable, Equatable {
    let id: UUID
    /// The last version folded in.
    var version: Int64
    let reference: String
    /// ONS district code, `out_of_area` or `unrouted`.
    var locality: String
    /// Code of a `Forum`; empty when not known.
    var forum: String
    /// How far it has come, whatever is asked of whom meanwhile: never `needsInformation`.
    var stage: CaseState
    /// Who works on it: the subject of a token; `nil` while nobody does.
    var assignedTo: String?
    /// Questions that wait for an answer.
    var openQuestions: [OpenQuestion] = []
    /// The day on which a forum looks at it, once it was listed. ISO 8601.
    var meetsOn: String?
    var isSharingAllowed = true
    /// Whether the child's plan has begun in it.
    var hasPlan = false
    /// Since when it is in its state.
    var since: Date
    /// Graduated Pathway, 1 to 4.
    var level: Int
    var ageBand: String
    var ageYears: Int
    var keyStage: String
    /// Codes of `SendNeed`; the first is the primary need.
    var needs: [String]
    var apRequested: Bool
    /// School days out of education when the referral was made.
    var daysOutOfSchool: Int
    var permanentlyExcluded: Bool
    let openedAt: Date
    var acknowledgeBy: Date
    /// What runs in it, and what stands still.
    var clocks: [CaseClock] = []

    /// Who has the next step; `nil` once it is closed.
    var with: BallHolder? { CaseBall(state, clocks)?.holder }
    /// When the clock that runs out first does, or did; `nil` where none runs.
    var dueAt: Date? { clocks.nextDue?.due }

    /// A question that waits for an answer.
    struct OpenQuestion: Sendable, Equatable {
        /// UUID text.
        let id: String
        /// The referral whose agency was asked. UUID text.
        let askedReferralID: String
    }

    /// Where it is now: an agency that was asked has the next step, unless others have gone ahead without the answer.
    var state: CaseState {
        switch stage {
        case .acknowledged, .inTriage, .listed, .decided, .active, .needsInformation:
            openQuestions.isEmpty ? stage : .needsInformation
        case .open, .awaitingPlacement, .closed: stage
        }
    }
}

extension QueuedCase {
    init(_ opened: CaseOpened, version: Int64, at time: Date) throws(ProjectionTrouble) {
        self.init(
            id: try UUID(inEvent: opened.caseID), version: version, reference: opened.reference,
            locality: opened.locality, forum: opened.forum.code,
            stage: .open, since: time, level: Int(opened.facts.level), ageBand: opened.facts.ageBand.code,
            ageYears: Int(opened.facts.ageYears), keyStage: opened.facts.keyStage.code, needs: opened.facts.needs,
            apRequested: opened.facts.apRequested, daysOutOfSchool: Int(opened.facts.daysOutOfSchool),
            permanentlyExcluded: opened.facts.permanentlyExcluded, openedAt: time,
            acknowledgeBy: RFC3339.instant(opened.acknowledgeBy) ?? Clocks.standard.acknowledgeBy(from: time),
            clocks: opened.clocks.all)
    }

    /// Takes in what happened after it was opened.
    mutating func take(_ event: CaseEvent, at time: Date) {
        let before = state
        switch event {
        case .opened, .referralJoined: break
        case .acknowledged, .placementNotFound: move(to: .acknowledged)
        case .informationAsked(let asked):
            // Asking is working on it.
            if stage == .acknowledged { move(to: .inTriage) }
            openQuestions.append(
                OpenQuestion(
                    id: asked.questionID,
                    askedReferralID: asked.askedReferralID.isEmpty ? asked.referralID : asked.askedReferralID))
        case .informationReceived(let received): openQuestions.removeAll { $0.id == received.questionID }
        // Of an agency that has left nothing is waited for.
        case .referralLeft(let left): openQuestions.removeAll { $0.askedReferralID == left.leftReferralID }
        case .listed(let listed):
            move(to: .listed)
            meetsOn = listed.meetsOn
            since = time
        case .apPlacementDecided: move(to: .awaitingPlacement)
        case .placed:
            move(to: .active)
            // What was asked before is not waited for any more.
            openQuestions = []
        case .placementNoted(let noted) where stage == .active:
            switch PlacementHappening(rawValue: noted.happened) {
            case .notStarted: move(to: .acknowledged)
            case .ended: move(to: .inTriage)
            default: break
            }
        case .decided(let decided): move(to: decided.closes ? .closed : hasPlan ? .active : .decided)
        case .planNoted:
            hasPlan = true
            if stage == .decided { move(to: .active) }
        case .closed: move(to: .closed)
        // Only the referral the case was opened for says what the queue shows.
        case .amended(let amended) where amended.hasFacts && amended.isOfOpener: take(amended.facts)
        case .amended: break
        case .sharingChanged(let changed): isSharingAllowed = changed.allowed
        case .assigned(let assigned):
            assignedTo = assigned.assignedTo.isEmpty ? nil : assigned.assignedTo
            if stage == .acknowledged { move(to: .inTriage) }
        case .reopened: stage = .inTriage
        case .levelChanged(let changed): level = Int(changed.toLevel)
        case .rerouted(let rerouted): take(rerouted)
        // What the queue does not show, and what is not about a case.
        default: break
        }
        if let clocks = event.clocks { self.clocks = clocks }
        if state != before { since = time }
    }

    /// What is closed stays closed until it is reopened, even when a provider said yes at the same moment.
    private mutating func move(to new: CaseState) {
        if stage != .closed { stage = new }
    }

    /// Somebody else has it now: what was still being considered is read anew.
    private mutating func take(_ rerouted: CaseRerouted) {
        (locality, forum) = (rerouted.locality, rerouted.forum.code)
        if rerouted.locality != rerouted.fromLocality { assignedTo = nil }
        // Only where nothing has been decided yet does somebody else begin with reading.
        guard let by = RFC3339.instant(rerouted.acknowledgeBy) else { return }
        (stage, acknowledgeBy) = (.open, by)
    }

    private mutating func take(_ facts: CodedFacts) {
        level = Int(facts.level)
        ageBand = facts.ageBand.code
        ageYears = Int(facts.ageYears)
        keyStage = facts.keyStage.code
        needs = facts.needs
        apRequested = facts.apRequested
        daysOutOfSchool = Int(facts.daysOutOfSchool)
        permanentlyExcluded = facts.permanentlyExcluded
    }
}
