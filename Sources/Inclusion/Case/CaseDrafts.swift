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
