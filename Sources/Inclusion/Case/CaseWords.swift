// The words of a case: what its codes mean is said here and nowhere else.

/// States of a case (domain section 5).
public enum CaseState: String, Coded {
    case open
    case acknowledged
    case inTriage = "in_triage"
    case needsInformation = "needs_information"
    case listed
    case awaitingPlacement = "awaiting_placement"
    case decided
    case active
    case closed

    /// As people say it.
    public var words: String {
        switch self {
        case .open: "Nobody has read it yet."
        case .acknowledged: "A coordinator has read it and has the next step."
        case .inTriage: "A coordinator is working on it."
        case .needsInformation: "The agency that referred has been asked for more and has not answered yet."
        case .listed: "It is on the agenda of a forum."
        case .awaitingPlacement: "A place is being looked for."
        case .decided: "Support was decided on, and its plan has not begun."
        case .active: "Support or a place has been arranged."
        case .closed: "It is closed."
        }
    }

    /// Who has the next step.
    public var with: BallHolder {
        switch self {
        case .open, .acknowledged, .inTriage, .decided, .active: .coordinator
        case .needsInformation: .referrer
        case .listed: .forum
        case .awaitingPlacement: .hub
        case .closed: .nobody
        }
    }
}

/// What a case came to: what a coordinator decided, or how it ended without a decision.
public enum CaseOutcome: String, Coded {
    case adviceGiven = "advice_given"
    case signposted
    case supported
    case steppedDown = "stepped_down"
    case placed
    case transferred
    case escalatedToSafeguarding = "escalated_to_safeguarding"
    case noFurtherAction = "no_further_action"
    case withdrawn
    case enteredInError = "entered_in_error"

    /// Those a coordinator decides for; alternative provision is a decision of its own.
    public static let decided: [CaseOutcome] = [
        .adviceGiven, .signposted, .supported, .transferred, .escalatedToSafeguarding, .noFurtherAction,
    ]

    /// What ends support or a place that was arranged.
    public static let endings: [CaseOutcome] = [.supported, .steppedDown, .placed]

    /// Whether it ends the case: one that is supported goes on.
    public var closes: Bool { self != .supported }

    /// As people say it.
    public var words: String {
        switch self {
        case .adviceGiven: "advice was given"
        case .signposted: "another service was named that helps"
        case .supported: "support was arranged"
        case .steppedDown: "support at a lower level is enough"
        case .placed: "the child has a place"
        case .transferred: "another agency has taken it on"
        case .escalatedToSafeguarding: "it was passed to the Front Door for safeguarding"
        case .noFurtherAction: "nothing more is done here"
        case .withdrawn: "the agency withdrew its referral"
        case .enteredInError: "the referral was entered in error"
        }
    }
}

/// Why nothing more is done (domain section 8); always together with words.
public enum NoFurtherActionReason: String, Coded {
    case thresholdNotMet = "threshold_not_met"
    case alreadySupported = "already_supported"
    case cannotContact = "cannot_contact"
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .thresholdNotMet: "it does not reach the level at which this forum works"
        case .alreadySupported: "the child is supported already"
        case .cannotContact: "nobody could be reached"
        case .other: "another reason"
        }
    }
}
