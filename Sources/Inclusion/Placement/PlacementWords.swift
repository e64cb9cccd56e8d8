// The words of a placement request and its offers: what their codes mean is said here and nowhere else.

/// States of a placement request (domain section 5, as far as built).
public enum PlacementState: String, Coded {
    case requested
    case shortlisted
    case offered
    case declined
    case accepted
    case unableToMatch = "unable_to_match"
    case withdrawn

    /// As people say it.
    public var words: String {
        switch self {
        case .requested: "Asked for; nobody has looked for a place yet."
        case .shortlisted: "Ranked; nobody has been asked yet."
        case .offered: "A provider has been asked and has not answered yet."
        case .declined: "The provider said no; the coordinator has to confirm that before the next is asked."
        case .accepted: "A provider has said yes."
        case .unableToMatch: "Nothing fits, or nobody is left to ask."
        case .withdrawn: "Nobody looks for a place any more."
        }
    }

    /// Who has the next step.
    public var with: BallHolder {
        switch self {
        case .requested, .shortlisted: .hub
        case .offered, .accepted: .provider
        case .declined, .unableToMatch: .coordinator
        case .withdrawn: .nobody
        }
    }
}

/// States of one offer to one provider.
public enum OfferState: String, Coded {
    case open
    case accepted
    case declined
    case declineConfirmed = "decline_confirmed"
    case withdrawn

    /// As people say it.
    public var words: String {
        switch self {
        case .open: "Not answered yet."
        case .accepted: "The provider said yes."
        case .declined: "The provider said no; the coordinator has not read it yet."
        case .declineConfirmed: "The provider said no, and the coordinator has read it."
        case .withdrawn: "The request was withdrawn before the provider answered."
        }
    }
}

/// Why a search for a place is given up.
public enum PlacementWithdrawal: String, Coded {
    /// The referral was withdrawn, or the coordinator decided otherwise.
    case caseClosed = "case_closed"
    /// The referral it rested on has left the case.
    case referralLeft = "referral_left"
    /// There is no lawful basis for sharing any more.
    case sharingStopped = "sharing_stopped"

    /// As people say it.
    public var words: String {
        switch self {
        case .caseClosed: "the case is closed"
        case .referralLeft: "the referral it rested on was taken back"
        case .sharingStopped: "there is no lawful basis for sharing any more"
        }
    }
}
