/// What a person can do with a case.
public enum CaseMove: String, Coded {
    case acknowledge
    case askForInformation = "ask_for_information"
    case list
    case decide
    case decideApPlacement = "decide_ap_placement"

    /// As people say it.
    public var words: String {
        switch self {
        case .acknowledge: "Acknowledge"
        case .askForInformation: "Ask the agency for information"
        case .list: "List it for a forum"
        case .decide: "Decide"
        case .decideApPlacement: "Decide on alternative provision"
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
        guard outcome == nil else { return [] }
        return switch stage {
        case .open: [.acknowledge]
        case .acknowledged, .inTriage, .listed, .supported: [.askForInformation, .list, .decide, .decideApPlacement]
        case .awaitingPlacement: [.decide]
        // A place has been taken: what follows is between the provider and the family.
        case .placed: []
        }
    }

    func demand(_ move: CaseMove) throws(RuleViolation) {
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
