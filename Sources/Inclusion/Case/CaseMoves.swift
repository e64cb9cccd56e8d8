/// What a person can do with a case.
public enum CaseMove: String, Coded {
    case acknowledge
    case assign
    case askForInformation = "ask_for_information"
    case chase
    case list
    case decide
    case decideApPlacement = "decide_ap_placement"
    case changeLevel = "change_level"
    case transfer
    case close
    case reopen
    case correctDecision = "correct_decision"

    /// As people say it.
    public var words: String {
        switch self {
        case .acknowledge: "Acknowledge"
        case .assign: "Say who works on it"
        case .askForInformation: "Ask the agency for information"
        case .chase: "Remind the agency of a question"
        case .list: "List it for a forum"
        case .decide: "Decide"
        case .decideApPlacement: "Decide on alternative provision"
        case .changeLevel: "Step the level up or down"
        case .transfer: "Pass it on to another locality"
        case .close: "Close what was arranged"
        case .reopen: "Reopen"
        case .correctDecision: "Correct the record of a decision"
        }
    }

    /// Whether it shows the child to somebody new.
    var shares: Bool { self == .list || self == .decideApPlacement }
}

extension CaseFile {
    /// What that party may do now. Whether the case is in the coordinator's locality is asked by `isIn`.
    public func allowedMoves(for party: Party) -> [CaseMove] {
        guard party == .coordinator else { return [] }
        return movesOfItsState.filter { isSharingAllowed || !$0.shares }
    }

    private var movesOfItsState: [CaseMove] {
        var moves = outcome == nil ? movesOfItsStage : []
        if outcome == nil, stage != .open, hasOpenQuestion { moves.insert(.chase, after: .askForInformation) }
        if mayBeReopened { moves.append(.reopen) }
        if !decisions.isEmpty { moves.append(.correctDecision) }
        return moves
    }

    /// While the child has a place there is nothing to close and no other to look for, wherever the case is meanwhile: a forum
    /// may look at it, and it may be passed on.
    private static let waitForThePlace: Set<CaseMove> = [.close, .decideApPlacement]

    private var movesOfItsStage: [CaseMove] {
        hasPlace ? movesOfAnyStage.filter { !Self.waitForThePlace.contains($0) } : movesOfAnyStage
    }

    private var movesOfAnyStage: [CaseMove] {
        let considering: [CaseMove] = [.assign, .askForInformation, .list, .decide, .decideApPlacement]
        return switch stage {
        case .open: [.acknowledge, .transfer]
        case .acknowledged, .listed: considering + [.transfer]
        case .inTriage: considering + [.changeLevel, .transfer]
        // Whoever is asked for a place belongs to the locality that asks: it is not passed on meanwhile.
        case .awaitingPlacement: [.assign, .decide]
        case .supported, .placeOver: considering + [.changeLevel, .transfer, .close]
        // A place has been taken: there is nothing left to decide, and until it is over nothing to close.
        case .placed: [.assign, .askForInformation, .list, .changeLevel, .transfer]
        }
    }

    /// What a coordinator closed can be opened again. Where every referral has left there is nothing to work on.
    private var mayBeReopened: Bool { outcome != nil && referrals.contains { $0.left == nil } }

    func demand(_ move: CaseMove) throws(RuleViolation) {
        if Self.waitForThePlace.contains(move), outcome == nil, hasPlace {
            throw .notAllowedNow(
                "place_goes_on",
                "\(move.words) is not possible now. The child has a place; it waits until that is over.")
        }
        guard movesOfItsState.contains(move) else {
            throw .notAllowedNow("not_allowed_now", "\(move.words) is not possible now. \(state.words)")
        }
        guard isSharingAllowed || !move.shares else {
            throw .notAllowedNow(
                "sharing_stopped",
                "\(move.words) is not possible now. There is no lawful basis for sharing any more; the agency that "
                    + "referred can record another one.")
        }
    }
}

extension [CaseMove] {
    fileprivate mutating func insert(_ move: CaseMove, after other: CaseMove) {
        insert(move, at: firstIndex(of: other).map { $0 + 1 } ?? endIndex)
    }
}
