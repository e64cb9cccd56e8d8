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
