public import SwiftProtobuf

/// What `referral-intake` says on topic `referrals`.
public enum ReferralEvent: TopicEvent {
    case submitted(ReferralSubmitted)

    public enum Kind: String, CaseIterable, Sendable {
        case submitted = "referralhub.referrals.submitted.v1"
    }

    public static let topic = Topic.referrals

    public var body: (kind: Kind, message: any Message) {
        switch self {
        case .submitted(let message): (.submitted, message)
        }
    }

    public init(kind: Kind, bytes: [UInt8]) throws {
        switch kind {
        case .submitted: self = .submitted(try ReferralSubmitted(serializedBytes: bytes))
        }
    }
}
