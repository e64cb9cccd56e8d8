public import SwiftProtobuf

/// What `referral-intake` says on topic `referrals`.
public enum ReferralEvent: TopicEvent {
    case submitted(ReferralSubmitted)
    case amended(ReferralAmended)
    case answered(ReferralAnswered)
    case headteacherAuthorised(HeadteacherAuthorised)
    case withdrawn(ReferralWithdrawn)
    case enteredInError(ReferralEnteredInError)
    case lawfulBasisChanged(LawfulBasisChanged)

    public enum Kind: String, CaseIterable, Sendable {
        case submitted = "referralhub.referrals.submitted.v1"
        case amended = "referralhub.referrals.amended.v1"
        case answered = "referralhub.referrals.answered.v1"
        case headteacherAuthorised = "referralhub.referrals.headteacher_authorised.v1"
        case withdrawn = "referralhub.referrals.withdrawn.v1"
        case enteredInError = "referralhub.referrals.entered_in_error.v1"
        case lawfulBasisChanged = "referralhub.referrals.lawful_basis_changed.v1"
    }

    public static let topic = Topic.referrals

    public var body: (kind: Kind, message: any Message) {
        switch self {
        case .submitted(let message): (.submitted, message)
        case .amended(let message): (.amended, message)
        case .answered(let message): (.answered, message)
        case .headteacherAuthorised(let message): (.headteacherAuthorised, message)
        case .withdrawn(let message): (.withdrawn, message)
        case .enteredInError(let message): (.enteredInError, message)
        case .lawfulBasisChanged(let message): (.lawfulBasisChanged, message)
        }
    }

    public init(kind: Kind, bytes: [UInt8]) throws {
        switch kind {
        case .submitted: self = .submitted(try ReferralSubmitted(serializedBytes: bytes))
        case .amended: self = .amended(try ReferralAmended(serializedBytes: bytes))
        case .answered: self = .answered(try ReferralAnswered(serializedBytes: bytes))
        case .headteacherAuthorised: self = .headteacherAuthorised(try HeadteacherAuthorised(serializedBytes: bytes))
        case .withdrawn: self = .withdrawn(try ReferralWithdrawn(serializedBytes: bytes))
        case .enteredInError: self = .enteredInError(try ReferralEnteredInError(serializedBytes: bytes))
        case .lawfulBasisChanged: self = .lawfulBasisChanged(try LawfulBasisChanged(serializedBytes: bytes))
        }
    }
}
