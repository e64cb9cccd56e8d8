public import Contracts

/// How far a case has come.
enum CaseStage: Sendable, CaseIterable {
    case open, acknowledged, inTriage, listed, awaitingPlacement, supported, placed
    /// The child has left the place, and the coordinator has the case again.
    case placeOver
}

extension CaseFile {
    /// Where it is now.
    public var state: CaseState {
        guard outcome == nil else { return .closed }
        return switch stage {
        case .open: .open
        case .awaitingPlacement: .awaitingPlacement
        case .acknowledged, .inTriage, .listed, .supported, .placed, .placeOver:
            hasOpenQuestion ? .needsInformation : stateOfWork
        }
    }

    private var stateOfWork: CaseState {
        switch stage {
        case .inTriage, .placeOver: .inTriage
        case .listed: .listed
        case .supported: plan == nil ? .decided : .active
        case .placed: .active
        default: .acknowledged
        }
    }

    /// Whether an agency has been asked and has not answered.
    public var hasOpenQuestion: Bool { questions.contains(where: isOpen) }

    /// Whether a question waits for its answer. Of an agency that has left the case nothing is waited for, nor for what was
    /// asked before a place was taken.
    public func isOpen(_ question: CaseQuestion) -> Bool {
        !question.isOvertaken && answer(to: question) == nil && referral(question.askedReferralID)?.left == nil
    }

    /// The answer to a question; `nil` while there is none.
    public func answer(to question: CaseQuestion) -> CaseAnswer? {
        answers.first { $0.questionID == question.id }
    }

    /// All referrals that are or were part of it, the one it was opened for first.
    public var referrals: [CaseReferral] { [opener] + joined }

    /// The referral of that id, if it is or was part of the case.
    public func referral(_ id: String) -> CaseReferral? { referrals.first { $0.id == id } }

    /// The referral the case rests on: the one it was opened for or, once that has left, the first that is there still.
    public var lead: CaseReferral { referrals.first { $0.left == nil } ?? opener }

    /// Whether the case rested on that referral before it left, and rests on another one since.
    public func hasNewLead(since left: String) -> Bool {
        guard let gone = referrals.firstIndex(where: { $0.id == left }),
            let now = referrals.firstIndex(where: { $0.left == nil })
        else { return false }
        return gone < now
    }

    /// Who asks for alternative provision: of the agencies in the case, one that may refer into most of it.
    public var askingAgency: Agency {
        referrals.first { $0.left == nil && ApKind.authorityAndProfessionals.contains($0.agency.kind) }?.agency
            ?? lead.agency
    }

    /// Whether the hub may go on sharing what the referrals say: every one of them has a lawful basis.
    public var isSharingAllowed: Bool { withoutBasis.isEmpty }

    /// What the case rests on, coded, at the level it has been stepped to.
    public var facts: CodedFacts {
        var facts = lead.facts
        if let last = levelChanges.last { facts.level = last.toLevel }
        return facts
    }

    /// Whether the case lies in one of these localities: a coordinator works only on those.
    public func isIn(_ localities: some Sequence<String>) -> Bool { localities.contains(locality) }

    /// Whether a provider said yes at any time, and the child did not stay away.
    var isPlaceTaken: Bool {
        searches.contains { search in
            search.provisionID != nil
                && placementNews.last { $0.requestID == search.requestID }?.happening != .notStarted
        }
    }

    /// How the last search for a place ended; `nil` before the first has.
    public var lastSearch: PlacementSearch? { searches.last }

    /// Whether a decision for alternative provision waits for what comes of it.
    var isPlaceLookedFor: Bool {
        searchesWithoutEnd > 0
    }

    /// Negative never: an end is only noted of a search there is.
    var searchesWithoutEnd: Int {
        let decided = decisions.count { if case .apPlacement = $0 { true } else { false } }
        return decided - searches.count - searchesGivenUp
    }
}
