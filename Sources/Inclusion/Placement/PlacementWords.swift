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
        case .shortlisted: "Ranked; the coordinator chooses whom to ask."
        case .offered: "At least one provider has been asked and has not answered yet."
        case .declined: "The provider said no; the coordinator has to confirm that before the next is asked."
        case .accepted: "A provider has said yes."
        case .unableToMatch: "Nothing fits, or nobody is left to ask."
        case .withdrawn: "Nobody looks for a place any more."
        }
    }

    /// Who has the next step.
    public var with: BallHolder {
        switch self {
        case .requested: .hub
        case .offered, .accepted: .provider
        case .shortlisted, .declined, .unableToMatch: .coordinator
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
    case expired
    case withdrawn

    /// As people say it.
    public var words: String {
        switch self {
        case .open: "Not answered yet."
        case .accepted: "The provider said yes."
        case .declined: "The provider said no; the coordinator has not read it yet."
        case .declineConfirmed: "The provider said no, and the coordinator has read it."
        case .expired: "Nobody answered in time; the place is not held any more."
        case .withdrawn: "It was withdrawn before the provider answered."
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

/// Why one provider is not asked any more, while the search goes on or has ended well.
public enum OfferWithdrawal: String, Coded {
    /// Another provider said yes.
    case placedElsewhere = "placed_elsewhere"
    /// The coordinator took it back, or the search ended.
    case notNeeded = "not_needed"
    /// The provision is not in the directory any more.
    case provisionGone = "provision_gone"

    /// As people say it.
    public var words: String {
        switch self {
        case .placedElsewhere: "another provider has a place for the child"
        case .notNeeded: "it is not needed any more"
        case .provisionGone: "the provision is not in the directory any more"
        }
    }
}

/// Why a coordinator gives a search up as in vain: unmet demand, by cause.
public enum UnableReason: String, Coded {
    case noPlaces = "no_places"
    case needsNotMet = "needs_not_met"
    case allDeclined = "all_declined"
    case tooFar = "too_far"
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .noPlaces: "no places free"
        case .needsNotMet: "nobody meets the needs"
        case .allDeclined: "everybody who was asked said no"
        case .tooFar: "everything that fits is too far away"
        case .other: "another reason"
        }
    }
}

/// How soon a provider has to answer (domain section 6).
public enum OfferUrgency: String, Coded {
    case normal
    case shortNotice = "short_notice"
    case emergency

    /// As people say it.
    public var words: String {
        switch self {
        case .normal: "two working days to answer"
        case .shortNotice: "short notice: one working day to answer"
        case .emergency: "an emergency: four office hours to answer"
        }
    }
}
