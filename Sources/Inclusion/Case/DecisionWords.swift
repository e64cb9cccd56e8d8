/// The four questions asked of every decision (domain section 1 no. 23).
public enum DecisionQuestion: String, Coded {
    case closerToVision = "closer_to_vision"
    case moreEqual = "more_equal"
    case bestWeCanDo = "best_we_can_do"
    case moreInclusive = "more_inclusive"

    /// As people ask it.
    public var words: String {
        switch self {
        case .closerToVision: "Does it bring us closer to the vision?"
        case .moreEqual: "Does it make things more equal?"
        case .bestWeCanDo: "Is it the best we can do?"
        case .moreInclusive: "Is it more inclusive?"
        }
    }
}

/// What is answered to them.
public enum DecisionAnswer: String, Coded {
    case yes, partly, no

    /// As people say it.
    public var words: String {
        switch self {
        case .yes: "Yes"
        case .partly: "Partly"
        case .no: "No"
        }
    }
}
