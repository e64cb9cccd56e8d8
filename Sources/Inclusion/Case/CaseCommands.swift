public import Contracts
public import FoundationEssentials

/// What can be asked of a case.
public enum CaseCommand: Sendable {
    /// A referral has arrived and has been routed.
    case open(OpenCase)
    /// A person has read it. `by`: subject of the coordinator's token.
    case acknowledge(by: String)
    /// Somebody works on it. `by`: subject of the coordinator's token.
    case assign(AssignmentDraft, by: String)
    /// The coordinator needs to know more.
    case ask(AskForInformation)
    /// The coordinator reminds an agency of a question, by its id. `by`: subject of the coordinator's token.
    case chase(question: String, by: String)
    /// A forum looks at it.
    case list(ListCase)
    /// The coordinator authorises alternative provision.
    case decideApPlacement(DecideApPlacement)
    /// The coordinator decides anything else.
    case decide(DecideCase)
    /// The child needs more, or less.
    case changeLevel(ChangeLevel)
    /// Another locality goes on with it.
    case transfer(TransferCase)
    /// What was arranged has come to its end.
    case close(CloseCase)
    /// It was closed too early, or by mistake.
    case reopen(ReopenCase)
    /// The record of a decision was not right.
    case correctDecision(CorrectDecision)
    /// A provider said yes.
    case notePlaced(PlacementAccepted)
    /// Nothing fits, or nobody is left to ask.
    case notePlacementNotFound(PlacementUnableToMatch)
    /// The search was given up.
    case notePlacementWithdrawn(PlacementWithdrawn)
    /// How it goes with the place that was found.
    case notePlacement(PlacementNote)
    /// Another referral about the same child has arrived.
    case join(ReferralSubmitted)
    /// An agency answered.
    case noteAnswer(ReferralAnswered)
    /// An agency corrected or completed its referral.
    case noteAmended(ReferralAmended)
    /// What it rests on has changed, and the rules have been asked again.
    case reroute(Routing)
    /// A headteacher agreed to a place in the authority's own school.
    case noteHeadteacherAuthorised(HeadteacherAuthorised)
    /// A referral's lawful basis went, or came.
    case noteLawfulBasis(LawfulBasisChanged)
    /// A referral was withdrawn or entered in error. `as` says which.
    case noteLeft(referralID: String, as: CaseOutcome)
    /// A meeting did not reach it, or has moved.
    case carryOver(CarryOver)
    /// Somebody does something about the child by a day.
    case agreeAction(AgreeAction)
    /// It is done. `words`: a Words, sealed. `by`: subject of a token.
    case completeAction(String, words: Sealed?, by: String)
    /// The child's plan began, was reviewed or ended. `nextOn`: its next date; `nil` once it has ended.
    case notePlan(String, nextOn: CalendarDate?)
    /// Time has passed: reminders go out, and deadlines that have passed are noted.
    case tick
    /// The calendars have changed, and with them what is due when.
    case recompute
}

/// A routed referral with the id its case is given.
public struct OpenCase: Sendable {
    /// Id the case is given.
    public var caseID: UUID
    /// As submitted.
    public var referral: ReferralSubmitted
    /// What the rules proposed.
    public var routing: Routing

    /// From its parts.
    public init(caseID: UUID, referral: ReferralSubmitted, routing: Routing) {
        self.caseID = caseID
        self.referral = referral
        self.routing = routing
    }
}

/// A question with its id, its words sealed.
public struct AskForInformation: Sendable {
    /// Id the question is given.
    public var questionID: UUID
    /// The question as posted.
    public var draft: QuestionDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.message`, sealed with the child's key.
    public var question: Sealed

    /// From its parts.
    public init(questionID: UUID, draft: QuestionDraft, by: String, question: Sealed) {
        self.questionID = questionID
        self.draft = draft
        self.by = by
        self.question = question
    }
}

/// A decision for alternative provision, with its brief and its record sealed.
public struct DecideApPlacement: Sendable {
    /// The decision as posted.
    public var draft: ApPlacementDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.brief(from:)`, sealed with the child's key.
    public var brief: Sealed
    /// `draft.recordMessage`, sealed with the child's key.
    public var record: Sealed
    /// The meeting the draft names, as it is now; `nil` when it names none, or there is no such meeting.
    public var meeting: Meeting?
    /// `draft.census(from:_:)`, sealed with the child's key.
    public var census: Sealed?

    /// From its parts.
    public init(
        draft: ApPlacementDraft, by: String, brief: Sealed, record: Sealed, meeting: Meeting? = nil,
        census: Sealed? = nil
    ) {
        self.draft = draft
        self.by = by
        self.brief = brief
        self.record = record
        self.meeting = meeting
        self.census = census
    }
}

/// Any other decision, its words and its record sealed.
public struct DecideCase: Sendable {
    /// The decision as posted.
    public var draft: OutcomeDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.message`, sealed with the child's key.
    public var words: Sealed
    /// `draft.recordMessage`, sealed with the child's key.
    public var record: Sealed
    /// The meeting the draft names, as it is now; `nil` when it names none, or there is no such meeting.
    public var meeting: Meeting?

    /// From its parts.
    public init(draft: OutcomeDraft, by: String, words: Sealed, record: Sealed, meeting: Meeting? = nil) {
        self.draft = draft
        self.by = by
        self.words = words
        self.record = record
        self.meeting = meeting
    }
}
