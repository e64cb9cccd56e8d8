import Contracts

extension Placement {
    /// States of a placement (domain section 5).
    public enum State: String, Coded {
        case confirmed, started
        case inReview = "in_review"
        case extended, ended
        case notStarted = "not_started"

        /// As people say it.
        public var words: String {
            switch self {
            case .confirmed: "Agreed; it has not begun yet."
            case .started: "The child is there; it has not been reviewed yet."
            case .inReview: "It has been reviewed."
            case .extended: "It has been extended."
            case .ended: "It has ended."
            case .notStarted: "It never began."
            }
        }

        /// Who has the next step.
        public var with: BallHolder {
            switch self {
            case .confirmed, .started, .inReview, .extended: .provider
            case .ended, .notStarted: .nobody
            }
        }

        /// Whether the child is there.
        public var isRunning: Bool { self == .started || self == .inReview || self == .extended }

        /// Whether a place is kept for the child.
        public var holdsPlace: Bool { self == .confirmed || isRunning }
    }

    /// What a person can do with a placement.
    public enum Move: String, Coded {
        case start
        case notStart = "not_start"
        case recordAttendance = "record_attendance"
        case review
        case extend
        case planReintegration = "plan_reintegration"
        case end

        /// As people say it.
        public var words: String {
            switch self {
            case .start: "Record the start"
            case .notStart: "Record that it did not begin"
            case .recordAttendance: "Report attendance"
            case .review: "Record a review"
            case .extend: "Extend it"
            case .planReintegration: "Plan the way back"
            case .end: "End it"
            }
        }

        /// Who may. The provider reports what happens there; for how long is the coordinator's to say.
        public var parties: Set<Party> {
            switch self {
            case .recordAttendance: [.provider]
            case .extend: [.coordinator]
            case .start, .notStart, .review, .planReintegration, .end: [.provider, .coordinator]
            }
        }

        func isPossible(in state: State) -> Bool {
            switch self {
            case .start, .notStart: state == .confirmed
            case .recordAttendance, .review, .extend, .planReintegration, .end: state.isRunning
            }
        }
    }

    /// What that party may do now. A provider may act only when `organisation` is the one that has the child.
    public func allowedMoves(for party: Party, organisation: String? = nil) -> [Move] {
        guard party != .provider || organisation == ref.providerID else { return [] }
        return Move.allCases.filter { $0.parties.contains(party) && $0.isPossible(in: state) }
    }
}

/// How a placement ends (domain section 5).
public enum PlacementEnding: String, Coded {
    case reintegrated
    case movedOn = "moved_on"
    case endedEarly = "ended_early"
    case completed

    /// As people say it.
    public var words: String {
        switch self {
        case .reintegrated: "back at school"
        case .movedOn: "moved on to another place"
        case .endedEarly: "ended before its time"
        case .completed: "came to its agreed end"
        }
    }

    /// Whether there must have been a plan for what follows: a way out is prepared as carefully as the way in.
    public var needsReintegrationPlan: Bool { self == .reintegrated || self == .movedOn }
}

/// Why a placement did not begin; always together with words.
public enum NotStartedReason: String, Coded {
    case childDidNotAttend = "child_did_not_attend"
    case familyDeclined = "family_declined"
    case providerWithdrew = "provider_withdrew"
    case circumstancesChanged = "circumstances_changed"
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .childDidNotAttend: "the child did not come"
        case .familyDeclined: "the family declined"
        case .providerWithdrew: "the provider withdrew"
        case .circumstancesChanged: "circumstances have changed"
        case .other: "another reason"
        }
    }
}

/// What a review recommends.
public enum ReviewRecommendation: String, Coded {
    case `continue`, extend, end

    /// As people say it.
    public var words: String {
        switch self {
        case .continue: "go on as agreed"
        case .extend: "go on for longer"
        case .end: "come to an end"
        }
    }
}

/// How far an objective was reached.
public enum ObjectiveResult: String, Coded {
    case achieved, partly, not

    /// As people say it.
    public var words: String {
        switch self {
        case .achieved: "achieved"
        case .partly: "partly achieved"
        case .not: "not achieved"
        }
    }
}

/// Where a child goes after a placement.
public enum ReintegrationDestination: String, Coded {
    case mainstream
    case specialSchool = "special_school"
    case post16
    case otherProvision = "other_provision"

    /// As people say it.
    public var words: String {
        switch self {
        case .mainstream: "a mainstream school"
        case .specialSchool: "a special school"
        case .post16: "education or training after 16"
        case .otherProvision: "another provision"
        }
    }
}

/// Where a child is registered during a placement.
public enum Registration: String, Coded {
    case single, dual

    /// As people say it.
    public var words: String {
        switch self {
        case .single: "registered in one place"
        case .dual: "registered at school and at the provision"
        }
    }
}

/// Why a place was arranged, for the census: the main cause, not what the child needs. The census has codes of its own for
/// these, which change from year to year.
public enum PlacementReason: String, Coded {
    case permanentExclusion = "permanent_exclusion"
    case suspension
    case namedInEHCP = "named_in_ehcp"
    case mentalHealth = "mental_health"
    case physicalHealth = "physical_health"
    case youngParent = "young_parent"
    case newArrival = "new_arrival"
    case behaviour
    case other

    /// As people say it.
    public var words: String {
        switch self {
        case .permanentExclusion: "permanent exclusion"
        case .suspension: "suspension of more than five days"
        case .namedInEHCP: "setting named in an EHC plan"
        case .mentalHealth: "mental health need"
        case .physicalHealth: "physical health need"
        case .youngParent: "pregnancy or young parent"
        case .newArrival: "new arrival without a school place"
        case .behaviour: "to improve behaviour"
        case .other: "another reason"
        }
    }
}
