public import Contracts

/// A question to an agency, as posted.
public struct QuestionDraft: Sendable, Equatable {
    /// The referral whose agency is asked; `nil`: the one the case rests on.
    public var referralID: String?
    /// In words; sealed before they are kept.
    public var words: String

    /// From its parts.
    public init(referralID: String? = nil, words: String) {
        self.referralID = referralID
        self.words = words
    }

    /// Everything that is wrong with it, for that case; empty when nothing is.
    public func problems(for file: CaseFile) -> [RuleProblem] {
        var check = FieldCheck()
        check.text(words, "/question", limit: 2000, multiline: true)
        if let referralID, file.referral(referralID)?.left != nil || file.referral(referralID) == nil {
            check.add("/referral_id", "not_allowed", "A referral that is part of this case.")
        }
        return check.problems
    }

    /// The words as a message, to be sealed.
    public var message: Words {
        var message = Words()
        message.words = words
        return message
    }
}

/// A wish to have a forum look at a case, as posted: codes and dates still text.
public struct ListingDraft: Sendable, Equatable {
    /// Code of a `Forum`.
    public var forum: String
    /// ISO 8601 date, today or later.
    public var meetsOn: String

    /// From its parts.
    public init(forum: String, meetsOn: String) {
        self.forum = forum
        self.meetsOn = meetsOn
    }

    /// Everything that is wrong with it; empty when nothing is.
    /// - Parameter today: the day in the United Kingdom.
    public func problems(today: CalendarDate) -> [RuleProblem] {
        var check = FieldCheck()
        if Forum(code: forum) == nil {
            let codes = Forum.known.map(\.code).joined(separator: ", ")
            check.add("/forum", forum.isEmpty ? "required" : "not_allowed", "One of: \(codes).")
        }
        if let day = check.date(meetsOn, "/meets_on"), day < today {
            check.add("/meets_on", "in_the_past", "Today or later.")
        }
        return check.problems
    }
}

/// A decision other than the one for alternative provision, as posted: codes still text.
public struct OutcomeDraft: Sendable, Equatable {
    /// One of `CaseOutcome.decided`.
    public var outcome: String
    /// A `NoFurtherActionReason`, with `no_further_action` only.
    public var reason: String?
    /// Why, for the referrer.
    public var why: String
    /// What to do instead or next, for the referrer.
    public var next: String

    /// From its parts.
    public init(outcome: String, reason: String? = nil, why: String, next: String) {
        self.outcome = outcome
        self.reason = reason
        self.why = why
        self.next = next
    }

    /// Everything that is wrong with it; empty when nothing is. Nobody is sent away without words.
    public func problems() -> [RuleProblem] {
        var check = FieldCheck()
        let outcome = CaseOutcome(rawValue: outcome)
        if outcome.map(CaseOutcome.decided.contains) != true {
            let codes = CaseOutcome.decided.map(\.code).joined(separator: ", ")
            check.add("/kind", "not_allowed", "One of: \(codes).")
        }
        if outcome == .noFurtherAction {
            check.code(reason ?? "", "/reason", NoFurtherActionReason.self)
        } else if reason != nil {
            check.add("/reason", "not_allowed", "A reason is given with no_further_action only.")
        }
        check.text(why, "/why", limit: 2000, multiline: true)
        check.text(next, "/next", limit: 2000, multiline: true)
        return check.problems
    }

    /// The words as a message, to be sealed.
    public var message: DecisionWords {
        var message = DecisionWords()
        message.why = why
        message.next = next
        return message
    }
}
