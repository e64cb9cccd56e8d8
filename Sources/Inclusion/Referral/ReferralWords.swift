// The words in which a referrer hears of a referral, the same in the API, on screens and in mail.

/// Where a referral stands, as its referrer (and the family) may know it.
public enum StandingStatus: String, Coded {
    case submitted
    case withCoordinator = "with_coordinator"
    case acknowledged
    case needsInformation = "needs_information"
    case listed
    case lookingForAPlace = "looking_for_a_place"
    case offered
    case placed
    case placeAgreed = "place_agreed"
    case inPlacement = "in_placement"
    case placementNotStarted = "placement_not_started"
    case placementEnded = "placement_ended"
    case noPlaceFound = "no_place_found"
    case searchStopped = "search_stopped"
    case supported
    case closed
    case withdrawn
    case enteredInError = "entered_in_error"

    /// As people say it.
    public var words: String {
        switch self {
        case .submitted: "The hub has it and is working out who should see it."
        case .withCoordinator: "It is in a locality's queue; no person has opened it yet."
        case .acknowledged: "A coordinator has read it and is deciding what to do."
        case .needsInformation: "A coordinator has asked you something and waits for your answer."
        case .listed: "It is on the list for a forum's meeting."
        case .lookingForAPlace: "Alternative provision was agreed; the coordinator is choosing whom to ask."
        case .offered: "A provider has been asked and has not answered yet."
        case .placed: "A provider has said yes."
        case .placeAgreed: "There is a place, and it is agreed when the child starts."
        case .inPlacement: "The child has started in the place."
        case .placementNotStarted: "The placement did not begin; the coordinator has it again."
        case .placementEnded: "The placement has ended; the coordinator has it again."
        case .noPlaceFound: "No provision fits; the coordinator has it again."
        case .searchStopped: "Nobody looks for a place any more; the coordinator has it again."
        case .supported: "Support was agreed, and goes on."
        case .closed: "A decision was made, and the hub's work on it has ended."
        case .withdrawn: "You have withdrawn it."
        case .enteredInError: "It was entered in error."
        }
    }

    /// What happens next, for the person who waits.
    public var nextWords: String {
        switch self {
        case .submitted:
            "We are finding the right locality and forum. A person will acknowledge this within one working day."
        case .withCoordinator: "A coordinator reads and acknowledges it."
        case .acknowledged: "The coordinator decides."
        case .needsInformation: "You answer what was asked."
        case .listed: "The forum looks at it."
        case .lookingForAPlace: "A provider with a fitting place is asked."
        case .offered: "The provider answers."
        case .placed: "The provider arranges the start."
        case .placeAgreed: "The child starts on the agreed day."
        case .inPlacement: "It is reviewed how the child does there."
        case .placementEnded: "The coordinator closes it, or decides what comes next."
        case .noPlaceFound, .searchStopped, .placementNotStarted: "The coordinator decides what else can be done."
        case .supported: "The coordinator arranges the support."
        case .closed: "Nothing more happens here. The decision says what to do instead."
        case .withdrawn, .enteredInError: "Nothing more happens here."
        }
    }

    /// Who has the next step.
    public var with: BallHolder {
        switch self {
        case .submitted: .hub
        case .withCoordinator, .acknowledged, .lookingForAPlace, .noPlaceFound, .searchStopped, .supported,
            .placementNotStarted, .placementEnded:
            .coordinator
        case .listed: .forum
        case .needsInformation: .referrer
        case .offered, .placed, .placeAgreed, .inPlacement: .provider
        case .closed, .withdrawn, .enteredInError: .nobody
        }
    }
}

/// A line in the story a referrer may see.
public enum TimelineCode: String, Coded {
    case submitted
    case amended
    case headteacherAuthorised = "headteacher_authorised"
    case lawfulBasisChanged = "lawful_basis_changed"
    case routed
    case joined
    case joinedBy = "joined_by"
    case acknowledged
    case informationAsked = "information_asked"
    case reminded
    case informationReceived = "information_received"
    case listed
    case passedOn = "passed_on"
    case levelChanged = "level_changed"
    case sharingStopped = "sharing_stopped"
    case sharingAllowed = "sharing_allowed"
    case placementAgreed = "placement_agreed"
    case providerAsked = "provider_asked"
    case providerDeclined = "provider_declined"
    case providerDidNotAnswer = "provider_did_not_answer"
    case providerNotAsked = "provider_not_asked"
    case placed
    case noPlaceFound = "no_place_found"
    case searchStopped = "search_stopped"
    case placeAgreed = "place_agreed"
    case placementStarted = "placement_started"
    case placementNotStarted = "placement_not_started"
    case placementReviewed = "placement_reviewed"
    case placementExtended = "placement_extended"
    case placementEnded = "placement_ended"
    case supported
    case planBegun = "plan_begun"
    case planReviewed = "plan_reviewed"
    case planEnded = "plan_ended"
    case decided
    case closed
    case reopened
    case withdrawn
    case enteredInError = "entered_in_error"

