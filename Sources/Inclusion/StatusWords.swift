// One list of status words, for the API, screens and mail: what a code means is said here and nowhere else.

/// Who has the ball.
public enum BallHolder: String, Coded {
    case hub, coordinator, provider, referrer, nobody

    /// As people say it.
    public var words: String {
        switch self {
        case .hub: "The hub"
        case .coordinator: "The locality's coordinator"
        case .provider: "The provider"
        case .referrer: "The agency that referred"
        case .nobody: "Nobody: nothing more is to be done"
        }
    }
}

/// States of a case (domain section 5, as far as built).
public enum CaseState: String, Coded {
    case open
    case acknowledged
    case awaitingPlacement = "awaiting_placement"
    case active

    /// As people say it.
    public var words: String {
        switch self {
        case .open: "Nobody has read it yet."
        case .acknowledged: "A coordinator has read it and has the next step."
        case .awaitingPlacement: "A place is being looked for."
        case .active: "A provider has said yes."
        }
    }

    /// Who has the next step.
    public var with: BallHolder {
        switch self {
        case .open, .acknowledged: .coordinator
        case .awaitingPlacement: .hub
        case .active: .provider
        }
    }
}

/// States of a placement request (domain section 5, as far as built).
public enum PlacementState: String, Coded {
    case requested
    case shortlisted
    case offered
    case declined
    case accepted
    case unableToMatch = "unable_to_match"

    /// As people say it.
    public var words: String {
        switch self {
        case .requested: "Asked for; nobody has looked for a place yet."
        case .shortlisted: "Ranked; nobody has been asked yet."
        case .offered: "A provider has been asked and has not answered yet."
        case .declined: "The provider said no; the coordinator has to confirm that before the next is asked."
        case .accepted: "A provider has said yes."
        case .unableToMatch: "Nothing fits, or nobody is left to ask."
        }
    }

    /// Who has the next step.
    public var with: BallHolder {
        switch self {
        case .requested, .shortlisted: .hub
        case .offered, .accepted: .provider
        case .declined, .unableToMatch: .coordinator
        }
    }
}

/// States of one offer to one provider.
public enum OfferState: String, Coded {
    case open
    case accepted
    case declined
    case declineConfirmed = "decline_confirmed"

    /// As people say it.
    public var words: String {
        switch self {
        case .open: "Not answered yet."
        case .accepted: "The provider said yes."
        case .declined: "The provider said no; the coordinator has not read it yet."
        case .declineConfirmed: "The provider said no, and the coordinator has read it."
        }
    }
}
