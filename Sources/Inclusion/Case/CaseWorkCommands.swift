public import Contracts

/// A step of the level, its words sealed.
public struct ChangeLevel: Sendable {
    /// The step as posted.
    public var draft: LevelDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.why`, sealed with the child's key.
    public var why: Sealed

    /// From its parts.
    public init(draft: LevelDraft, by: String, why: Sealed) {
        self.draft = draft
        self.by = by
        self.why = why
    }
}

/// A transfer to another locality, its words sealed.
public struct TransferCase: Sendable {
    /// The transfer as posted.
    public var draft: TransferDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.why`, sealed with the child's key.
    public var why: Sealed
    /// Those there are to choose from.
    public var localities: LocalityBook

    /// From its parts.
    public init(draft: TransferDraft, by: String, why: Sealed, localities: LocalityBook) {
        self.draft = draft
        self.by = by
        self.why = why
        self.localities = localities
    }
}

/// The end of what was arranged, its words sealed.
public struct CloseCase: Sendable {
    /// The closure as posted.
    public var draft: ClosureDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.message`, sealed with the child's key.
    public var words: Sealed

    /// From its parts.
    public init(draft: ClosureDraft, by: String, words: Sealed) {
        self.draft = draft
        self.by = by
        self.words = words
    }
}

/// A reopening, its words sealed.
public struct ReopenCase: Sendable {
    /// The reopening as posted.
    public var draft: WhyDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.why`, sealed with the child's key.
    public var why: Sealed
    /// Whether the child has another case that is open: then that is the one to go on with.
    public var anotherIsOpen: Bool

    /// From its parts.
    public init(draft: WhyDraft, by: String, why: Sealed, anotherIsOpen: Bool) {
        self.draft = draft
        self.by = by
        self.why = why
        self.anotherIsOpen = anotherIsOpen
    }
}

/// A further record of a decision, its words sealed.
public struct CorrectDecision: Sendable {
    /// Which decision of the case, from 1.
    public var decision: Int
    /// The correction as posted.
    public var draft: CorrectionDraft
    /// Subject of the coordinator's token.
    public var by: String
    /// `draft.record`, sealed with the child's key.
    public var record: Sealed
    /// `draft.why`, sealed with the child's key.
    public var why: Sealed

    /// From its parts.
    public init(decision: Int, draft: CorrectionDraft, by: String, record: Sealed, why: Sealed) {
        self.decision = decision
        self.draft = draft
        self.by = by
        self.record = record
        self.why = why
    }
}
