public import Contracts

/// What an agency posted about one child: the aggregate behind topic `referrals`.
public struct Referral: Aggregate, Equatable {
    /// UUID text.
    public let id: String
    /// What people say on the telephone.
    public let reference: String
    /// UUID text.
    public let childID: String
    /// Who refers.
    public let agency: Agency
    /// The coded facts that travel in clear, as amended.
    public private(set) var facts: CodedFacts
    /// Empty when no kind of alternative provision was asked for.
    public private(set) var apKind: String
    /// A ReferralDetails, sealed with the child's key, as amended.
    public private(set) var details: Sealed
    /// What the agency answered, oldest first.
    public private(set) var answers: [Answer] = []
    /// Whether a headteacher's authorisation is on record. One that came with the referral is implied by `aps`.
    public private(set) var isAuthorised: Bool
    /// Whether the hub may share it. False after consent was withdrawn and nothing took its place.
    public private(set) var sharingIsAllowed = true
    /// How the agency ended it; `nil` while it has not.
    public private(set) var ending: Ending?

    /// How an agency ends a referral of its own.
    public enum Ending: Sendable, Equatable {
        /// By taking it back.
        case withdrawn
        /// By saying that it should never have been posted.
        case enteredInError
    }

    /// An answer to a question of the coordinator's.
    public struct Answer: Sendable, Equatable {
        /// UUID text.
        public let questionID: String
        /// A Words, sealed with the child's key.
        public let words: Sealed
    }

    private init(_ submitted: ReferralSubmitted) {
        id = submitted.referralID
        reference = submitted.reference
        childID = submitted.childID
        agency = submitted.agency
        facts = submitted.facts
        apKind = submitted.apKind
        details = submitted.details
        isAuthorised = submitted.apKind == ApKind.aps.code
    }

    /// The state after `event`.
    public static func evolve(_ state: Referral?, _ event: ReferralEvent) -> Referral? {
        if case .submitted(let submitted) = event { return Referral(submitted) }
        guard var referral = state else { return nil }
        switch event {
        case .submitted: break
        case .amended(let amended):
            referral.facts = amended.facts
            referral.apKind = amended.apKind
            referral.details = amended.details
            referral.isAuthorised = referral.isAuthorised || amended.apKind == ApKind.aps.code
        case .answered(let answered):
            referral.answers.append(Answer(questionID: answered.questionID, words: answered.answer))
        case .headteacherAuthorised: referral.isAuthorised = true
        case .lawfulBasisChanged(let changed): referral.sharingIsAllowed = changed.sharingAllowed
        case .withdrawn: referral.ending = .withdrawn
        case .enteredInError: referral.ending = .enteredInError
        }
        return referral
    }
}

/// What the router has said of a referral's case, as far as the agency's moves depend on it.
public struct CaseNews: Sendable, Equatable {
    /// Ids of the questions put to this referral's agency that the router has no answer to. UUID text.
    public var asked: Set<String>
    /// Whether the hub's work on the case has ended.
    public var isClosed: Bool

    /// From its parts.
    public init(asked: Set<String> = [], isClosed: Bool = false) {
        self.asked = asked
        self.isClosed = isClosed
    }
}

extension Referral {
    /// The questions that wait for the agency. An answer counts from when it was given, not from when the router read it.
    public func openQuestions(_ news: CaseNews) -> Set<String> { news.asked.subtracting(answers.map(\.questionID)) }

    /// Where it is now. What the agency did comes before what the router said.
    public func state(_ news: CaseNews) -> ReferralState {
        switch ending {
        case .withdrawn: .withdrawn
        case .enteredInError: .enteredInError
        case nil: news.isClosed ? .closed : openQuestions(news).isEmpty ? .submitted : .needsInformation
        }
    }

    /// What its agency may do now, in the order of the list.
    public func moves(_ news: CaseNews) -> [ReferralMove] {
        ReferralMove.allCases.filter { objection(to: $0, news) == nil }
    }

    /// What the agency of a referral that it has just posted may do.
    public static func movesAfterPosting(_ referral: CheckedReferral) -> [ReferralMove] {
        let mayBeAuthorised = referral.facts.apRequested && referral.apKind != .aps
        return ReferralMove.allCases.filter { $0 != .answer && ($0 != .authorise || mayBeAuthorised) }
    }

    /// Throws why `move` is not possible now (`notAllowedNow`); does nothing when it is.
    public func allow(_ move: ReferralMove, _ news: CaseNews) throws(RuleViolation) {
        if let objection = objection(to: move, news) { throw objection }
    }

    /// Why `move` is not possible now; `nil` when it is.
    func objection(to move: ReferralMove, _ news: CaseNews) -> RuleViolation? {
        let state = state(news)
        switch (state, move) {
        case (.withdrawn, _): return .notAllowedNow("withdrawn", "This referral has been withdrawn.")
        case (.enteredInError, _): return .notAllowedNow("entered_in_error", "This referral was entered in error.")
        // A mistake is a mistake afterwards too, and consent may go at any time.
        case (.closed, .markError), (.closed, .changeLawfulBasis): return nil
        case (.closed, _):
            return .notAllowedNow(
                "case_closed", "The hub's work on this referral has ended. Post a new one if need be.")
        case (.submitted, .answer): return .notAllowedNow("nothing_asked", "Nothing waits for an answer.")
        case (_, .authorise) where !facts.apRequested:
            return .notAllowedNow("no_ap_asked", "This referral does not ask for alternative provision.")
        case (_, .authorise) where isAuthorised:
            return .notAllowedNow("already_authorised", "A headteacher's authorisation is on record already.")
        default: return nil
        }
    }
}
