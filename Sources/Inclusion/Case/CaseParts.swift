public import Contracts

/// A referral as part of a case: the one it was opened for, or another agency's about the same child.
public struct CaseReferral: Sendable, Equatable {
    /// UUID text.
    public let id: String
    /// What people say on the telephone.
    public let reference: String
    /// Who refers.
    public let agency: Agency
    /// The coded facts that travel in clear.
    public internal(set) var facts: CodedFacts
    /// Kind of alternative provision asked for; empty when none.
    public internal(set) var apKind: String
    /// The ReferralDetails, as sealed by the intake.
    public internal(set) var details: Sealed
    /// Whether a headteacher's authorisation is on record.
    public internal(set) var headteacherAuthorised: Bool
    /// Why it is not part of the case any more; `nil` while it is.
    public internal(set) var left: CaseOutcome?

    init(
        id: String, reference: String, agency: Agency, facts: CodedFacts, apKind: String, details: Sealed
    ) {
        self.id = id
        self.reference = reference
        self.agency = agency
        self.facts = facts
        self.apKind = apKind
        self.details = details
        // A referral that asks for the authority's own school is not taken without it.
        headteacherAuthorised = apKind == ApKind.aps.code
    }

    init(_ joined: ReferralJoined) {
        self.init(
            id: joined.joinedReferralID, reference: joined.joinedReference, agency: joined.joinedAgency,
            facts: joined.joinedFacts, apKind: joined.joinedApKind, details: joined.joinedDetails)
    }

    mutating func amend(_ amended: CaseAmended) {
        if amended.hasFacts { facts = amended.facts }
        apKind = amended.apKind
        if amended.hasDetails { details = amended.details }
        headteacherAuthorised = amended.headteacherAuthorised
    }
}

/// What was asked of a referral's agency.
public struct CaseQuestion: Sendable, Equatable {
    /// UUID text; the answer names it.
    public let id: String
    /// The referral whose agency is asked.
    public let askedReferralID: String
    /// Subject of the coordinator's token.
    public let askedBy: String
    /// A Words, sealed.
    public let question: Sealed
    /// When the agency is reminded. RFC 3339, UTC.
    public let chaseAt: String
    /// When the coordinator has to decide without. RFC 3339, UTC.
    public let answerBy: String
    /// Whether a place was taken without the answer.
    var isOvertaken = false

    init(_ asked: InformationAsked) {
        id = asked.questionID
        askedReferralID = asked.askedReferralID.isEmpty ? asked.referralID : asked.askedReferralID
        askedBy = asked.askedBy
        question = asked.question
        chaseAt = asked.chaseAt
        answerBy = asked.answerBy
    }
}

/// What an agency answered.
public struct CaseAnswer: Sendable, Equatable {
    /// UUID text.
    public let questionID: String
    /// A Words, sealed by the intake.
    public let answer: Sealed
    /// Subject of the token.
    public let answeredBy: String
}

/// Where and when a forum looks at the case.
public struct CaseListing: Sendable, Equatable {
    /// Which forum.
    public let forum: Forum
    /// ISO 8601 date.
    public let meetsOn: String
    /// UUID text; empty in an older event.
    public let meetingID: String

    init(_ listed: CaseListed) {
        forum = listed.forum
        meetsOn = listed.meetsOn
        meetingID = listed.meetingID
    }
}

/// What somebody does about the child by a day.
public struct CaseAction: Sendable, Equatable {
    /// As agreed.
    public let agreed: ActionAgreed
    /// `nil` while it is open.
    public internal(set) var done: ActionDone?

    /// UUID text.
    public var id: String { agreed.actionID }

    init(_ agreed: ActionAgreed) { self.agreed = agreed }
}

/// The child's plan, seen from a case.
public struct CasePlan: Sendable, Equatable {
    /// UUID text.
    public let id: String
    /// ISO 8601 date of the next review; `nil` once the plan has ended.
    public let reviewOn: String?
}

/// What a coordinator decided.
public enum CaseDecision: Sendable, Equatable {
    /// A place is to be looked for.
    case apPlacement(ApPlacementDecided)
    /// Anything else.
    case other(CaseDecided)
}

/// That a referral of the case was amended.
public struct CaseAmendment: Sendable, Equatable {
    /// UUID text.
    public let referralID: String
    /// JSON pointers of what changed; no values.
    public let changed: [String]
}
