public import Contracts
public import FoundationEssentials

/// What can be asked of a referral. `by` is the subject of the token; what is sealed is sealed with the child's key.
public enum ReferralCommand: Sendable {
    case submit(SubmitReferral)
    case amend(AmendReferral)
    /// `words`: a Words.
    case answer(questionID: String, words: Sealed, by: String)
    /// `authorisation`: a HeadteacherAuthorisation.
    case authorise(authorisation: Sealed, by: String)
    /// `words`: a Words, where the agency added any to the code.
    case withdraw(WithdrawReason, words: Sealed?, by: String)
    /// `words`: a Words.
    case markError(words: Sealed, by: String)
    /// No ground: consent was withdrawn, and nothing took its place. `record`: a LawfulBasis.
    case changeLawfulBasis(LawfulGround?, record: Sealed, by: String)

    /// The move it is; `nil` for the posting itself.
    public var move: ReferralMove? {
        switch self {
        case .submit: nil
        case .amend: .amend
        case .answer: .answer
        case .authorise: .authorise
        case .withdraw: .withdraw
        case .markError: .markError
        case .changeLawfulBasis: .changeLawfulBasis
        }
    }
}

/// A checked referral with the ids it was given and its details sealed.
public struct SubmitReferral: Sendable {
    /// UUID text.
    public var id: UUID
    /// What people say on the telephone.
    public var reference: ReferralReference
    /// UUID text.
    public var childID: UUID
    /// What was checked.
    public var referral: CheckedReferral
    /// `referral.details`, sealed with the child's key.
    public var details: Sealed

    /// From its parts.
    public init(id: UUID, reference: ReferralReference, childID: UUID, referral: CheckedReferral, details: Sealed) {
        self.id = id
        self.reference = reference
        self.childID = childID
        self.referral = referral
        self.details = details
    }
}

/// A referral as it is to be from now on, checked like a posting.
public struct AmendReferral: Sendable {
    /// What was checked.
    public var referral: CheckedReferral
    /// `referral.details`, sealed.
    public var details: Sealed
    /// JSON pointers of what differs from before; never empty.
    public var changed: [String]
    /// A Words: why.
    public var reason: Sealed
    /// A LawfulBasis, where the amendment brings another one than was on record.
    public var lawfulBasis: Sealed?
    /// Subject of the token.
    public var by: String

    /// From its parts.
    public init(
        referral: CheckedReferral, details: Sealed, changed: [String], reason: Sealed, lawfulBasis: Sealed?, by: String
    ) {
        self.referral = referral
        self.details = details
        self.changed = changed
        self.reason = reason
        self.lawfulBasis = lawfulBasis
        self.by = by
    }
}
