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
    case hub, referrer, coordinator, forum, provider, nobody

    /// As people say it.
    public var words: String {
        switch self {
        case .hub: "The hub"
        case .referrer: "The agency that referred"
        case .coordinator: "The locality's coordinator"
        case .forum: "The forum that meets about it"
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
