/// One round of Assess, Plan, Do, Review (SEND code of practice, 6.44), as posted.
public struct CycleDraft: Sendable, Equatable {
    /// What the child needed, as it was seen then.
    public var assess: String?
    /// What was planned.
    public var plan: String?
    /// What was done: the one part without which nothing was tried.
    public var done: String
    /// What came of it.
    public var review: String?
    /// ISO 8601 date.
    public var from: String?
    /// ISO 8601 date; `nil` while it goes on.
    public var to: String?
    /// A `CycleOutcome`.
    public var outcome: String?

    /// From its fields, where given.
    public init(
        assess: String? = nil, plan: String? = nil, done: String = "", review: String? = nil, from: String? = nil,
        to: String? = nil, outcome: String? = nil
    ) {
        self.assess = assess
        self.plan = plan
        self.done = done
        self.review = review
        self.from = from
        self.to = to
        self.outcome = outcome
    }
}

/// Whether a cycle did what it was meant to; the same words as for the objectives of a placement.
public enum CycleOutcome: String, Coded {
    case achieved
    case partly
    case not

    /// As people say it.
    public var words: String {
        switch self {
        case .achieved: "achieved"
        case .partly: "partly achieved"
        case .not: "not achieved"
        }
    }
}
