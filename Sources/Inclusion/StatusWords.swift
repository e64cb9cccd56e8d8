// One list of status words, for the API, screens and mail: what a code means is said here and nowhere else.

/// Where a referral stands, as its referrer (and the family) may know it.
public enum StandingStatus: String, Coded {
    case submitted
    case withCoordinator = "with_coordinator"
    case acknowledged
    case lookingForAPlace = "looking_for_a_place"
    case offered
    case placed
    case noPlaceFound = "no_place_found"

    /// As people say it.
    public var words: String {
        switch self {
        case .submitted: "The hub has it and is working out who should see it."
        case .withCoordinator: "It is in a locality's queue; no person has opened it yet."
        case .acknowledged: "A coordinator has read it and is deciding what to do."
        case .lookingForAPlace: "Alternative provision was agreed; the hub is choosing whom to ask."
        case .offered: "A provider has been asked and has not answered yet."
        case .placed: "A provider has said yes."
        case .noPlaceFound: "No provision fits; the coordinator has it again."
        }
    }

    /// What happens next, for the person who waits.
    public var nextWords: String {
        switch self {
        case .submitted:
            "We are finding the right locality and forum. A person will acknowledge this within one working day."
        case .withCoordinator: "A coordinator reads and acknowledges it."
        case .acknowledged: "The coordinator decides."
        case .lookingForAPlace: "A provider with a fitting place is asked."
        case .offered: "The provider answers."
        case .placed: "The provider arranges the start."
        case .noPlaceFound: "The coordinator decides what else can be done."
        }
    }

    /// Who has the next step.
    public var with: BallHolder {
        switch self {
        case .submitted: .hub
        case .withCoordinator, .acknowledged, .noPlaceFound: .coordinator
        // A declined offer waits for the coordinator; the referrer sees that as looking for a place still.
        case .lookingForAPlace: .hub
        case .offered, .placed: .provider
        }
    }
}

/// Who has the ball.
public enum BallHolder: String, Coded {
    case hub, coordinator, provider, nobody

    /// As people say it.
    public var words: String {
        switch self {
        case .hub: "The hub"
        case .coordinator: "The locality's coordinator"
        case .provider: "The provider"
        case .nobody: "Nobody: nothing more is to be done"
        }
    }
}

/// A line in the story a referrer may see.
public enum TimelineCode: String, Coded {
    case submitted
    case routed
    case acknowledged
    case placementAgreed = "placement_agreed"
    case providerAsked = "provider_asked"
    case providerDeclined = "provider_declined"
    case placed
    case noPlaceFound = "no_place_found"

    /// As people say it.
    public var words: String {
        switch self {
        case .submitted: "The hub has your referral."
        case .routed: "It went to the coordinator of its locality."
        case .acknowledged: "A coordinator has read it."
        case .placementAgreed: "A coordinator agreed alternative provision."
        case .providerAsked: "A provider was asked."
        case .providerDeclined: "The provider could not offer a place."
        case .placed: "A provider said yes."
        case .noPlaceFound: "No provision fits at present; the coordinator has it again."
        }
    }
}

/// States of a referral itself, apart from what becomes of it.
public enum ReferralState: String, Coded {
    case submitted

    /// As people say it.
    public var words: String { StandingStatus.submitted.words }
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