    /// As people say it.
    public var words: String {
        switch self {
        case .submitted: "The hub has your referral."
        case .amended: "You amended it."
        case .headteacherAuthorised: "A headteacher's authorisation was recorded."
        case .lawfulBasisChanged: "You changed the lawful basis for sharing."
        case .routed: "It went to the coordinator of its locality."
        case .joined: "Another agency has referred this child too: both are looked at together."
        case .joinedBy: "Another agency has referred this child too."
        case .acknowledged: "A coordinator has read it."
        case .informationAsked: "The coordinator asked you something."
        case .reminded: "You were reminded of what the coordinator asked you."
        case .informationReceived: "The coordinator has your answer."
        case .listed: "It was put on the list for a forum's meeting."
        case .passedOn: "It was passed to another coordinator or forum."
        case .levelChanged: "The level of support was changed."
        case .sharingStopped: "Sharing has stopped: there is no lawful basis for it now."
        case .sharingAllowed: "There is a lawful basis for sharing again."
        case .placementAgreed: "A coordinator agreed alternative provision."
        case .providerAsked: "A provider was asked."
        case .providerDeclined: "The provider could not offer a place."
        case .providerDidNotAnswer: "The provider did not answer in time."
        case .providerNotAsked: "A provider is not asked any more; the search goes on."
        case .placed: "A provider said yes."
        case .noPlaceFound: "No provision fits at present; the coordinator has it again."
        case .searchStopped: "The search for a place was stopped."
        case .placeAgreed: "It was agreed when the child starts there."
        case .placementStarted: "The child has started there."
        case .placementNotStarted: "The placement did not begin."
        case .placementReviewed: "The placement was reviewed."
        case .placementExtended: "The placement goes on for longer."
        case .placementEnded: "The placement has ended."
        case .supported: "A coordinator agreed support."
        case .planBegun: "A plan has begun."
        case .planReviewed: "The plan was reviewed."
        case .planEnded: "The plan has ended."
        case .decided: "A coordinator made a decision, and the hub's work on it has ended."
        case .closed: "The case was closed."
        case .reopened: "It was opened again: a coordinator works on it."
        case .withdrawn: "You withdrew it."
        case .enteredInError: "You marked it as entered in error."
        }
    }
}

/// States of a referral itself, apart from what becomes of it (domain section 5).
public enum ReferralState: String, Coded {
    case submitted
    case needsInformation = "needs_information"
    case closed
    case withdrawn
    case enteredInError = "entered_in_error"

    /// As people say it.
    public var words: String {
        switch self {
        case .submitted: "The hub has it."
        case .needsInformation: "The hub waits for an answer from the agency."
        case .closed: "The hub's work on it has ended."
        case .withdrawn: "The agency has withdrawn it."
        case .enteredInError: "It should never have been posted."
        }
    }
}

/// What an agency can do with a referral of its own.
public enum ReferralMove: String, Coded {
    case amend
    case answer
    case authorise
    case changeLawfulBasis = "change_lawful_basis"
    case withdraw
    case markError = "mark_error"

    /// As people say it.
    public var words: String {
        switch self {
        case .amend: "Amend it"
        case .answer: "Answer what was asked"
        case .authorise: "Record a headteacher's authorisation"
        case .changeLawfulBasis: "Change the lawful basis for sharing"
        case .withdraw: "Withdraw it"
        case .markError: "Mark it as entered in error"
        }
    }
}

/// Why an agency withdraws a referral (domain section 8).
public enum WithdrawReason: String, Coded {
    case needMetElsewhere = "need_met_elsewhere"
    case movedAway = "moved_away"
    case familyDeclined = "family_declined"
    case schoolResolved = "school_resolved"
    case duplicate
    case error
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .needMetElsewhere: "the need is met elsewhere"
        case .movedAway: "the child has moved away"
        case .familyDeclined: "the family does not want it"
        case .schoolResolved: "the school has resolved it"
        case .duplicate: "there is another referral for the same"
        case .error: "it was a mistake"
        case .other: "another reason"
        }
    }
}
