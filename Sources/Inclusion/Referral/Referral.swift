public import Contracts
public import FoundationEssentials

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
    /// The coded facts that travel in clear.
    public let facts: CodedFacts
    /// Empty when no kind of alternative provision was asked for.
    public let apKind: String
    /// A ReferralDetails, sealed with the child's key.
    public let details: Sealed
    /// Where it is now.
    public private(set) var state: ReferralState

    /// The state after `event`.
    public static func evolve(_ state: Referral?, _ event: ReferralEvent) -> Referral? {
        switch event {
        case .submitted(let submitted):
            Referral(
                id: submitted.referralID, reference: submitted.reference, childID: submitted.childID,
                agency: submitted.agency, facts: submitted.facts, apKind: submitted.apKind,
                details: submitted.details, state: .submitted)
        case .amended, .answered, .headteacherAuthorised, .withdrawn, .enteredInError, .lawfulBasisChanged: state
        }
    }
}

/// What can be asked of a referral.
public enum ReferralCommand: Sendable {
    case submit(SubmitReferral)
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

extension Referral {
    /// What happens when `command` meets `state`; `nil` state means that the referral does not exist yet.
    public static func decide(_ state: Referral?, _ command: ReferralCommand) throws(RuleViolation) -> [ReferralEvent] {
        switch command {
        case .submit(let submit):
            guard state == nil else {
                throw .notAllowedNow("already_submitted", "This referral has been submitted already.")
            }
            var submitted = ReferralSubmitted()
            submitted.referralID = submit.id.text
            submitted.reference = submit.reference.text
            submitted.childID = submit.childID.text
            submitted.agency = submit.referral.agency
            submitted.facts = submit.referral.facts
            submitted.apKind = submit.referral.apKind?.code ?? ""
            submitted.details = submit.details
            return [.submitted(submitted)]
        }
    }
}
